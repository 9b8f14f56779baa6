import { describe, expect, test } from "vitest";
import { processAuthorizerInfo } from "../../src/wechat/authorizer-info.ts";
import { processAuthorizerList } from "../../src/wechat/authorizer-list.ts";
import { processAuthorizerToken } from "../../src/wechat/authorizer-token.ts";
import { readAnswer } from "../../src/wechat/call.ts";
import { processComponentToken } from "../../src/wechat/component-token.ts";
import type { WechatFailure } from "../../src/wechat/failure.ts";
import { processPreAuthCode } from "../../src/wechat/pre-auth-code.ts";
import { processQueryAuth } from "../../src/wechat/query-auth.ts";
import { ok, type Result } from "../../src/wechat/result.ts";
import vectors from "../vectors/api-responses.json";

/** One has no response: it only remarks on a change of the documentation. */
const fixtures = vectors.fixtures.filter(({ response }) => response !== null);

type Process = (answer: Record<string, unknown>) => Result<unknown, WechatFailure>;

/** Who reads the answers of an API; those of the others are passed on as they are. */
const PROCESS: Record<string, Process> = {
  api_component_token: processComponentToken,
  api_create_preauthcode: processPreAuthCode,
  api_query_auth: processQueryAuth,
  api_authorizer_token: processAuthorizerToken,
  api_get_authorizer_info: processAuthorizerInfo,
  api_get_authorizer_list: processAuthorizerList,
};

const token = (value: string, expiresInSeconds = 7_200, expiresInAssumed = false) => ({
  value,
  expiresInSeconds,
  expiresInAssumed,
});
const refusal = (code: WechatFailure["code"], errcode: number, errmsg: string, more: object = {}) => ({
  failure: { code, wechat: { errcode, errmsg }, ...more },
});
const unusable = (name: string) => ({
  failure: { code: "wechat_unavailable", reason: `the answer has no usable ${name}` },
});
const refreshed = (accessToken: string, refreshToken: string) => ({
  authorizerAccessToken: token(accessToken),
  authorizerRefreshToken: refreshToken,
});
const asSent = Symbol("as sent");

