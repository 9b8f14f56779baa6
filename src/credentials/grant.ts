import type { AuthorizationInfo } from "../wechat/query-auth.ts";
import { authorizerDueShare, type TokenRecord, tokenRecord } from "./token.ts";

/** What an authorization is worth, on its way from the exchange to the shard that will hold it. */
export interface Grant {
  authorizerAppid: string;
  /** Null when it was recovered without one: the shard then buys its own. */
  authorizerAccessToken: TokenRecord | null;
  /** Null for an account without API permission, or when WeChat does not say it again. */
  authorizerRefreshToken: string | null;
  funcInfo: number[] | null;
  /** When WeChat was asked, ms, by the clock of `ComponentCredentials`: the later of two grants is the valid one. */
  grantedAt: number;
}

/** @param askedAt when WeChat was asked, ms */
export function grantOf(info: AuthorizationInfo, askedAt: number): Grant {
  return {
    authorizerAppid: info.authorizerAppid,
    authorizerAccessToken:
      info.authorizerAccessToken === null
        ? null
        : tokenRecord(info.authorizerAccessToken, askedAt, authorizerDueShare()),
    authorizerRefreshToken: info.authorizerRefreshToken,
    funcInfo: info.funcInfo,
    grantedAt: askedAt,
  };
}
