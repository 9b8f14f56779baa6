import { afterEach, describe, expect, test } from "vitest";
import { adoptMany, anAccount, authorize } from "../merchant.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";
import type { Trouble } from "../simulator/state/faults.ts";

afterEach(stopPlatform);

const KEY = { authorization: "Bearer demo-key-0123456789abcdef" };
const COMPONENT = "/v1/component/access-token";

/** A request that has to fail, and that it fails as RFC 9457 wants it. */
async function problemAt(platform: Platform, path: string, method = "GET"): Promise<Json> {
  const response = await platform.fetch(path, { method, headers: KEY });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem: Json = await response.json();
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`urn:problem:${problem.code}`);
  expect(Object.keys(problem).filter((name) => name !== "wechat")).toEqual([
    "type",
    "title",
    "status",
    "detail",
    "code",
  ]);
  expect(problem.title.length).toBeGreaterThan(10);
  return problem;
}

/** What WeChat does, and what the caller is told. */
const troubles: [what: string, trouble: Trouble, expected: object][] = [
  [
    "45009",
    { kind: "errcode", errcode: 45009 },
    {
      status: 503,
      code: "quota_exceeded",
      wechat: { errcode: 45009, errmsg: expect.stringContaining("reach max api daily") },
    },
  ],
  ["45011", { kind: "errcode", errcode: 45011 }, { status: 503, code: "quota_exceeded", wechat: { errcode: 45011 } }],
  [
    "61004",
    { kind: "errcode", errcode: 61004, errmsg: "access clientip is not registered requestIP: 39.103.175.44" },
    {
      status: 502,
      code: "ip_not_whitelisted",
      detail: expect.stringContaining("39.103.175.44"),
      wechat: { errcode: 61004 },
    },
  ],
  [
    "61004 without the address",
    { kind: "errcode", errcode: 61004, errmsg: "access clientip is not registered" },
    { status: 502, code: "ip_not_whitelisted", detail: expect.stringContaining("wechat.errmsg") },
  ],
  ["61005", { kind: "errcode", errcode: 61005 }, { status: 503, code: "ticket_missing", wechat: { errcode: 61005 } }],
  ["61006", { kind: "errcode", errcode: 61006 }, { status: 503, code: "ticket_missing", wechat: { errcode: 61006 } }],
  [
    "40125",
    { kind: "errcode", errcode: 40125 },
    { status: 502, code: "wechat_error", detail: expect.stringContaining("40125"), wechat: { errcode: 40125 } },
  ],
  ["-1", { kind: "errcode", errcode: -1 }, { status: 504, code: "wechat_unavailable", wechat: { errcode: -1 } }],
  [
    "502",
    { kind: "http_status", status: 502 },
    { status: 504, code: "wechat_unavailable", detail: expect.stringContaining("HTTP 502") },
  ],
  [
    "a page",
    { kind: "html" },
    { status: 504, code: "wechat_unavailable", detail: expect.stringContaining("not JSON") },
  ],
  ["half an answer", { kind: "truncated_json" }, { status: 504, code: "wechat_unavailable" }],
  [
    "a dropped connection",
    { kind: "connection_dropped" },
    { status: 504, code: "wechat_unavailable", detail: expect.stringContaining("connection") },
  ],
];

describe.each(troubles)("when WeChat answers with %s", (_what, trouble, expected) => {
  test("to the purchase of a component token, that is told", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    platform.wechat.faults.inject({ ...trouble, path: "api_component_token" });
    for (const [path, method] of [
      [COMPONENT, "GET"],
      ["/v1/pre-auth-codes", "POST"],
      ["/v1/component/quota?cgi_path=/cgi-bin/user/get", "GET"],
    ] as const) {
      expect(await problemAt(platform, path, method)).toMatchObject(expected);
    }
  });

  test("to the refresh of an authorizer's, that is told", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const [appid = ""] = await adoptMany(platform, 1);
    platform.wechat.faults.inject({ ...trouble, path: "api_authorizer_token" });
    for (const name of ["access-token", "jsapi-ticket", "options/location_report"]) {
      expect(await problemAt(platform, `/v1/authorizers/${appid}/${name}`)).toMatchObject(expected);
    }
  });
});

describe("without a ticket", () => {
  test("there are no tokens, and the URL to look at is named; WeChat was not asked and is not quoted", async () => {
    const platform = startPlatform();
    const [appid] = await adoptMany(platform, 1);
    for (const path of [COMPONENT, `/v1/authorizers/${appid}/access-token`]) {
      const problem = await problemAt(platform, path);
      expect(problem).toMatchObject({ status: 503, code: "ticket_missing" });
      expect(problem.detail).toContain("/wechat/events");
      expect(problem).not.toHaveProperty("wechat");
    }
    expect(platform.wechat.count()).toBe(0);
  });
});

describe("an account", () => {
  async function started(): Promise<{ platform: Platform; appid: string; path: string }> {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    return { platform, appid, path: `/v1/authorizers/${appid}/access-token` };
  }

  test("that nobody knows is unknown_authorizer", async () => {
    const { platform, path } = await started();
    expect(await problemAt(platform, path)).toMatchObject({ status: 404, code: "unknown_authorizer" });
  });

  test("that revoked is authorizer_unauthorized", async () => {
    const { platform, appid, path } = await started();
    await authorize(platform, appid);
    platform.advance(1_000);
    await platform.wechat.unauthorize(appid);
    expect(await problemAt(platform, path)).toMatchObject({ status: 409, code: "authorizer_unauthorized" });
  });

  test("that revoked without our hearing of it is authorizer_unauthorized from the first 61003 on", async () => {
    const { platform, appid, path } = await started();
    await authorize(platform, appid);
    await platform.wechat.unauthorize(appid, { push: false });
    platform.advance(7_300_000);
    const told = { status: 409, code: "authorizer_unauthorized" };
    expect(await problemAt(platform, path)).toMatchObject({ ...told, wechat: { errcode: 61003 } });
    platform.wechat.clearCalls();
    expect(await problemAt(platform, path)).toMatchObject(told);
    expect(platform.wechat.count()).toBe(0);
  });

  test("whose refresh token WeChat does not know is needs_reauthorization", async () => {
    const { platform, appid, path } = await started();
    await authorize(platform, appid);
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61023, path: "api_authorizer_token" });
    platform.advance(7_300_000);
    const told = { status: 409, code: "needs_reauthorization" };
    expect(await problemAt(platform, path)).toMatchObject({ ...told, wechat: { errcode: 61023 } });
    expect(await problemAt(platform, path)).toMatchObject(told);
  });

  test("without API permission is no_api_permission", async () => {
    const { platform, appid, path } = await started();
    platform.wechat.changeAccount(appid, { hasApiPermission: false });
    await authorize(platform, appid);
    const problem = await problemAt(platform, path);
    expect(problem).toMatchObject({ status: 409, code: "no_api_permission" });
    expect(problem).not.toHaveProperty("wechat");
  });
});

describe("a route that there is not", () => {
  test.each([
    "/",
    "/v1",
    "/v1/",
    "/v1/nothing",
    "/v2/status",
    "/v1/authorizers/a/b",
    "/authorize/nothing",
    "/wechat/nothing",
  ])("%s is not_found", async (path) => {
    expect(await problemAt(startPlatform(), path)).toMatchObject({ status: 404, code: "not_found" });
  });
});
