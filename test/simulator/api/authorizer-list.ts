import type { Endpoint } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

const MOST_PER_PAGE = 500;

export const apiGetAuthorizerList: Endpoint = {
  method: "POST",
  token: "component",
  componentAppid: "body",
  answer({ wechat, body }) {
    const offset = Number(body.offset ?? 0);
    const count = Number(body.count ?? MOST_PER_PAGE);
    if (!Number.isInteger(offset) || !Number.isInteger(count) || offset < 0 || count < 0) return refuse(40097);
    if (count > MOST_PER_PAGE) return refuse(40170);
    const all = wechat.authorizations.listed();
    return {
      total_count: all.length,
      list: all.slice(offset, offset + count).map(({ account, exchanged, refreshToken, authorizedAt }) => ({
        authorizer_appid: account.appid,
        // Not authorizer_refresh_token here; and an account without API permission has none to show.
        ...(account.hasApiPermission ? { refresh_token: exchanged ? refreshToken : "" } : {}),
        auth_time: Math.floor(authorizedAt / 1000),
      })),
    };
  },
};
