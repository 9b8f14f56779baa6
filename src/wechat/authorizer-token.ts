import * as z from "zod/mini";
import { expiresIn, type IssuedToken, nonEmpty, optionalText, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

export interface RefreshedToken {
  authorizerAccessToken: IssuedToken;
  /** Usually the one that was sent; null when WeChat left it out. */
  authorizerRefreshToken: string | null;
}

const schema = z.object({
  authorizer_access_token: nonEmpty,
  expires_in: expiresIn,
  authorizer_refresh_token: optionalText,
});

/**
 * Buys a new authorizer_access_token with the authorizer_refresh_token. 61003: no longer authorized; 61023: wrong refresh
 * token.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getauthorizeraccesstoken.html
 */
export async function requestAuthorizerToken(
  api: WechatApi,
  componentAppid: string,
  componentAccessToken: string,
  authorizer: { authorizerAppid: string; authorizerRefreshToken: string },
): Promise<Result<RefreshedToken, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_authorizer_token",
    { component_access_token: componentAccessToken },
    {
      component_appid: componentAppid,
      authorizer_appid: authorizer.authorizerAppid,
      authorizer_refresh_token: authorizer.authorizerRefreshToken,
    },
  );
  return answer.ok ? processAuthorizerToken(answer.value) : answer;
}

export function processAuthorizerToken(answer: Record<string, unknown>): Result<RefreshedToken, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  if (!parsed.ok) return parsed;
  const { authorizer_access_token: value, expires_in, authorizer_refresh_token } = parsed.value;
  return ok({
    authorizerAccessToken: { value, expiresInSeconds: expires_in.seconds, expiresInAssumed: expires_in.assumed },
    authorizerRefreshToken: authorizer_refresh_token,
  });
}
