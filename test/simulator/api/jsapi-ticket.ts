import type { Endpoint } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

const LIFETIME_SECONDS = 7200;

/** The same ticket for as long as it lives, per account and type. */
export const getTicket: Endpoint = {
  method: "GET",
  token: "authorizer",
  permissionSet: { official_account: 4 },
  answer({ wechat, query, token }) {
    const type = query.type ?? "";
    if (type !== "jsapi" && type !== "wx_card") return refuse(40097);
    const now = wechat.settings.now();
    const key = `${token?.appid} ${type}`;
    const held = wechat.jsapiTickets.get(key);
    const ticket =
      held !== undefined && held.expiresAt > now
        ? held
        : { value: wechat.random.text(86), expiresAt: now + LIFETIME_SECONDS * 1000 };
    wechat.jsapiTickets.set(key, ticket);
    return { errcode: 0, errmsg: "ok", ticket: ticket.value, expires_in: Math.ceil((ticket.expiresAt - now) / 1000) };
  },
};
