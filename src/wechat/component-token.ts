import * as z from "zod/mini";
import { expiresIn, type IssuedToken, nonEmpty, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

const schema = z.object({ component_access_token: nonEmpty, expires_in: expiresIn });

/**
 * Buys a component_access_token with the ticket and the AppSecret.
 * The token before it stays valid for about five minutes more.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getcomponentaccesstoken.html
 */
export async function requestComponentToken(
  api: WechatApi,
  component: { componentAppid: string; componentAppsecret: string; ticket: string },
): Promise<Result<IssuedToken, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_component_token",
    {},
    {
      component_appid: component.componentAppid,
      component_appsecret: component.componentAppsecret,
      component_verify_ticket: component.ticket,
    },
  );
  return answer.ok ? processComponentToken(answer.value) : answer;
}

export function processComponentToken(answer: Record<string, unknown>): Result<IssuedToken, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  if (!parsed.ok) return parsed;
  const { component_access_token: value, expires_in } = parsed.value;
  return ok({ value, expiresInSeconds: expires_in.seconds, expiresInAssumed: expires_in.assumed });
}
