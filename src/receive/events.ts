import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../context.ts";
import { settleEvent } from "../credentials/authorization.ts";
import { componentHolder } from "../credentials/holders.ts";
import { log } from "../log.ts";
import { problemResponse } from "../problem.ts";
import { parseComponentEvent } from "../wechat/component-event.ts";
import { openPush } from "../wechat/push.ts";
import { echo } from "./echo.ts";
import { messageCrypto } from "./message-crypto.ts";

/** A push of WeChat's is a few KiB; a message with the longest text is far below this. */
export const PUSH_LIMIT_BYTES = 256 * 1024;

/** WeChat gives up after 5 s. What is not applied by then goes on without it. */
const APPLY_WITHIN_MS = 3_500;

/**
 * 授权事件接收URL: the ticket every ten minutes, and merchants who authorize, change or revoke. WeChat is answered `success`
 * only when what it sent is stored (I6), and nothing is believed that it did not sign and encrypt (I11).
 */
export const events = new Hono<AppEnv>().get("/", echo).post(
  "/",
  bodyLimit({
    maxSize: PUSH_LIMIT_BYTES,
    onError: (c) => problemResponse(c, { code: "too_large", limitBytes: PUSH_LIMIT_BYTES }),
  }),
  async (c) => {
    const { config } = c.var;
    const sealed = {
      msgSignature: c.req.query("msg_signature"),
      timestamp: c.req.query("timestamp"),
      nonce: c.req.query("nonce"),
      body: await c.req.text(),
    };
    const opened = await openPush(sealed, messageCrypto(config));
    if (!opened.ok) {
      log("warn", "a push was refused", { code: opened.failure.code });
      return opened.failure.code === "bad_signature"
        ? problemResponse(c, { code: "invalid_signature" })
        : problemResponse(c, { code: "invalid_request", detail: opened.failure.reason });
    }
    const event = parseComponentEvent(opened.value.fields, config.componentAppid);
    if (!event.ok) {
      log("warn", "an event was refused", { reason: event.failure });
      return problemResponse(c, { code: "invalid_request", detail: event.failure });
    }

    const component = componentHolder(c.env, config.componentAppid);
    if (event.value.infoType === "component_verify_ticket") {
      await component.receiveTicket(event.value);
    } else {
      const { id, settled } = await component.recordEvent(event.value);
      if (event.value.infoType !== "other" && !settled) {
        const applied = settleEvent(c.env, config, id, event.value);
        c.executionCtx.waitUntil(logFailure(applied));
        await Promise.race([logFailure(applied), new Promise((resolve) => setTimeout(resolve, APPLY_WITHIN_MS))]);
      }
    }
    return c.text("success");
  },
);

/** The event is written down: what goes wrong from here on is for the next cron, not for WeChat. */
async function logFailure(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    log("error", "an authorization event could not be applied", { error: String(error) });
  }
}
