import type { Wechat } from "../state/wechat.ts";
import { type Answer, type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** With the secret instead of a token, so that it works when api_component_token itself is exhausted. */
export const clearQuotaBySecret: Endpoint = {
  method: "POST",
  token: "none",
  componentAppid: "body",
  unmetered: true,
  answer({ wechat, body }) {
    const secret = text(body, "appsecret");
    if (secret === "") return refuse(41004);
    if (secret !== wechat.settings.componentAppsecret) return refuse(40125);
    const authorizer = text(body, "appid");
    if (authorizer !== "" && wechat.authorizations.get(authorizer) === undefined) return refuse(61003);
    return clear(wechat, authorizer || wechat.settings.componentAppid);
  },
};

/** The oldest form, still found in SDKs. */
export const clearQuotaOfComponent: Endpoint = {
  method: "POST",
  token: "component",
  componentAppid: "body",
  unmetered: true,
  answer: ({ wechat }) => clear(wechat, wechat.settings.componentAppid),
};

/** `{"appid"}` must be the holder of the token. */
export const clearQuota: Endpoint = {
  method: "POST",
  token: "either",
  unmetered: true,
  answer({ wechat, body, token }) {
    const appid = text(body, "appid");
    return token === null || appid !== token.appid ? refuse(40013) : clear(wechat, appid);
  },
};

export const getQuota: Endpoint = {
  method: "POST",
  token: "either",
  unmetered: true,
  answer({ wechat, body, token }) {
    const path = text(body, "cgi_path");
    if (path.startsWith("/sns/")) return refuse(76022);
    if (!path.startsWith("/")) return refuse(76003);
    const perMinute = wechat.quotas.minuteLimit(path);
    return {
      errcode: 0,
      errmsg: "ok",
      quota: wechat.quotas.report(path, token?.appid ?? ""),
      ...(perMinute === undefined ? {} : { rate_limit: { call_count: perMinute, refresh_second: 60 } }),
    };
  },
};

function clear(wechat: Wechat, holder: string): Answer {
  return wechat.quotas.clear(holder) ? { errcode: 0, errmsg: "ok" } : refuse(48006);
}
