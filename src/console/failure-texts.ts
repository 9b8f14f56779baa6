import type { Locale } from "../page/locale.ts";
import type { Failure } from "../problem.ts";

/** What an operator is told of a failure, and what to do about it. */
const FAILURE_TEXTS: Record<Failure["code"], Record<Locale, string>> = {
  invalid_request: { zh: "填写的内容无效，未做更改。", en: "Something in the form is not valid. Nothing was changed." },
  invalid_signature: { zh: "签名不正确。", en: "The signature is wrong." },
  invalid_api_key: { zh: "API Key 不正确。", en: "The API key is wrong." },
  reserved_endpoint: {
    zh: "该接口会生成或消耗凭证，由本服务代管，不能在此调用。",
    en: "That endpoint mints or spends credentials, which are held here: it can’t be called.",
  },
  unknown_authorizer: { zh: "没有这个授权账号。", en: "No such account has authorized the platform." },
  authorizer_unauthorized: {
    zh: "该账号已取消授权。请把授权链接发给商家重新授权。",
    en: "The account has withdrawn its authorization. Send the merchant a link.",
  },
  needs_reauthorization: {
    zh: "微信不再接受该账号的刷新令牌，需要商家重新授权。",
    en: "WeChat no longer takes the account’s refresh token: the merchant has to authorize anew.",
  },
  no_api_permission: {
    zh: "该账号没有接口权限（未认证，或该类型不支持）。",
    en: "The account has no API permission: it is not verified, or of a kind without.",
  },
  link_required: { zh: "需要签名链接。", en: "A signed link is needed." },
  not_found: { zh: "没有找到。", en: "There is no such thing." },
  too_large: { zh: "内容过大。", en: "That is too large." },
  rate_limited: { zh: "请求过于频繁，请稍后再试。", en: "Too many requests. Try again shortly." },
  ip_not_whitelisted: {
    zh: "微信不接受本服务的出口 IP。请到「接入」页查看要加入白名单的 IP。",
    en: "WeChat does not accept calls from this address. The Setup page says which one to whitelist.",
  },
  quota_exceeded: {
    zh: "微信接口的调用次数已用尽。可在「总览」清零，或等待次日恢复。",
    en: "A quota of WeChat’s is used up. Clear it on the Overview, or wait until it is renewed.",
  },
  ticket_missing: {
    zh: "没有可用的 component_verify_ticket。请到「接入」页检查授权事件接收URL。",
    en: "There is no usable component_verify_ticket. Check 授权事件接收URL on the Setup page.",
  },
  wechat_error: { zh: "微信拒绝了请求。", en: "WeChat refused." },
  wechat_unavailable: { zh: "微信没有给出可用的应答，请稍后再试。", en: "WeChat could not be reached. Try again." },
  not_configured: { zh: "设置不完整。", en: "Settings are missing." },
  internal_error: { zh: "内部错误，已写入日志。", en: "Something went wrong here. It was logged." },
};

/** @returns null for what is no failure of ours */
export function failureText(code: string, locale: Locale): string | null {
  return Object.hasOwn(FAILURE_TEXTS, code) ? FAILURE_TEXTS[code as Failure["code"]][locale] : null;
}
