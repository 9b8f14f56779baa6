import * as z from "zod/mini";
import { expiresIn, nonEmpty, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

export interface PreAuthCode {
  preAuthCode: string;
  expiresInSeconds: number;
}

const schema = z.object({ pre_auth_code: nonEmpty, expires_in: expiresIn });

/**
 * Asks for a pre_auth_code, which one completed authorization uses up.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getpreauthcode.html
 */
export async function requestPreAuthCode(
  api: WechatApi,
  componentAppid: string,
  componentAccessToken: string,
): Promise<Result<PreAuthCode, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_create_preauthcode",
    { component_access_token: componentAccessToken },
    { component_appid: componentAppid },
  );
  return answer.ok ? processPreAuthCode(answer.value) : answer;
}

export function processPreAuthCode(answer: Record<string, unknown>): Result<PreAuthCode, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  if (!parsed.ok) return parsed;
  // Without expires_in the shorter of the two lifetimes that the documentation gives is the safe one.
  const { seconds, assumed } = parsed.value.expires_in;
  return ok({ preAuthCode: parsed.value.pre_auth_code, expiresInSeconds: assumed ? 600 : seconds });
}
