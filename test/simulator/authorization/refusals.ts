import type { AccountKind } from "../state/accounts.ts";

/** Thrown where WeChat shows the merchant a page that says why it will not go on. */
export class AuthorizationRefused extends Error {
  override name = "AuthorizationRefused";
}

const SAME_HOSTS =
  "请确认授权入口页所在域名，与授权后回调页所在域名相同，并且，此两者都必须与申请第三方平台时填写的授权发起页域名相同。";

/** What the pages say. Quoted from WeChat's documents and forum where they are known; `invented` where they are not. */
export const REFUSALS = {
  entryHost: (host: string) => `${SAME_HOSTS}授权入口页所在域名：${host || "空"}`,
  redirectHost: {
    pc: (host: string) => `${SAME_HOSTS}授权后回调页所在域名：${host || "空"}`,
    h5: (host: string) => `redirect_uri的域名不是授权登录页域名：${host || "空"}`,
  },
  /** One text for auth_type and for category_id_list. */
  invalidSets: "该第三方平台指定了无效的权限，或者该第三方账号配置的权限类型与当前微信号绑定的账号类型不一致",
  onlyAccount: (appid: string) => `该第三方平台仅支持指定账号「${appid}」进行授权，如有疑问请联系服务商`,
  noAccount: (kinds: string) => `该授权仅支持${kinds}账号，当前微信号尚未绑定为任何${kinds}的管理员`,
  notTestAccount: (name: string) => `该第三方平台尚未全网发布，「${name}」不在授权测试公众号/小程序列表中`, // invented
  component: "第三方平台 component_appid 不正确", // invented
  unknownPreAuthCode: "pre_auth_code 无效，请从授权入口页重新进入", // invented
  usedPreAuthCode: "pre_auth_code 已使用，请从授权入口页重新进入", // invented
  expiredPreAuthCode: "pre_auth_code 已过期，请从授权入口页重新进入", // invented
};

export const KIND_NAMES: Record<AccountKind, string> = {
  official_account: "公众号",
  mini_program: "小程序",
  channels: "视频号",
  promoter: "小程序推客",
  talent: "带货助手",
};
