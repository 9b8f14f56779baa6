import * as z from "zod/mini";
import { nonEmpty, parseAnswer } from "./answer.ts";
import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

/** Options of an authorizer and the values they take. */
export const AUTHORIZER_OPTIONS = {
  location_report: ["0", "1", "2"],
  voice_recognize: ["0", "1"],
  customer_service: ["0", "1"],
} as const;
export type AuthorizerOption = keyof typeof AUTHORIZER_OPTIONS;

const schema = z.object({ option_value: z.pipe(z.union([nonEmpty, z.number()]), z.transform(String)) });

/**
 * Reads an option. The endpoint names no authorizer, so it is asked with the authorizer's own token; Tencent's two
 * language versions of the page disagree about that.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizeroptioninfo.html
 */
export async function requestOption(
  api: WechatApi,
  authorizerAccessToken: string,
  name: AuthorizerOption,
): Promise<Result<string, WechatFailure>> {
  const query = { access_token: authorizerAccessToken };
  const answer = await callWechat(api, "/cgi-bin/component/get_authorizer_option", query, { option_name: name });
  return answer.ok ? optionIn(answer.value) : answer;
}

/** Sets an option, likewise. */
export async function requestSetOption(
  api: WechatApi,
  authorizerAccessToken: string,
  name: AuthorizerOption,
  value: string,
): Promise<Result<null, WechatFailure>> {
  const body = { option_name: name, option_value: value };
  const query = { access_token: authorizerAccessToken };
  const answer = await callWechat(api, "/cgi-bin/component/set_authorizer_option", query, body);
  return answer.ok ? ok(null) : answer;
}

/** The older endpoint, which names the authorizer and takes the component's token. */
export async function requestOptionAsComponent(
  api: WechatApi,
  component: { componentAppid: string; componentAccessToken: string },
  authorizerAppid: string,
  name: AuthorizerOption,
): Promise<Result<string, WechatFailure>> {
  const body = { component_appid: component.componentAppid, authorizer_appid: authorizerAppid, option_name: name };
  const query = { component_access_token: component.componentAccessToken };
  const answer = await callWechat(api, "/cgi-bin/component/api_get_authorizer_option", query, body);
  return answer.ok ? optionIn(answer.value) : answer;
}

/** Sets an option by the older endpoint. */
export async function requestSetOptionAsComponent(
  api: WechatApi,
  component: { componentAppid: string; componentAccessToken: string },
  authorizerAppid: string,
  name: AuthorizerOption,
  value: string,
): Promise<Result<null, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/api_set_authorizer_option",
    { component_access_token: component.componentAccessToken },
    {
      component_appid: component.componentAppid,
      authorizer_appid: authorizerAppid,
      option_name: name,
      option_value: value,
    },
  );
  return answer.ok ? ok(null) : answer;
}

function optionIn(answer: Record<string, unknown>): Result<string, WechatFailure> {
  const parsed = parseAnswer(schema, answer);
  return parsed.ok ? ok(parsed.value.option_value) : parsed;
}
