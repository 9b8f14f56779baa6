import type { Locale } from "../../page/locale.ts";
import type { FailureCode } from "../openapi/failures.ts";

/** The words of the page that are not the document's own. */
export interface Texts {
  title: string;
  lead: string;
  language: string;
  contents: string;
  document: string;
  start: { title: string; key: string; failures: string; times: string; types: string };
  sdks: { title: string; lead: string; proxy: string; token: string };
  parameters: string;
  body: string;
  wechatBody: string;
  answer: string;
  noKey: string;
  required: string;
  request: string;
  failures: { title: string; lead: string; status: string; code: string; meaning: string };
}

export const TEXTS: Record<Locale, Texts> = {
  en: {
    title: "HTTP interface",
    lead: "For the back ends of your business: tokens, WeChat's API without tokens, authorizers, links.",
    language: "中文",
    contents: "Contents",
    document: "OpenAPI document",
    start: {
      title: "Getting started",
      key: "Send one of API_KEYS with each call. Bodies and answers are JSON.",
      failures:
        "A failure is application/problem+json: program against `code`, read `detail`, and find WeChat's own errcode and errmsg in `wechat`.",
      times: "Names that end in `_at` are ISO 8601 times, UTC; `expires_in` is seconds. Answers may get new members.",
      types: "In TypeScript, with `src/api/openapi/client.d.ts` of this repository and openapi-fetch:",
    },
    sdks: {
      title: "With an existing SDK",
      lead: "There are two ways. By the proxy: the SDK's base URL is changed, and it never holds a token. Or by the token: the SDK asks for it here whenever it needs one. A key lets its holder act for every account, so it belongs on servers only.",
      proxy: "by the proxy",
      token: "by the token",
    },
    parameters: "Parameters",
    body: "Body",
    wechatBody: "Whatever WeChat's endpoint takes.",
    answer: "Answer",
    noKey: "no key",
    required: "required",
    request: "Request",
    failures: {
      title: "Failures",
      lead: "Each route names those that it can answer with.",
      status: "Status",
      code: "Code",
      meaning: "Meaning",
    },
  },
  zh: {
    title: "HTTP 接口",
    lead: "供您的业务后端使用：获取令牌、免令牌调用微信接口、管理授权方、生成链接。",
    language: "English",
    contents: "目录",
    document: "OpenAPI 文档",
    start: {
      title: "开始使用",
      key: "每次调用都带上 API_KEYS 中的一个密钥。请求体与响应均为 JSON。",
      failures:
        "失败时返回 application/problem+json：程序判断 `code`，处理办法见 `detail`，微信返回的 errcode 与 errmsg 在 `wechat` 中。",
      times: "以 `_at` 结尾的是 ISO 8601 时间（UTC），`expires_in` 的单位是秒。响应今后可能增加字段。",
      types: "TypeScript 可使用本仓库的 `src/api/openapi/client.d.ts` 与 openapi-fetch：",
    },
    sdks: {
      title: "接入现有 SDK",
      lead: "有两种方式。代理：只改 SDK 的接口地址，SDK 不接触任何令牌。令牌：SDK 每次需要令牌时向这里获取。密钥可以代表所有账号调用，只能放在服务器上。",
      proxy: "代理方式",
      token: "令牌方式",
    },
    parameters: "参数",
    body: "请求体",
    wechatBody: "以微信接口的要求为准。",
    answer: "响应",
    noKey: "无需密钥",
    required: "必填",
    request: "请求",
    failures: {
      title: "失败代码",
      lead: "每个接口会列出它可能返回的代码。",
      status: "状态码",
      code: "代码",
      meaning: "含义",
    },
  },
};

/** What the failures mean, in Chinese; in English the document says it. */
export const FAILURES_ZH: Record<FailureCode, string> = {
  invalid_request: "请求不正确，detail 指出哪里不对。",
  invalid_api_key: "缺少密钥或密钥错误。",
  reserved_endpoint: "该微信接口会签发或消耗凭证，由本平台保管，请改用 /v1 下的接口。",
  link_required: "AUTHORIZE_PUBLIC 为 false，须使用 POST /v1/authorization-links 生成的链接。",
  not_found: "没有这个接口。",
  unknown_authorizer: "该 appid 从未授权给本平台。",
  authorizer_unauthorized: "商家已取消授权，请重新发送授权链接。",
  needs_reauthorization: "微信不再接受该账号的 authorizer_refresh_token，须由商家重新授权。",
  no_api_permission: "该账号没有接口权限：未认证，或该类账号不开放接口。",
  rate_limited: "调用过于频繁，请按 Retry-After 稍后再试。",
  internal_error: "本平台内部错误，已记入日志，请重试。",
  ip_not_whitelisted: "出口 IP 不在第三方平台的白名单IP地址列表中，detail 给出该 IP。",
  wechat_error: "微信拒绝了这次调用，见 wechat.errcode。",
  ticket_missing: "没有可用的 component_verify_ticket，请检查授权事件接收URL。",
  quota_exceeded: "微信接口调用额度已用完，可等待恢复或清零。",
  not_configured: "缺少必需的设置，detail 给出名称与设置方法。",
  wechat_unavailable: "微信无法连接或没有有效响应，请重试。",
};
