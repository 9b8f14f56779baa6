import * as z from "zod/mini";
import { appid } from "../../appid.ts";
import { linkBody } from "../../link-body.ts";
import { oauthLinkBody } from "../../oauth-links.ts";
import { AUTHORIZER, COMPONENT } from "../examples.ts";
import { AS_COMPONENT, WITH_KEY } from "../failures.ts";
import { body, json, type Operation, type Parameter } from "../operation.ts";

const AUTH_TYPE =
  "1 公众号, 2 小程序, 3 both (the default), 4 小程序推客账号, 5 视频号, 6 all of these, 8 带货助手. There is no 7.";
const BIZ_APPID = "Only this account may be chosen.";
const PLATFORM = "WeChat's page for a desktop (`pc`) or a phone (`h5`); by default the one for the browser that comes.";

const LINK_BODY = body(
  "AuthorizationLinkRequest",
  linkBody,
  {
    auth_type: AUTH_TYPE,
    biz_appid: BIZ_APPID,
    category_id_list: "权限集 ids, in place of all that the platform has published.",
    platform: PLATFORM,
    tenant: "Whose account it will be, in your system; it comes back with the authorizer.",
    return_to:
      "Where the merchant goes afterwards, on one of RETURN_ORIGINS; authorizer_appid and tenant are added to it.",
    expires_in: "Seconds, 60 to a year; a day by default.",
  },
  { auth_type: 3, tenant: "shop-7", return_to: "https://app.example.com/connected" },
);

const visit: Parameter[] = [
  {
    in: "query",
    name: "auth_type",
    description: AUTH_TYPE,
    schema: z.enum(["1", "2", "3", "4", "5", "6", "8"]),
    example: "3",
  },
  { in: "query", name: "biz_appid", description: BIZ_APPID, schema: appid },
  {
    in: "query",
    name: "category_id_list",
    description: "权限集 ids with `|` between them.",
    schema: z.string().check(z.regex(/^\d{1,6}(\|\d{1,6})*$/)),
  },
  { in: "query", name: "platform", description: PLATFORM, schema: z.enum(["pc", "h5"]) },
  {
    in: "query",
    name: "link",
    description: "A signed link from POST /v1/authorization-links: it overrides the rest.",
    schema: z.string(),
  },
  { in: "query", name: "lang", description: "`zh` or `en`; by default by Accept-Language.", schema: z.string() },
];

export const LINKS: readonly Operation[] = [
  {
    id: "createAuthorizationLink",
    method: "post",
    path: "/v1/authorization-links",
    tag: "links",
    summary: "A link for a merchant, with QR code",
    zh: "生成授权链接与二维码",
    description:
      "A link of ours: it can be sent, printed and opened again and again, on a PC and on a phone, for each opening asks " +
      "WeChat for a fresh pre_auth_code (预授权码).",
    body: LINK_BODY,
    answers: [
      json("AuthorizationLink", "The link.", {
        url: "https://wx.example.com/authorize?link=eyJlIjoxNzk1MzI3MjAwLCJ0Ijoic2hvcC03In0.Tn3uXqf0yv2b",
        expires_at: "2026-11-22T06:00:00.000Z",
        qr_svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 61 61">…</svg>',
      }),
    ],
    failures: ["invalid_request", ...WITH_KEY],
  },
  {
    id: "createPreAuthCode",
    method: "post",
    path: "/v1/pre-auth-codes",
    tag: "links",
    summary: "A pre_auth_code for the mini-program plugin",
    zh: "小程序插件授权用的预授权码",
    description:
      "For the authorization plugin (第三方平台授权插件) within a mini program of yours. There is no callback: the outcome comes " +
      "by WeChat's event, and the tenant with it.",
    body: LINK_BODY,
    answers: [
      json("PreAuthCode", "The code, and what to open the plugin's page with.", {
        pre_auth_code: "preauthcode@@@uvTh3m…",
        expires_in: 1_800,
        plugin: { platformAppID: COMPONENT, preAuthCode: "preauthcode@@@uvTh3m…", authType: 3 },
      }),
    ],
    failures: ["invalid_request", ...WITH_KEY, ...AS_COMPONENT],
  },
  {
    id: "createOauthLink",
    method: "post",
    path: "/v1/oauth-links",
    tag: "links",
    summary: "A web login link, for an official account or WeCom",
    zh: "网页登录链接（公众号与企业微信）",
    description:
      "网页授权: where a page sends its visitor to learn who that is. `redirect_uri` is encoded whole, so its own parameters come " +
      "back with it. Exchange the code through the proxy: `/wx/{appid}/sns/oauth2/component/access_token`.",
    body: body(
      "OauthLinkRequest",
      oauthLinkBody,
      {
        kind: "On behalf of an authorizer (代公众号发起网页授权), or in WeCom (企业微信).",
        appid: "The official account's.",
        corpid: "The corp's.",
        agentid: "The app's; WeCom wants it for snsapi_privateinfo.",
        redirect_uri: "The page to come back to, as it is: not encoded, and without a `#`.",
        scope: "`snsapi_base`: silent. The other: the visitor is asked.",
        state: "Comes back with the code; at most 128 bytes.",
      },
      {
        kind: "authorizer",
        appid: AUTHORIZER,
        redirect_uri: "https://shop.example.com/me?from=menu",
        scope: "snsapi_base",
        state: "a1b2c3",
      },
    ),
    answers: [
      json("OauthLink", "The link.", {
        url:
          `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${AUTHORIZER}` +
          "&redirect_uri=https%3A%2F%2Fshop.example.com%2Fme%3Ffrom%3Dmenu&response_type=code&scope=snsapi_base" +
          `&state=a1b2c3&component_appid=${COMPONENT}#wechat_redirect`,
      }),
    ],
    failures: ["invalid_request", ...WITH_KEY],
  },
  {
    id: "authorize",
    method: "get",
    path: "/authorize",
    tag: "links",
    open: true,
    summary: "Where a merchant begins to authorize",
    zh: "商家授权入口",
    description:
      "For browsers. The page at this address leads on to WeChat's by itself, so that WeChat sees the 授权发起页域名 as Referer; whoever " +
      "accepts no text/html, or comes from a page of ours, is redirected. Failures are pages for browsers too.",
    parameters: visit,
    answers: [
      { status: 200, description: "A page that moves on to WeChat's.", type: "text/html", name: null, example: null },
      {
        status: 302,
        description: "On to WeChat's authorization page.",
        type: null,
        name: null,
        example: null,
        headers: { Location: "WeChat's page: mp.weixin.qq.com, or open.weixin.qq.com on a phone." },
      },
    ],
    failures: ["invalid_request", "link_required", "rate_limited", "internal_error", "not_configured", ...AS_COMPONENT],
  },
];
