import * as z from "zod/mini";
import { expiresIn, type IssuedToken, nonEmpty, optionalText, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { funcInfo } from "./func-info.ts";
import { ok, type Result } from "./result.ts";

/** What an authorization code was worth. Both tokens are null for an account without API permission. */
export interface AuthorizationInfo {
  authorizerAppid: string;
  authorizerAccessToken: IssuedToken | null;
  authorizerRefreshToken: string | null;
  funcInfo: number[] | null;
}

const schema = z.object({
  authorization_info: z.object({
    authorizer_appid: nonEmpty,
    authorizer_access_token: optionalText,
    expires_in: expiresIn,
    authorizer_refresh_token: optionalText,
    func_info: funcInfo,
  }),
});

/**
 * Spends an authorization code (auth_code), which works once: a second call is answered 61009 or 61010.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getauthorizerrefreshtoken.html
 */
export async function requestQueryAuth(
  api: WechatApi,
  componentAppid: string,
  componentAccessToken: string,
  authorizationCode: string,
): Promise<Result<AuthorizationInfo, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_query_auth",
    { component_access_token: componentAccessToken },
    { component_appid: componentAppid, authorization_code: authorizationCode },
  );
  return answer.ok ? processQueryAuth(answer.value) : answer;
}

export function processQueryAuth(answer: Record<string, unknown>): Result<AuthorizationInfo, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  if (!parsed.ok) return parsed;
  const info = parsed.value.authorization_info;
  const value = info.authorizer_access_token;
  return ok({
    authorizerAppid: info.authorizer_appid,
    authorizerAccessToken:
      value === null
        ? null
        : { value, expiresInSeconds: info.expires_in.seconds, expiresInAssumed: info.expires_in.assumed },
    authorizerRefreshToken: info.authorizer_refresh_token,
    funcInfo: info.func_info,
  });
}
