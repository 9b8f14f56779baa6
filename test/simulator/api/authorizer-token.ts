import { isLimited } from "./admit-call.ts";
import { type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** A refresh token stays what it is, from the authorization to its end. */
export const apiAuthorizerToken: Endpoint = {
  method: "POST",
  token: "component",
  componentAppid: "body",
  answer({ wechat, body }) {
    const authorization = wechat.authorizations.get(text(body, "authorizer_appid"));
    if (authorization === undefined) return refuse(61003);
    const { account, exchanged, refreshToken } = authorization;
    // Before the first exchange nobody has been given the refresh token, so none can be right.
    if (!exchanged || text(body, "authorizer_refresh_token") !== refreshToken) return refuse(61023);
    if (isLimited(account.accountStatus)) return refuse(50002);
    return {
      authorizer_access_token: wechat.accessTokens.issueAuthorizerToken(authorization).value,
      expires_in: wechat.settings.lifetimes.authorizerAccessToken,
      authorizer_refresh_token: refreshToken,
    };
  },
};