/** What each fixture comes to, in their order: a value, a failure, or `asSent`. */
const OUTCOMES: [api: string, outcome: unknown][] = [
  [
    "api_component_token",
    token("61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA"),
  ],
  ["api_component_token", token("1234567890")],
  ["api_component_token", token("mock-access-token", 2_700)],
  ["api_component_token", token("mock-component_access_token")],
  ["api_component_token", refusal("ticket_missing", 61006, "component ticket is invalid rid: 6425d22a-")],
  ["api_component_token", refusal("ticket_missing", 61005, "component ticket is expired")],
  ["api_component_token", refusal("ip_not_whitelisted", 61004, "access clientip is not registered", { ip: null })],
  [
    "api_create_preauthcode",
    {
      preAuthCode: "Cx_Dk6qiBE0Dmx4EmlT3oRfArPvwSQ-oa3NL_fwHM7VI08r52wazoZX2Rhpz1dEw",
      expiresInSeconds: 600,
    },
  ],
  ["api_create_preauthcode", { preAuthCode: "1234567890", expiresInSeconds: 600 }],
  ["api_create_preauthcode", { preAuthCode: "auth-code@123456", expiresInSeconds: 600 }],
  [
    "api_create_preauthcode",
    refusal("wechat_error", 40001, "invalid credential, access_token is invalid or not latest"),
  ],
  ["api_create_preauthcode", refusal("quota_exceeded", 45009, "reach max api daily quota limit")],
  [
    "api_query_auth",
    {
      authorizerAppid: "wxf8b4f85f3a794e77",
      authorizerAccessToken: token(
        "QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89-Aga5x1NMYJyB8G2yKt1KCl0nPC3W9GJzw0Zzq_dBxc8pxIGUNi_bFes0qM",
      ),
      authorizerRefreshToken: "dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY",
      funcInfo: [1, 2, 3],
    },
  ],
  [
    "api_query_auth",
    {
      authorizerAppid: "wxf8b4f85f3a794e77",
      authorizerAccessToken: token("QXjUqNqfYVH0yBE1iIFes0qM"),
      authorizerRefreshToken: "dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY",
      funcInfo: [1, 2, 3],
    },
  ],
  [
    "api_query_auth",
    { authorizerAppid: "mock-appid", authorizerAccessToken: null, authorizerRefreshToken: null, funcInfo: null },
  ],
  ["api_query_auth", unusable("authorization_info")],
  ["api_authorizer_token", refreshed("some-access-token", "refresh_token_value")],
  ["api_authorizer_token", refreshed("1234567890", "123456789")],
  ["api_authorizer_token", refreshed("new_access_token", "new_refresh_token")],
  [
    "api_authorizer_token",
    { authorizerAccessToken: token("mock-access-token", 7_200, true), authorizerRefreshToken: null },
  ],
  ["api_authorizer_token", refusal("needs_reauthorization", 61023, "refresh_token is invalid hint: [Oto2JA02774731]")],
  [
    "api_authorizer_token",
    refusal("wechat_unavailable", -1, "system error hint: [0456vr32]", { reason: "WeChat is busy" }),
  ],
  ["api_authorizer_token", refusal("wechat_error", 61014, "must use component token for component api")],
  [
    "api_get_authorizer_info",
    {
      profile: {
        accountType: "official_account",
        nickName: "微信SDK Demo Special",
        headImg: "http://wx.qlogo.cn/mmopen/GPy",
        principalName: "腾讯计算机系统有限公司",
        userName: "gh_eb5e3a772040",
      },
      funcInfo: [1, 2],
      authorizerRefreshToken: null,
    },
  ],
  [
    "api_get_authorizer_info",
    {
      profile: {
        accountType: "mini_program",
        nickName: "找呀找呀找盲盒",
        headImg: "http:xxx",
        principalName: "个人",
        userName: "gh_3dacad47dc6b",
      },
      funcInfo: [17, 18, 19, 25, 30, 31, 36, 37, 40],
      authorizerRefreshToken: "xxxxxx",
    },
  ],
  [
    "api_get_authorizer_info",
    {
      profile: {
        accountType: "mini_program",
        nickName: "美妆饰品",
        headImg: "http://wx.qlogo.cn/mmopen/jJSbu4Te5iuiaM0dFnKVUEE83n2yH5cQStb/0",
        principalName: "个人",
        userName: "gh_c43395cb652e",
      },
      funcInfo: [3, 7, 17, 18, 19, 30, 115],
      authorizerRefreshToken: "refreshtoken@@@RU0Sgi7bD6apS7frS9gj8Sbws7OoDejK9Z-cm0EnCzg",
    },
  ],
  [
    "api_get_authorizer_info",
    {
      profile: {
        accountType: "official_account",
        nickName: "微信SDK Demo Special",
        headImg:
          "http://wx.qlogo.cn/mmopen/GPyw0pGicibl5Eda4GmSSbTguhjg9LZjumHmVjybjiaQXnE9XrXEts6ny9Uv4Fk6hOScWRDibq1fI0WOkSaAjaecNTict3n6EjJaC/0",
        principalName: null,
        userName: "gh_eb5e3a772040",
      },
      funcInfo: [1, 2, 3],
      authorizerRefreshToken: null,
    },
  ],
  [
    "api_get_authorizer_list",
    {
      total: 33,
      list: [
        { authorizerAppid: "authorizer_appid_1", refreshToken: "refresh_token_1", authorizedAt: 1_558_000_607_000 },
        { authorizerAppid: "authorizer_appid_2", refreshToken: "refresh_token_2", authorizedAt: 1_558_000_607_000 },
      ],
    },
  ],
  [
    "api_get_authorizer_list",
    {
      total: 1,
      list: [{ authorizerAppid: "wx1ae72c28abb93c09", refreshToken: null, authorizedAt: 1_685_428_690_000 }],
    },
  ],
  ["api_get_authorizer_option", asSent],
  ["api_set_authorizer_option", asSent],
  ["api_start_push_ticket", asSent],
  ["sns/oauth2/component/access_token", asSent],
  ["sns/oauth2/component/refresh_token", asSent],
  ["sns/userinfo", asSent],
  ["sns/component/jscode2session", asSent],
  [
    "(any, authorizer token)",
    refusal("wechat_error", 40001, "invalid credential, access_token is invalid or not latest rid: ..."),
  ],
  ["(any, authorizer token)", refusal("wechat_error", 42001, "access_token expired")],
];

test("there is an outcome for every fixture", () => {
  expect(OUTCOMES.map(([api]) => api)).toEqual(fixtures.map(({ api }) => api));
});

describe.each(OUTCOMES.map(([api, outcome], index) => ({ index, api, outcome })))("$index: $api", (each) => {
  const { kind, notes, response } = fixtures[each.index] ?? {};

  test(`is read as it should be (${kind}: ${notes})`, () => {
    const answer = readAnswer(JSON.stringify(kind === "real-item" ? { total_count: 1, list: [response] } : response));
    const result = answer.ok ? (PROCESS[each.api] ?? ok)(answer.value) : answer;
    expect(result).toEqual(
      isFailure(each.outcome)
        ? { ok: false, ...each.outcome }
        : { ok: true, value: each.outcome === asSent ? response : each.outcome },
    );
  });
});

function isFailure(outcome: unknown): outcome is { failure: unknown } {
  return typeof outcome === "object" && outcome !== null && "failure" in outcome;
}
