import type { Endpoint } from "./endpoint.ts";

export const apiCreatePreauthcode: Endpoint = {
  method: "POST",
  token: "component",
  componentAppid: "body",
  answer({ wechat }) {
    const seconds = wechat.settings.lifetimes.preAuthCode;
    return { pre_auth_code: wechat.preAuthCodes.issue(null, seconds).value, expires_in: seconds };
  },
};
