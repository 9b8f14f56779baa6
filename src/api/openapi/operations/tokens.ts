import { rejection } from "../../access-tokens.ts";
import { signatureBody, ticketQuery } from "../../jsapi.ts";
import { APPID, AUTHORIZER, COMPONENT, TOKEN } from "../examples.ts";
import { AS_AUTHORIZER, AS_COMPONENT, WITH_KEY } from "../failures.ts";
import { body, json, type Operation, query } from "../operation.ts";

const REJECTED = body(
  "Rejection",
  rejection,
  { rejected: "The token, or ticket, that WeChat has just rejected (40001, 40014, 42001)." },
  { rejected: TOKEN },
);

const REPLACES =
  "For a caller whose call WeChat has just rejected. If it is still the one that is held, it is replaced; otherwise the " +
  "one that replaced it is answered. However many callers ask at once, WeChat is asked once.";

const componentToken = json("ComponentAccessToken", "The token.", {
  component_appid: COMPONENT,
  component_access_token: TOKEN,
  expires_in: 6_312,
});

const authorizerToken = json("AuthorizerAccessToken", "The token.", {
  authorizer_appid: AUTHORIZER,
  authorizer_access_token: TOKEN,
  expires_in: 6_312,
});

const ticket = json("JsapiTicket", "The ticket.", { ticket: "O3SMpm8bG7kJnF36aXbe8…", expires_in: 6_312 });

const ticketType = query(ticketQuery, { type: ["`jsapi` signs pages for wx.config (the default), `wx_card` cards."] });

export const TOKENS: readonly Operation[] = [
  {
    id: "getComponentAccessToken",
    method: "get",
    path: "/v1/component/access-token",
    tag: "tokens",
    summary: "The component_access_token",
    zh: "第三方平台令牌",
    description: "第三方平台接口调用令牌, refreshed before it expires. Ask each time you need it; don't keep it.",
    answers: [componentToken],
    failures: [...WITH_KEY, ...AS_COMPONENT],
  },
  {
    id: "replaceComponentAccessToken",
    method: "post",
    path: "/v1/component/access-token",
    tag: "tokens",
    summary: "The component_access_token that replaces a rejected one",
    zh: "替换被拒绝的第三方平台令牌",
    description: REPLACES,
    body: REJECTED,
    answers: [componentToken],
    failures: ["invalid_request", ...WITH_KEY, ...AS_COMPONENT],
  },
  {
    id: "getAuthorizerAccessToken",
    method: "get",
    path: "/v1/authorizers/{appid}/access-token",
    tag: "tokens",
    summary: "An authorizer's authorizer_access_token",
    zh: "授权方令牌",
    description:
      "授权方接口调用令牌, refreshed before it expires. A merchant who revoked the authorization is 409: send them a link.",
    parameters: [APPID],
    answers: [authorizerToken],
    failures: [...WITH_KEY, ...AS_AUTHORIZER],
  },
  {
    id: "replaceAuthorizerAccessToken",
    method: "post",
    path: "/v1/authorizers/{appid}/access-token",
    tag: "tokens",
    summary: "The authorizer_access_token that replaces a rejected one",
    zh: "替换被拒绝的授权方令牌",
    description: REPLACES,
    parameters: [APPID],
    body: REJECTED,
    answers: [authorizerToken],
    failures: ["invalid_request", ...WITH_KEY, ...AS_AUTHORIZER],
  },
  {
    id: "getJsapiTicket",
    method: "get",
    path: "/v1/authorizers/{appid}/jsapi-ticket",
    tag: "tokens",
    summary: "An official account's jsapi_ticket",
    zh: "JS-SDK 票据",
    description:
      "For signatures of your own, of pages (`jsapi`) or cards (`wx_card`). Held and refreshed as a token is.",
    parameters: [APPID, ...ticketType],
    answers: [ticket],
    failures: ["invalid_request", ...WITH_KEY, ...AS_AUTHORIZER],
  },
  {
    id: "replaceJsapiTicket",
    method: "post",
    path: "/v1/authorizers/{appid}/jsapi-ticket",
    tag: "tokens",
    summary: "The jsapi_ticket that replaces a rejected one",
    zh: "替换失效的 JS-SDK 票据",
    description: REPLACES,
    parameters: [APPID, ...ticketType],
    body: REJECTED,
    answers: [ticket],
    failures: ["invalid_request", ...WITH_KEY, ...AS_AUTHORIZER],
  },
  {
    id: "signJsapi",
    method: "post",
    path: "/v1/authorizers/{appid}/jsapi-signature",
    tag: "tokens",
    summary: "A signature for wx.config",
    zh: "JS-SDK 签名",
    description: "Give it to `wx.config` on that page, with your `jsApiList`. The ticket stays here.",
    parameters: [APPID],
    body: body(
      "JsapiSignatureRequest",
      signatureBody,
      { url: "The page's URL as its browser has it; what follows a `#` is not signed." },
      { url: "https://shop.example.com/item?id=7" },
    ),
    answers: [
      json("JsapiSignature", "What `wx.config` takes.", {
        appId: AUTHORIZER,
        timestamp: 1_795_240_800,
        nonceStr: "5f0c9a4e1b7d4c08a3d2e6f1908b7c55",
        signature: "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
      }),
    ],
    failures: ["invalid_request", ...WITH_KEY, ...AS_AUTHORIZER],
  },
];
