import { Hono } from "hono";
import { authorizerLoginUrl, wecomLoginUrl } from "../wechat/oauth-url.ts";
import type { ConsoleContext, ConsoleEnv } from "./console-env.ts";
import { textIn } from "./form-fields.ts";
import { EMPTY_LOGIN, type LoginForm, LoginsPage } from "./logins-page.tsx";

/** WeChat's limit. */
const STATE_BYTES = 128;

/** Links by which a page of the business's learns who its visitor is. They are made here, and nothing is stored or asked. */
export const logins = new Hono<ConsoleEnv>()
  .get("/logins", (c) =>
    c.html(<LoginsPage c={c} form={{ ...EMPTY_LOGIN, appid: c.req.query("appid") ?? "" }} result={null} />),
  )
  .post("/logins", async (c) => {
    const sent = await c.req.formData();
    const form: LoginForm = {
      kind: textIn(sent, "kind") === "wecom" ? "wecom" : "authorizer",
      appid: textIn(sent, "appid"),
      agentid: textIn(sent, "agentid"),
      redirectUri: textIn(sent, "redirect_uri"),
      scope: textIn(sent, "scope"),
      state: textIn(sent, "state"),
    };
    return c.html(<LoginsPage c={c} form={form} result={linkOf(c, form)} />);
  });

/** @returns the link, or which field is wrong */
function linkOf(c: ConsoleContext, form: LoginForm): { url: string } | { wrong: keyof LoginForm } {
  const { kind, appid, agentid, redirectUri, scope, state } = form;
  const { wechatOpenBase, componentAppid } = c.var.config;
  if (!/^[\w-]{1,64}$/.test(appid)) return { wrong: "appid" };
  const url = URL.parse(redirectUri);
  // A fragment would swallow the code, or be lost with it.
  if (url === null || !/^https?:$/.test(url.protocol) || redirectUri.includes("#")) return { wrong: "redirectUri" };
  if (new TextEncoder().encode(state).length > STATE_BYTES) return { wrong: "state" };
  if (kind === "wecom") {
    if (!/^\d{0,12}$/.test(agentid)) return { wrong: "agentid" };
    const wide = scope === "snsapi_userinfo" || scope === "snsapi_privateinfo";
    const login = { corpid: appid, agentid: agentid || null, redirectUri, state };
    return { url: wecomLoginUrl(wechatOpenBase, { ...login, scope: wide ? "snsapi_privateinfo" : "snsapi_base" }) };
  }
  const wide = scope !== "snsapi_base";
  const login = { appid, redirectUri, state, componentAppid };
  return { url: authorizerLoginUrl(wechatOpenBase, { ...login, scope: wide ? "snsapi_userinfo" : "snsapi_base" }) };
}
