import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { callWithToken } from "../credentials/call-with-token.ts";
import type { CredentialFailure } from "../credentials/failure.ts";
import { readAuthorizerToken, readComponentToken } from "../credentials/read.ts";
import { wechatApi } from "../credentials/wechat-api.ts";
import { problemResponse } from "../problem.ts";
import {
  AUTHORIZER_OPTIONS,
  type AuthorizerOption,
  requestOption,
  requestOptionAsComponent,
  requestSetOption,
  requestSetOptionAsComponent,
} from "../wechat/authorizer-option.ts";
import type { WechatFailure } from "../wechat/failure.ts";
import { ok, type Result } from "../wechat/result.ts";
import type { AuthorizerOptionAnswer } from "./answers/authorizer.ts";
import { readBody } from "./body.ts";

export const optionBody = z.strictObject({ option_value: z.string().check(z.minLength(1)) });

/** What an account reports or recognizes: location_report, voice_recognize, customer_service. */
export const authorizerOptions = new Hono<AppEnv>()
  .get("/:appid/options/:name", async (c) => {
    const { appid, name } = c.req.param();
    if (!isOption(name)) return unknownOption(c);
    const component = c.var.config.componentAppid;
    const value = await withEither(
      c,
      appid,
      (api, token) => requestOption(api, token, name),
      (api, token) =>
        requestOptionAsComponent(api, { componentAppid: component, componentAccessToken: token }, appid, name),
    );
    if (!value.ok) return problemResponse(c, value.failure);
    return c.json<AuthorizerOptionAnswer>({ option_name: name, option_value: value.value });
  })
  .put("/:appid/options/:name", async (c) => {
    const { appid, name } = c.req.param();
    if (!isOption(name)) return unknownOption(c);
    const body = await readBody(c, optionBody);
    if (!body.ok) return problemResponse(c, body.failure);
    const { option_value: value } = body.value;
    const values: readonly string[] = AUTHORIZER_OPTIONS[name];
    if (!values.includes(value)) {
      const detail = `option_value: is not one of ${values.join(", ")}`;
      return problemResponse(c, { code: "invalid_request", detail });
    }
    const component = c.var.config.componentAppid;
    const done = await withEither(
      c,
      appid,
      (api, token) => requestSetOption(api, token, name, value),
      (api, token) =>
        requestSetOptionAsComponent(
          api,
          { componentAppid: component, componentAccessToken: token },
          appid,
          name,
          value,
        ),
    );
    if (!done.ok) return problemResponse(c, done.failure);
    return c.json<AuthorizerOptionAnswer>({ option_name: name, option_value: value });
  });

type Ask<Value> = (api: ReturnType<typeof wechatApi>, token: string) => Promise<Result<Value, WechatFailure>>;

/**
 * Asks the current endpoint with the authorizer's token, as its signature suggests; where WeChat wants the other kind of
 * token (61014, 48001), the older endpoint is asked with the component's.
 */
async function withEither<Value>(
  c: Context<AppEnv>,
  appid: string,
  asAuthorizer: Ask<Value>,
  asComponent: Ask<Value>,
): Promise<Result<Value, CredentialFailure>> {
  const { config } = c.var;
  const api = wechatApi(config);
  const current = await callWithToken(
    (rejected) => readAuthorizerToken(c.env, config, appid, rejected),
    (token) => asAuthorizer(api, token),
  );
  if (current.ok) return ok(current.value);
  const { failure } = current.failure;
  const wrongKind = failure.code === "wechat_error" && [61014, 48001].includes(failure.wechat.errcode);
  if (!wrongKind) return { ok: false, failure };
  const older = await callWithToken(
    (rejected) => readComponentToken(c.env, config, rejected),
    (token) => asComponent(api, token),
  );
  return older.ok ? ok(older.value) : { ok: false, failure: older.failure.failure };
}

function isOption(name: string): name is AuthorizerOption {
  return Object.hasOwn(AUTHORIZER_OPTIONS, name);
}

function unknownOption(c: Context<AppEnv>): Response {
  const detail = `The option is not one of ${Object.keys(AUTHORIZER_OPTIONS).join(", ")}.`;
  return problemResponse(c, { code: "invalid_request", detail });
}
