import * as z from "zod/mini";
import { expiresIn, type IssuedToken, nonEmpty, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

/** `jsapi` signs pages for wx.config, `wx_card` signs cards. */
export const JSAPI_TICKET_TYPES = ["jsapi", "wx_card"] as const;
export type JsapiTicketType = (typeof JSAPI_TICKET_TYPES)[number];

const schema = z.object({ ticket: nonEmpty, expires_in: expiresIn });

/**
 * Asks for an official account's ticket, with the authorizer's own token.
 * @see https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html#62
 */
export async function requestJsapiTicket(
  api: WechatApi,
  authorizerAccessToken: string,
  type: JsapiTicketType,
): Promise<Result<IssuedToken, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/ticket/getticket",
    { access_token: authorizerAccessToken, type },
    null,
  );
  if (!answer.ok) return answer;
  const parsed = parseAnswer(schema, answer.value);
  if (!parsed.ok) return parsed;
  const { ticket: value, expires_in } = parsed.value;
  return ok({ value, expiresInSeconds: expires_in.seconds, expiresInAssumed: expires_in.assumed });
}

/** What a page hands to `wx.config`, beside its list of APIs. */
export interface JsapiSignature {
  appId: string;
  /** Seconds. */
  timestamp: number;
  nonceStr: string;
  signature: string;
}

/**
 * Signs a page for wx.config.
 * @param url the page's own; what follows a `#` is not signed
 */
export async function signJsapi(
  appId: string,
  ticket: string,
  url: string,
  nonceStr: string,
  timestamp: number,
): Promise<JsapiSignature> {
  const page = url.split("#")[0] ?? "";
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`;
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text));
  return { appId, timestamp, nonceStr, signature: new Uint8Array(digest).toHex() };
}
