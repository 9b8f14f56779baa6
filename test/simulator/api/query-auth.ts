import { type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

export function funcInfo(ids: number[]): { funcscope_category: { id: number } }[] {
  return ids.map((id) => ({ funcscope_category: { id } }));
}

/** Exchanges an authorization code, once. A pre_auth_code in its place is 61009 too. */
export const apiQueryAuth: Endpoint = {
  method: "POST",
  token: "component",
  componentAppid: "body",
  answer({ wechat, body }) {
    const { authorizationCodes, accessTokens, settings } = wechat;
    const value = text(body, "authorization_code");
    const code = authorizationCodes.find(value);
    const state = authorizationCodes.state(value);
    if (state === "expired") return refuse(61010);
    // A code dies with the grant it was for; which errcode it then gives has not been observed.
    if (code === undefined || state !== "valid" || code.about.revoked) return refuse(61009);
    code.used = true;
    const { account, funcIds } = code.about;
    if (!account.hasApiPermission) return { authorization_info: { authorizer_appid: account.appid } };
    code.about.exchanged = true;
    return {
      authorization_info: {
        authorizer_appid: account.appid,
        authorizer_access_token: accessTokens.issueAuthorizerToken(code.about).value,
        expires_in: settings.lifetimes.authorizerAccessToken,
        authorizer_refresh_token: code.about.refreshToken,
        func_info: funcInfo(funcIds),
      },
    };
  },
};
