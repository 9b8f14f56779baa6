import * as z from "zod/mini";
import { AUTHORIZER_OPTIONS, type AuthorizerOption } from "../../../wechat/authorizer-option.ts";
import { optionBody } from "../../authorizer-options.ts";
import { listQuery, notesBody } from "../../authorizers.ts";
import { APPID, AUTHORIZER, TIMES } from "../examples.ts";
import { AS_AUTHORIZER, WITH_KEY } from "../failures.ts";
import { body, json, type Operation, type Parameter, query } from "../operation.ts";

const OPTION: Parameter = {
  in: "path",
  name: "name",
  description:
    "`location_report` 地理位置上报: 0 off, 1 on entering, 2 every 5 s. `voice_recognize` 语音识别: 0, 1. `customer_service` 多客服: 0, 1.",
  schema: z.enum(Object.keys(AUTHORIZER_OPTIONS) as AuthorizerOption[]),
  example: "voice_recognize",
};

const option = json("AuthorizerOption", "The option.", { option_name: "voice_recognize", option_value: "1" });

const EXAMPLE = {
  authorizer_appid: AUTHORIZER,
  status: "authorized" as const,
  account_type: "official_account" as const,
  nick_name: "青禾生鲜",
  head_img: "https://wx.qlogo.cn/mmopen/…/0",
  principal_name: "青禾生鲜有限公司",
  user_name: "gh_0123456789ab",
  tenant: "shop-7",
  note: null,
  forward_url: null,
  authorized_at: "2026-11-20T03:12:45.000Z",
  updated_at: "2026-11-21T06:00:00.000Z",
  access_token: TIMES,
  last_error: null,
};

const detail = json("AuthorizerDetail", "The authorizer.", {
  ...EXAMPLE,
  func_info: [
    { id: 1, name: "消息管理" },
    { id: 2, name: "用户管理" },
  ],
});

const PROGRESS = { state: "running", total: 1_240, done: 500, added: 38, updated: 462, failed: 0 } as const;
const progress = { ...PROGRESS, started_at: "2026-11-21T06:00:00.000Z", finished_at: null };

export const AUTHORIZERS: readonly Operation[] = [
  {
    id: "listAuthorizers",
    method: "get",
    path: "/v1/authorizers",
    tag: "authorizers",
    summary: "Authorizers, searched and filtered",
    zh: "授权方列表",
    description: "In pages, in the order of their appids: who comes or goes meanwhile is shown once or not at all.",
    parameters: query(listQuery, {
      cursor: ["The `next_cursor` of the page before."],
      limit: ["How many; 100 by default, and at most.", 20],
      q: ["Part of an appid, nick_name, principal_name or tenant."],
      status: ["Only these.", "authorized"],
    }),
    answers: [json("AuthorizerList", "A page.", { authorizers: [EXAMPLE], next_cursor: AUTHORIZER })],
    failures: ["invalid_request", ...WITH_KEY],
  },
  {
    id: "getAuthorizer",
    method: "get",
    path: "/v1/authorizers/{appid}",
    tag: "authorizers",
    summary: "An authorizer and its permission sets",
    zh: "授权方详情",
    description: "Profile (资料), status, permission sets (权限集), and the notes of yours. WeChat is not asked.",
    parameters: [APPID],
    answers: [detail],
    failures: [...WITH_KEY, "unknown_authorizer"],
  },
  {
    id: "annotateAuthorizer",
    method: "patch",
    path: "/v1/authorizers/{appid}",
    tag: "authorizers",
    summary: "Sets tenant, note and forward_url",
    zh: "设置租户、备注与转发地址",
    description: "What is left out stays; null clears.",
    parameters: [APPID],
    body: body(
      "AuthorizerNotes",
      notesBody,
      {
        tenant: "Whose account it is, in your system.",
        note: "For people.",
        forward_url: "Where its messages go, in place of FORWARD_URL: https, or http on loopback.",
      },
      { tenant: "shop-7", note: "VIP" },
    ),
    answers: [detail],
    failures: ["invalid_request", ...WITH_KEY, "unknown_authorizer"],
  },
  {
    id: "startSync",
    method: "post",
    path: "/v1/authorizers/sync",
    tag: "authorizers",
    summary: "Imports everything that WeChat knows",
    zh: "从微信同步授权方",
    description:
      "In the background: for moving here from another system, or after a loss. It adds and updates, and deletes nothing. " +
      "While one runs, it goes on as it is.",
    answers: [json("SyncProgress", "It runs.", progress, 202)],
    failures: [...WITH_KEY],
  },
  {
    id: "getSync",
    method: "get",
    path: "/v1/authorizers/sync",
    tag: "authorizers",
    summary: "How far the sync is",
    zh: "同步进度",
    description: "Of the one that runs, or of the last one.",
    answers: [json("SyncProgress", "The progress.", progress)],
    failures: [...WITH_KEY],
  },
  {
    id: "getAuthorizerOption",
    method: "get",
    path: "/v1/authorizers/{appid}/options/{name}",
    tag: "authorizers",
    summary: "An option of an authorizer",
    zh: "获取授权方选项",
    description: "选项信息, as WeChat has it now.",
    parameters: [APPID, OPTION],
    answers: [option],
    failures: ["invalid_request", ...WITH_KEY, ...AS_AUTHORIZER],
  },
  {
    id: "setAuthorizerOption",
    method: "put",
    path: "/v1/authorizers/{appid}/options/{name}",
    tag: "authorizers",
    summary: "Sets an option of an authorizer",
    zh: "设置授权方选项",
    description: "选项信息, at WeChat.",
    parameters: [APPID, OPTION],
    body: body(
      "AuthorizerOptionValue",
      optionBody,
      { option_value: "One of the option's values." },
      { option_value: "1" },
    ),
    answers: [option],
    failures: ["invalid_request", ...WITH_KEY, ...AS_AUTHORIZER],
  },
];
