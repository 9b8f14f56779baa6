import { type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** The only way to a component_access_token: the secret, and a ticket that was pushed. */
export const apiComponentToken: Endpoint = {
  method: "POST",
  token: "none",
  componentAppid: "body",
  answer({ wechat, body }) {
    const secret = text(body, "component_appsecret");
    if (secret === "") return refuse(41004);
    if (secret !== wechat.settings.componentAppsecret) return refuse(40125);
    const ticket = wechat.tickets.state(text(body, "component_verify_ticket"));
    if (ticket !== "valid") return refuse(ticket === "expired" ? 61005 : 61006);
    const token = wechat.accessTokens.issueComponentToken();
    return { component_access_token: token.value, expires_in: wechat.settings.lifetimes.componentAccessToken };
  },
};
