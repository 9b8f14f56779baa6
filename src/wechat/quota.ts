import { callWechat, type WechatApi } from "./call.ts";
import type { WechatFailure } from "./failure.ts";
import { ok, type Result } from "./result.ts";

/**
 * Clears the daily counts of the component, or of one authorizer, by the AppSecret: it works also when the quota of the
 * token endpoint itself is used up. Ten times a month in all.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openapi/api_componentclearquota_v2.html
 */
export async function requestClearQuota(
  api: WechatApi,
  component: { componentAppid: string; componentAppsecret: string },
  authorizerAppid: string | null,
): Promise<Result<string, WechatFailure>> {
  const answer = await callWechat(
    api,
    "/cgi-bin/component/clear_quota/v2",
    {},
    {
      component_appid: component.componentAppid,
      appsecret: component.componentAppsecret,
      ...(authorizerAppid === null ? {} : { appid: authorizerAppid }),
    },
  );
  return answer.ok ? ok(String(answer.value.errmsg ?? "ok")) : answer;
}

/**
 * Asks how much of an endpoint's quota is used.
 * @param cgiPath with a leading slash, for example `/cgi-bin/component/api_authorizer_token`
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/openApi/get_api_quota.html
 */
export async function requestQuota(
  api: WechatApi,
  accessToken: string,
  cgiPath: string,
): Promise<Result<Record<string, unknown>, WechatFailure>> {
  const query = { access_token: accessToken };
  const answer = await callWechat(api, "/cgi-bin/openapi/quota/get", query, { cgi_path: cgiPath });
  if (!answer.ok) return answer;
  const { quota, rate_limit, component_rate_limit } = answer.value;
  return ok({ quota, rate_limit, component_rate_limit });
}
