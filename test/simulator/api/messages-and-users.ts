import { type Endpoint, text } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** 客服消息; what was sent can be read back as `simulator.sentMessages`. */
export const customSend: Endpoint = {
  method: "POST",
  token: "authorizer",
  permissionSet: { official_account: 1, mini_program: 19 },
  answer({ wechat, body, token }) {
    if (text(body, "touser") === "" || text(body, "msgtype") === "") return refuse(40097);
    wechat.sentMessages.push({ at: wechat.settings.now(), authorizerAppid: token?.appid ?? "", message: body });
    return { errcode: 0, errmsg: "ok" };
  },
};

export const userGet: Endpoint = {
  method: "GET",
  token: "authorizer",
  permissionSet: { official_account: 2 },
  answer({ token }) {
    const openid = [1, 2, 3].map((number) => `o${token?.appid.slice(2)}follower${number}`);
    return { total: openid.length, count: openid.length, data: { openid }, next_openid: openid.at(-1) ?? "" };
  },
};
