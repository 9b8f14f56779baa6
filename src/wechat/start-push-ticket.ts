import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

/**
 * Asks WeChat to push the component_verify_ticket (again). It needs no token, and names the AppSecret `component_secret`.
 * @returns WeChat's errmsg: `ok`, or a remark that pushing works already
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_startpushticket.html
 */
export async function requestStartPushTicket(
  api: WechatApi,
  component: { componentAppid: string; componentAppsecret: string },
): Promise<Result<string, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_start_push_ticket",
    {},
    { component_appid: component.componentAppid, component_secret: component.componentAppsecret },
  );
  return answer.ok ? ok(String(answer.value.errmsg ?? "ok")) : answer;
}
