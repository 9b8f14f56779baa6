/**
 * What a merchant may authorize: 1 official accounts, 2 mini programs, 3 both, 4 小程序推客, 5 channels accounts (视频号),
 * 6 all, 8 带货助手. There is no 7.
 */
export const AUTH_TYPES = [1, 2, 3, 4, 5, 6, 8] as const;
export type AuthType = (typeof AUTH_TYPES)[number];

export type AuthorizationPlatform = "pc" | "h5";

export interface AuthorizationRequest {
  componentAppid: string;
  preAuthCode: string;
  /** Ours, absolute; its host has to be the 授权发起页域名. */
  redirectUri: string;
  authType: AuthType;
  /** Restricts the choice to this one account. */
  bizAppid?: string | undefined;
  /** Ids of permission sets, in place of all that the platform has published. */
  categoryIds?: readonly number[] | undefined;
}

/**
 * The page of WeChat's on which a merchant chooses an account and confirms. It is to be reached from a page on the
 * 授权发起页域名: WeChat looks at the Referer.
 * @param bases `https://mp.weixin.qq.com` and `https://open.weixin.qq.com`, or the simulator
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Authorization_Process_Technical_Description.html
 */
export function authorizationUrl(
  platform: AuthorizationPlatform,
  bases: { mp: string; open: string },
  request: AuthorizationRequest,
): string {
  // URLSearchParams would write a space as `+`; WeChat is given plain percent-encoding, and one order.
  const parameters = [
    ...(platform === "h5" ? [["action", "bindcomponent"] as const, ["no_scan", "1"] as const] : []),
    ["component_appid", request.componentAppid],
    ["pre_auth_code", request.preAuthCode],
    ["redirect_uri", request.redirectUri],
    ["auth_type", String(request.authType)],
    ["biz_appid", request.bizAppid],
    ["category_id_list", request.categoryIds?.join("|")],
  ] as const;
  const query = parameters
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`)
    .join("&");
  return platform === "h5"
    ? `${bases.open}/wxaopen/safe/bindcomponent?${query}#wechat_redirect`
    : `${bases.mp}/cgi-bin/componentloginpage?${query}`;
}
