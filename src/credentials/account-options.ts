import type { Config } from "../config.ts";
import {
  type AuthorizerOption,
  requestOption,
  requestOptionAsComponent,
  requestSetOption,
  requestSetOptionAsComponent,
} from "../wechat/authorizer-option.ts";
import type { WechatApi } from "../wechat/call.ts";
import type { WechatFailure } from "../wechat/failure.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { callWithToken } from "./call-with-token.ts";
import type { CredentialFailure } from "./failure.ts";
import type { CredentialBindings } from "./holders.ts";
import { readAuthorizerToken, readComponentToken } from "./read.ts";
import { wechatApi } from "./wechat-api.ts";

/** What an account reports or recognizes, as WeChat has it now. */
export function readAccountOption(
  env: CredentialBindings,
  config: Config,
  appid: string,
  name: AuthorizerOption,
): Promise<Result<string, CredentialFailure>> {
  const component = config.componentAppid;
  return withEither(
    env,
    config,
    appid,
    (api, token) => requestOption(api, token, name),
    (api, token) =>
      requestOptionAsComponent(api, { componentAppid: component, componentAccessToken: token }, appid, name),
  );
}

export function setAccountOption(
  env: CredentialBindings,
  config: Config,
  appid: string,
  name: AuthorizerOption,
  value: string,
): Promise<Result<null, CredentialFailure>> {
  const component = config.componentAppid;
  return withEither(
    env,
    config,
    appid,
    (api, token) => requestSetOption(api, token, name, value),
    (api, token) =>
      requestSetOptionAsComponent(api, { componentAppid: component, componentAccessToken: token }, appid, name, value),
  );
}

type Ask<Value> = (api: WechatApi, token: string) => Promise<Result<Value, WechatFailure>>;

/**
 * Asks the current endpoint with the authorizer's token, as its signature suggests; where WeChat wants the other kind of
 * token (61014, 48001), the older endpoint is asked with the component's.
 */
async function withEither<Value>(
  env: CredentialBindings,
  config: Config,
  appid: string,
  asAuthorizer: Ask<Value>,
  asComponent: Ask<Value>,
): Promise<Result<Value, CredentialFailure>> {
  const api = wechatApi(config);
  const current = await callWithToken(
    (rejected) => readAuthorizerToken(env, config, appid, rejected),
    (token) => asAuthorizer(api, token),
  );
  if (current.ok) return ok(current.value);
  const { failure } = current.failure;
  const wrongKind = failure.code === "wechat_error" && [61014, 48001].includes(failure.wechat.errcode);
  if (!wrongKind) return fail(failure);
  const older = await callWithToken(
    (rejected) => readComponentToken(env, config, rejected),
    (token) => asComponent(api, token),
  );
  return older.ok ? ok(older.value) : fail(older.failure.failure);
}
