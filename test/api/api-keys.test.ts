import { afterEach, describe, expect, test } from "vitest";
import { startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const KEY = "demo-key-0123456789abcdef";

/** Every route behind a key, with a method that it has. */
const ROUTES = [
  "GET /v1/status",
  "GET /v1/component/access-token",
  "POST /v1/component/access-token",
  "POST /v1/component/start-push-ticket",
  "POST /v1/component/clear-quota",
  "GET /v1/component/quota",
  "GET /v1/authorizers",
  "GET /v1/authorizers/sync",
  "POST /v1/authorizers/sync",
  "GET /v1/authorizers/wx1",
  "PATCH /v1/authorizers/wx1",
  "GET /v1/authorizers/wx1/access-token",
  "POST /v1/authorizers/wx1/access-token",
  "GET /v1/authorizers/wx1/options/location_report",
  "PUT /v1/authorizers/wx1/options/location_report",
  "GET /v1/authorizers/wx1/jsapi-ticket",
  "POST /v1/authorizers/wx1/jsapi-signature",
  "POST /v1/authorization-links",
  "POST /v1/pre-auth-codes",
  "POST /v1/oauth-links",
  "GET /v1/nothing-here",
  "GET /wx/component/cgi-bin/component/api_get_authorizer_list",
  "POST /wx/wx1/cgi-bin/message/custom/send",
];

test.each(ROUTES)("without a key, %s is answered 401 and nothing else", async (route) => {
  const platform = startPlatform();
  const [method = "", path = ""] = route.split(" ");
  const response = await platform.fetch(path, { method });
  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    type: "urn:problem:invalid_api_key",
    title: "The API key is missing or wrong",
    status: 401,
    code: "invalid_api_key",
    detail: "Send one of API_KEYS as authorization: Bearer KEY.",
  });
  expect(platform.wechat.count()).toBe(0);
});

async function statusWith(authorization: string, keys = `demo:${KEY}`): Promise<number> {
  const platform = startPlatform({ API_KEYS: keys });
  return (await platform.fetch("/v1/oauth-links", { method: "POST", headers: { authorization } })).status;
}
const LET_IN = 400;

describe("a key is let in", () => {
  test.each([`Bearer ${KEY}`, `bearer ${KEY}`, `BEARER ${KEY}`, `Bearer   ${KEY}`, `Bearer ${KEY} `])(
    "as %j",
    async (authorization) => {
      expect(await statusWith(authorization)).toBe(LET_IN);
    },
  );

  test.each([
    ["1111", "one:1111"],
    ["with spaces around it", " two:2222 "],
    ["with a colon in it", "three:33:33"],
    ["of 10,000 characters", `four:${"4".repeat(10_000)}`],
    ["with a Chinese name", "五:5555"],
  ])("as each of several, here one %s", async (_what, entry) => {
    const key = entry.trim().slice(entry.trim().indexOf(":") + 1);
    expect(await statusWith(`Bearer ${key}`, `a:b,${entry},,c:d,`)).toBe(LET_IN);
  });
});

describe("nobody else is", () => {
  test.each([
    "",
    "Bearer",
    "Bearer ",
    KEY,
    `Basic ${KEY}`,
    `Bearer${KEY}`,
    `Bearer ${KEY}x`,
    `Bearer ${KEY.slice(0, -1)}`,
    `Bearer ${KEY.toUpperCase()}`,
    `Bearer demo:${KEY}`,
    "Bearer demo",
    `Bearer ${KEY} ${KEY}`,
    `Bearer x, Bearer ${KEY}`,
    `Bearer demo:${KEY},other:1`,
  ])("with %j", async (authorization) => {
    expect(await statusWith(authorization)).toBe(401);
  });

  test("with 100,000 characters, or every key at once", async () => {
    expect(await statusWith(`Bearer ${"x".repeat(100_000)}`)).toBe(401);
    expect(await statusWith("Bearer a:b,c:d", "a:b,c:d")).toBe(401);
  });

  test("with a key in the query or in a cookie", async () => {
    const platform = startPlatform();
    expect((await platform.fetch(`/v1/status?access_token=${KEY}&key=${KEY}`)).status).toBe(401);
    expect((await platform.fetch("/v1/status", { headers: { cookie: `key=${KEY}` } })).status).toBe(401);
  });
});
