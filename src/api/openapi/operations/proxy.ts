import * as z from "zod/mini";
import { appid } from "../../appid.ts";
import { AUTHORIZER } from "../examples.ts";
import { AS_AUTHORIZER, AS_COMPONENT, WITH_KEY } from "../failures.ts";
import type { Answer, Body, Operation, Parameter } from "../operation.ts";

const ANY_METHOD =
  "Any method; GET and POST stand here. JSON, forms, uploads and downloads pass through as they are. A token that WeChat " +
  "rejects (40001, 40014, 42001) is replaced and the call made once more, unless its body is over 10 MiB. Tokens and " +
  "authorization of the caller's are left out. WeChat's errcodes come back in WeChat's own answer, with its status.";
const AS_AUTHORIZER_TEXT =
  "The authorizer's token is put in. `cgi-bin/component/…`, `sns/component/…` and `sns/oauth2/component/…` get the component's, and " +
  "the two appids where WeChat wants them. Point an SDK's base URL at `/wx/{authorizer_appid}`.";
const AS_COMPONENT_TEXT = "The component's token is put in, and component_appid where WeChat wants it.";

const ACCOUNT: Parameter = {
  in: "path",
  name: "authorizer_appid",
  description: "On whose behalf (代调用).",
  schema: appid,
  example: AUTHORIZER,
};
const path = (example: string): Parameter => ({
  in: "path",
  name: "path",
  description: "The path at api.weixin.qq.com, slashes as they are; the query stays too.",
  schema: z.string(),
  example,
});

const answer = (example: unknown): Answer => ({
  status: 200,
  description: "WeChat's answer as it came, with its content type and status; errcodes too.",
  type: "*/*",
  name: null,
  example,
});
const request = (example: unknown): Body => ({ name: null, schema: null, descriptions: {}, example });

const SENT = { touser: "oABCD1234", msgtype: "text", text: { content: "您好" } };
const USERS = { total: 2, count: 2, data: { openid: ["oABCD1234", "oABCD5678"] }, next_openid: "oABCD5678" };

const authorizerCodes = ["invalid_request", ...WITH_KEY, "reserved_endpoint", ...AS_AUTHORIZER] as const;
const componentCodes = ["invalid_request", ...WITH_KEY, "reserved_endpoint", ...AS_COMPONENT] as const;

export const PROXY: readonly Operation[] = [
  {
    id: "callForAuthorizer",
    method: "get",
    path: "/wx/{authorizer_appid}/{path}",
    tag: "proxy",
    summary: "WeChat's API on behalf of an authorizer",
    zh: "代授权方调用微信接口",
    description: `${AS_AUTHORIZER_TEXT} ${ANY_METHOD}`,
    parameters: [ACCOUNT, path("cgi-bin/user/get")],
    answers: [answer(USERS)],
    failures: authorizerCodes,
  },
  {
    id: "postForAuthorizer",
    method: "post",
    path: "/wx/{authorizer_appid}/{path}",
    tag: "proxy",
    summary: "WeChat's API on behalf of an authorizer, with a body",
    zh: "代授权方调用微信接口（带请求体）",
    description: `${AS_AUTHORIZER_TEXT} ${ANY_METHOD}`,
    parameters: [ACCOUNT, path("cgi-bin/message/custom/send")],
    body: request(SENT),
    answers: [answer({ errcode: 0, errmsg: "ok" })],
    failures: authorizerCodes,
  },
  {
    id: "callForComponent",
    method: "get",
    path: "/wx/component/{path}",
    tag: "proxy",
    summary: "WeChat's API for the component itself",
    zh: "以第三方平台身份调用微信接口",
    description: `${AS_COMPONENT_TEXT} ${ANY_METHOD}`,
    parameters: [path("wxa/gettemplatelist")],
    answers: [answer({ errcode: 0, errmsg: "ok", template_list: [] })],
    failures: componentCodes,
  },
  {
    id: "postForComponent",
    method: "post",
    path: "/wx/component/{path}",
    tag: "proxy",
    summary: "WeChat's API for the component itself, with a body",
    zh: "以第三方平台身份调用微信接口（带请求体）",
    description: `${AS_COMPONENT_TEXT} ${ANY_METHOD} In the answers of api_get_authorizer_info and _list the refresh tokens are blanked.`,
    parameters: [path("cgi-bin/component/api_get_authorizer_info")],
    body: request({ authorizer_appid: AUTHORIZER }),
    answers: [
      answer({ authorizer_info: { nick_name: "青禾生鲜" }, authorization_info: { authorizer_appid: AUTHORIZER } }),
    ],
    failures: componentCodes,
  },
];
