import { pushTicket } from "../push/ticket-push.ts";
import { type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** A ticket accepted this recently means that pushing works: one comes every ten minutes. */
const NORMAL_MS = 15 * 60_000;

export const apiStartPushTicket: Endpoint = {
  method: "POST",
  token: "none",
  componentAppid: "body",
  answer({ wechat, body }) {
    const { settings, tickets, background } = wechat;
    // component_secret, not component_appsecret as everywhere else.
    if (text(body, "component_secret") !== settings.componentAppsecret) return refuse(40125);
    const worksAlready = tickets.acceptedAt !== null && settings.now() - tickets.acceptedAt < NORMAL_MS;
    if (worksAlready) return { errcode: 0, errmsg: "in a normal state" };
    void background.after(settings.startPushTicketDelayMs, () => pushTicket(wechat));
    return { errcode: 0, errmsg: "ok" };
  },
};
