import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { settleEvent } from "../credentials/authorization.ts";
import { componentHolder } from "../credentials/holders.ts";
import { log } from "../log.ts";
import { problemResponse } from "../problem.ts";
import { type AuthorizationEvent, parseComponentEvent, registrationGrant } from "../wechat/component-event.ts";
import { maskedXml } from "../wechat/masked-xml.ts";
import { isReleaseCheckAccount } from "../wechat/release-check.ts";
import { echo } from "./echo.ts";
import { pushLimit, takePush } from "./take-push.ts";

/** WeChat gives up after 5 s. What is not applied by then goes on without it. */
const APPLY_WITHIN_MS = 3_500;

/**
 * 授权事件接收URL: the ticket every ten minutes, merchants who authorize, change or revoke, and whatever else concerns the
 * component. WeChat is answered `success` only when what it sent is stored (I6), and nothing is believed that it did not
 * sign and encrypt (I11).
 */
export const events = new Hono<AppEnv>().get("/", echo).post("/", pushLimit, async (c) => {
  const { config } = c.var;
  const push = await takePush(c);
  if (!push.ok) return push.failure;
  const event = parseComponentEvent(push.value.fields, config.componentAppid);
  if (!event.ok) {
    log("warn", "an event was refused", { reason: event.failure });
    return problemResponse(c, { code: "invalid_request", detail: event.failure });
  }

  const component = componentHolder(c.env, config.componentAppid);
  const settle = async (authorization: AuthorizationEvent) => {
    // WeChat's own accounts are no merchants, and their code is for the message that asks for it.
    if (isReleaseCheckAccount(authorization.authorizerAppid)) return component.releaseCheckSeen();
    const { authorizationCode, preAuthCode } = authorization;
    const xml = maskedXml(push.value.message, [authorizationCode, preAuthCode]);
    const { id, settled } = await component.recordEvent(authorization, xml);
    if (settled) return;
    const applied = logFailure(settleEvent(c.env, config, id, authorization));
    c.executionCtx.waitUntil(applied);
    await Promise.race([applied, new Promise((resolve) => setTimeout(resolve, APPLY_WITHIN_MS))]);
  };
  switch (event.value.infoType) {
    case "component_verify_ticket":
      await component.receiveTicket(event.value);
      break;
    case "other": {
      await component.recordEvent(event.value, maskedXml(push.value.message));
      const grant = registrationGrant(event.value);
      if (grant !== null) await settle(grant);
      break;
    }
    default:
      await settle(event.value);
  }
  return c.text("success");
});

/** The event is written down: what goes wrong from here on is for the next cron, not for WeChat. */
async function logFailure(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    log("error", "an authorization event could not be applied", { error: String(error) });
  }
}
