import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

/**
 * Sends a text to somebody who wrote to the account within 48 hours (客服消息).
 * @param openid the FromUserName of their message
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html
 */
export async function sendCustomText(
  api: WechatApi,
  authorizerAccessToken: string,
  openid: string,
  content: string,
): Promise<Result<null, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/message/custom/send",
    { access_token: authorizerAccessToken },
    { touser: openid, msgtype: "text", text: { content } },
  );
  return answer.ok ? ok(null) : answer;
}
