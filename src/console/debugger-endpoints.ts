import type { Locale } from "../page/locale.ts";

/** An endpoint to begin with; any other can be typed. */
export interface Endpoint {
  method: "GET" | "POST";
  path: string;
  /** A body to be edited. */
  body: string;
  label: Record<Locale, string>;
}

const post = (path: string, body: object, zh: string, en: string): Endpoint => ({
  method: "POST",
  path,
  body: JSON.stringify(body, null, 2),
  label: { zh, en },
});
const get = (path: string, zh: string, en: string): Endpoint => ({ method: "GET", path, body: "", label: { zh, en } });

/** https://developers.weixin.qq.com/doc/oplatform/openApi/ */
export const ENDPOINTS: readonly Endpoint[] = [
  post("cgi-bin/account/getaccountbasicinfo", {}, "账号基本信息", "Basic info of the account"),
  post("cgi-bin/component/api_get_authorizer_info", {}, "授权账号详情", "Info of an authorizer"),
  post("cgi-bin/component/api_get_authorizer_list", { offset: 0, count: 100 }, "授权账号列表", "List of authorizers"),
  get("cgi-bin/user/get", "关注者列表（公众号）", "Followers (official account)"),
  get("cgi-bin/get_current_selfmenu_info", "自定义菜单（公众号）", "Custom menu (official account)"),
  get("cgi-bin/template/get_all_private_template", "模板列表（公众号）", "Templates (official account)"),
  post(
    "cgi-bin/message/custom/send",
    { touser: "OPENID", msgtype: "text", text: { content: "你好" } },
    "发送客服消息",
    "Send a customer service message",
  ),
  post("cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/user/get" }, "查询接口额度", "Quota of an endpoint"),
  post("cgi-bin/openapi/rid/get", { rid: "" }, "查询 rid 请求详情", "What a rid was about"),
  get("wxa/get_category", "已设置的类目（小程序）", "Categories (mini program)"),
  get("wxa/getversioninfo", "版本信息（小程序）", "Versions (mini program)"),
  post("wxa/modify_domain", { action: "get" }, "服务器域名（小程序）", "Server domains (mini program)"),
];
