import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anAccount, authorize } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

let platform: Platform;
let appid: string;

// One platform for all: nothing that is refused changes it.
beforeAll(async () => {
  platform = startPlatform();
  await platform.wechat.pushTicket();
  appid = anAccount(platform);
  await authorize(platform, appid);
});
afterAll(stopPlatform);

const tokens = [
  "/v1/component/access-token",
  "/v1/authorizers/:appid/access-token",
  "/v1/authorizers/:appid/jsapi-ticket",
];
const links = ["/v1/authorization-links", "/v1/pre-auth-codes"];
const login = { kind: "authorizer", appid: "wx1", redirect_uri: "https://a.example.com/", scope: "snsapi_base" };

/** What is wrong, how it is told, and for which requests. */
const bodies: [requests: string[], body: unknown, detail: string][] = [
  [tokens, "", "rejected: is missing"],
  [tokens, {}, "rejected: is missing"],
  [tokens, { rejected: "" }, "rejected: is empty"],
  [tokens, { rejected: null }, "rejected: is not text"],
  [tokens, { rejected: ["a"] }, "rejected: is not text"],
  [tokens, { rejected: "a", force: true }, "force: is not known here"],
  [tokens, "[]", "The body: is not a JSON object"],
  [tokens, "null", "The body: is not a JSON object"],
  [tokens, '"text"', "The body: is not a JSON object"],
  [tokens, "rejected=a", "The body is not JSON."],
  [tokens, '{"rejected":"a"', "The body is not JSON."],
  [tokens, { rejected: "x".repeat(70_000) }, "The body is too long."],
  [links, { auth_type: 7 }, "auth_type: is not one of 1, 2, 3, 4, 5, 6, 8"],
  [links, { auth_type: 0 }, "auth_type: is not one of 1, 2, 3, 4, 5, 6, 8"],
  [links, { auth_type: "3" }, "auth_type: is not one of 1, 2, 3, 4, 5, 6, 8"],
  [links, { biz_appid: "a b" }, "biz_appid: is not an appid"],
  [links, { biz_appid: "" }, "biz_appid: is not an appid"],
  [links, { category_id_list: "99|31" }, "category_id_list: is not a list"],
  [links, { category_id_list: ["99"] }, "category_id_list.0: is not a number"],
  [links, { category_id_list: [99, 1.5] }, "category_id_list.1: is not a whole number"],
  [links, { category_id_list: [0] }, "category_id_list.0: is not over 0"],
  [links, { category_id_list: [1_000_000] }, "category_id_list.0: is over 999999"],
  [links, { category_id_list: Array(201).fill(1) }, "category_id_list: is over 200 items"],
  [links, { platform: "mobile" }, "platform: is neither pc nor h5"],
  [links, { tenant: "" }, "tenant: is empty"],
  [links, { tenant: "x".repeat(201) }, "tenant: is over 200 characters"],
  [links, { tenant: 7 }, "tenant: is not text"],
  [links, { return_to: "https://elsewhere.example.com/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "https://app.example.com.evil.example/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "http://app.example.com/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "https://app.example.com:8443/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "https://app.example.com@evil.example/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "https://user:word@app.example.com/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "blob:https://app.example.com/1" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "//app.example.com/" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "/done" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: "javascript:alert(1)" }, "return_to: its origin is not one of RETURN_ORIGINS"],
  [links, { return_to: `https://app.example.com/${"x".repeat(1_000)}` }, "return_to: is over 1000 characters"],
  [links, { expires_in: 59 }, "expires_in: is under 60 seconds"],
  [links, { expires_in: 31_536_001 }, "expires_in: is over a year"],
  [links, { expires_in: 60.5 }, "expires_in: is not a whole number"],
  [links, { expires_in: "3600" }, "expires_in: is not a number"],
  [links, { tenants: "a" }, "tenants: is not known here"],
  [["PATCH /v1/authorizers/:appid"], { tenant: 7 }, "tenant: is not text"],
  [["PATCH /v1/authorizers/:appid"], { tenant: "x".repeat(201) }, "tenant: is over 200 characters"],
  [["PATCH /v1/authorizers/:appid"], { note: "x".repeat(2_001) }, "note: is over 2000 characters"],
  [
    ["PATCH /v1/authorizers/:appid"],
    { forward_url: "http://a.example.com/" },
    "forward_url: is not https, or http on loopback",
  ],
  [
    ["PATCH /v1/authorizers/:appid"],
    { forward_url: "http://127.0.0.1.evil.example/" },
    "forward_url: is not https, or http on loopback",
  ],
  [
    ["PATCH /v1/authorizers/:appid"],
    { forward_url: "ftp://localhost/" },
    "forward_url: is not https, or http on loopback",
  ],
  [
    ["PATCH /v1/authorizers/:appid"],
    { forward_url: "a.example.com" },
    "forward_url: is not https, or http on loopback",
  ],
  [["PATCH /v1/authorizers/:appid"], { status: "authorized" }, "status: is not known here"],
  [["PUT /v1/authorizers/:appid/options/location_report"], {}, "option_value: is missing"],
  [["PUT /v1/authorizers/:appid/options/location_report"], { option_value: 1 }, "option_value: is not text"],
  [["PUT /v1/authorizers/:appid/options/voice_recognize"], { option_value: "2" }, "option_value: is not one of 0, 1"],
  [["/v1/authorizers/:appid/jsapi-signature"], {}, "url: is missing"],
  [["/v1/authorizers/:appid/jsapi-signature"], { url: "a.example.com" }, "url: is not an http(s) URL"],
  [["/v1/component/clear-quota"], { authorizer_appid: "a b" }, "authorizer_appid: is not an appid"],
  [["/v1/oauth-links"], {}, "kind: is not one of authorizer, wecom"],
  [["/v1/oauth-links"], { ...login, kind: "wechat" }, "kind: is not one of authorizer, wecom"],
  [["/v1/oauth-links"], { ...login, scope: "snsapi_all" }, "scope: is neither snsapi_base nor snsapi_userinfo"],
  [["/v1/oauth-links"], { ...login, redirect_uri: "/page" }, "redirect_uri: is not an http(s) URL without a #"],
  [["/v1/oauth-links"], { ...login, state: "青".repeat(43) }, "state: is over 128 bytes"],
];

const cases = bodies.flatMap(([requests, body, detail]) =>
  requests.map((request) => {
    const [method = "POST", path = ""] = request.startsWith("/") ? ["POST", request] : request.split(" ");
    return { method, path, body, detail, sent: JSON.stringify(body).slice(0, 60) };
  }),
);

test.each(cases)("$method $path with $sent: $detail", async ({ method, path, body, detail }) => {
  const { status, json } = await platform.api(path.replace(":appid", appid), { method, body });
  expect({ status, ...json }).toEqual({
    type: "urn:problem:invalid_request",
    title: "The request is not valid",
    status: 400,
    code: "invalid_request",
    detail,
  });
});

describe.each([
  ["/v1/authorizers", "limit=101", "limit: is over 100"],
  ["/v1/authorizers", "limit=0", "limit: is under 1"],
  ["/v1/authorizers", "limit=-1", "limit: is not a number"],
  ["/v1/authorizers", "limit=ten", "limit: is not a number"],
  ["/v1/authorizers", "limit=1e1", "limit: is not a number"],
  ["/v1/authorizers", "limit=", "limit: is not a number"],
  ["/v1/authorizers", "limit=99999", "limit: is not a number"],
  ["/v1/authorizers", "status=revoked", "status: is not one of authorized, unauthorized, needs_reauthorization"],
  ["/v1/authorizers", `q=${"x".repeat(101)}`, "q: is over 100 characters"],
  ["/v1/authorizers/:appid/jsapi-ticket", "type=other", "type: is not one of jsapi, wx_card"],
  ["/v1/component/quota", "", "cgi_path: is missing"],
  ["/v1/component/quota", "cgi_path=user/get", "cgi_path: is not a path such as /cgi-bin/user/get"],
])("GET %s?%s", (path, query, detail) => {
  test(`is refused: ${detail}`, async () => {
    const { status, json } = await platform.api(`${path.replace(":appid", appid)}?${query}`);
    expect({ status, code: json.code, detail: json.detail }).toEqual({ status: 400, code: "invalid_request", detail });
  });
});

test("an option that WeChat does not have is refused before it is asked", async () => {
  platform.wechat.clearCalls();
  for (const name of ["other", "constructor", "__proto__"]) {
    const path = `/v1/authorizers/${appid}/options/${name}`;
    expect((await platform.api(path)).json).toMatchObject({ status: 400, code: "invalid_request" });
    expect((await platform.api(path, { method: "PUT", body: { option_value: "1" } })).json).toMatchObject({
      status: 400,
    });
  }
  expect(platform.wechat.count()).toBe(0);
});
