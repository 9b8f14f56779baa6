import type { Login } from "../state/web-logins.ts";
import type { Wechat } from "../state/wechat.ts";
import type { Answer, ApiCall, Endpoint } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** All of /sns/…/component is GET, with the component's token and appid in the query beside the authorizer's appid. */
const SNS = { method: "GET", token: "component", componentAppid: "query" } as const;

/** 网页授权: a user of an official account's web page. */
export const oauthAccessToken: Endpoint = {
  ...SNS,
  answer: (call) => redeem(call, "code", "authorization_code", 40029, webCredentials),
};

export const oauthRefreshToken: Endpoint = {
  ...SNS,
  answer: (call) => redeem(call, "refresh_token", "refresh_token", 40030, webCredentials),
};

/** wx.login of a mini program. */
export const jscode2session: Endpoint = {
  ...SNS,
  answer: (call) =>
    redeem(call, "js_code", "authorization_code", 40029, (wechat, login) => ({
      openid: login.openid,
      session_key: wechat.webLogins.newSessionKey(),
    })),
};

type Credentials = (wechat: Wechat, login: Login) => Record<string, unknown>;

function redeem(
  call: ApiCall,
  parameter: string,
  grantType: string,
  errcode: number,
  credentials: Credentials,
): Answer {
  const { wechat, query } = call;
  const appid = query.appid ?? "";
  if (appid === "") return refuse(41002);
  if (wechat.authorizations.get(appid) === undefined) return refuse(61003);
  if (query.grant_type !== grantType) return refuse(40097);
  const use = parameter === "refresh_token" ? "refresh_token" : "code";
  const login = wechat.webLogins.redeem(query[parameter] ?? "", use, appid);
  return login === null ? refuse(errcode) : credentials(wechat, login);
}

function webCredentials({ webLogins }: Wechat, login: Login): Record<string, unknown> {
  return {
    access_token: webLogins.newSecret(),
    expires_in: 7200,
    refresh_token: webLogins.issueRefreshToken(login),
    openid: login.openid,
    scope: login.scope,
  };
}
