import { Hono } from "hono";
import type { Wechat } from "../state/wechat.ts";
import { notice } from "./authorization-pages.ts";

/** Their order is checked too: 网页授权 is documented as strict about it. */
const PARAMETERS = ["appid", "redirect_uri", "response_type", "scope", "state", "component_appid"];

/**
 * https://open.weixin.qq.com/connect/oauth2/authorize: a fan opens a web page of an official account. Whoever opens it here is
 * logged in at once, without being asked.
 */
export function webLoginRoute(wechat: Wechat): Hono {
  return new Hono().get("/connect/oauth2/authorize", (c) => {
    const query = new URL(c.req.url).searchParams;
    const problem = problemOf(wechat, query);
    if (problem !== null) return c.html(notice("无法登录", problem, "检查网页授权链接。"));
    const appid = query.get("appid") ?? "";
    const scope = query.get("scope") ?? "";
    const code = wechat.webLogins.issueCode({ appid, openid: wechat.webLogins.newOpenid(), scope });
    const target = new URL(query.get("redirect_uri") ?? "");
    target.searchParams.set("code", code);
    target.searchParams.set("state", query.get("state") ?? "");
    target.searchParams.set("appid", appid);
    return c.redirect(target.href, 302);
  });
}

function problemOf(wechat: Wechat, query: URLSearchParams): string | null {
  const order = [...query.keys()].filter((name) => PARAMETERS.includes(name)).map((name) => PARAMETERS.indexOf(name));
  if (order.some((position, index) => index > 0 && position < (order[index - 1] ?? 0))) return "参数顺序错误";
  if (query.get("response_type") !== "code") return "response_type 参数错误";
  if (!["snsapi_base", "snsapi_userinfo"].includes(query.get("scope") ?? "")) return "scope 参数错误";
  if ((query.get("state") ?? "").length > 128) return "state 参数过长";
  if (query.get("component_appid") !== wechat.settings.componentAppid) return "component_appid 参数错误";
  const account = wechat.authorizations.get(query.get("appid") ?? "")?.account;
  if (account === undefined) return "appid 参数错误";
  const host = URL.parse(query.get("redirect_uri") ?? "")?.host;
  const allowed = host !== undefined && (account.webDomains?.includes(host) ?? true);
  return allowed ? null : "redirect_uri域名与后台配置不一致，错误码：10003";
}
