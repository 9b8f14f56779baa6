import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FAILURE_TEXTS } from "../../src/authorize/failure-texts.ts";
import { FAILURES, type FailureCode } from "../../src/authorize/failures.ts";
import { ComponentCredentials } from "../../src/credentials/component-credentials.ts";
import { confirm, depart } from "../merchant.ts";
import { attributesOf, textOf } from "../page/read-html.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";
import type { Trouble } from "../simulator/state/faults.ts";
import { expectSafeHeaders, HTML, visit } from "./visitor.ts";

const OFFICIAL = "wx5a1b0c7d3e9f2041";

let platform: Platform;
beforeEach(() => {
  platform = startPlatform();
});
afterEach(stopPlatform);

/**
 * The same failure, met three times: as a page in both languages, and as problem+json.
 * @returns the pages, Chinese first, and the problem
 */
async function expectFailure(code: FailureCode, path: string): Promise<{ pages: string[]; problem: Json }> {
  const { status, problem: wire } = FAILURES[code];
  const pages: string[] = [];
  for (const locale of ["zh", "en"] as const) {
    const page = await visit(platform, path, { accept: HTML, "accept-language": locale });
    expect(page.status).toBe(status);
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expectSafeHeaders(page);
    const html = await page.text();
    expect(await textOf(html, "h1")).toBe(FAILURE_TEXTS[code][locale].title);
    expect(html).not.toContain("no-referrer");
    pages.push(html);
  }
  const response = await visit(platform, path, { accept: "application/json" });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem: Json = await response.json();
  expect(problem).toMatchObject({ status, code: wire ?? code });
  return { pages, problem };
}

/** A merchant has confirmed, and the browser is on its way back. */
async function confirmed(): Promise<URL> {
  await platform.wechat.pushTicket();
  const departed = await depart(platform);
  const { callbackUrl } = await confirm(platform, departed, { authorizerAppid: OFFICIAL, order: "callback_only" });
  return new URL(callbackUrl ?? "");
}

/** What WeChat does, and which failure that is, on the way there and on the way back. */
const troubles: [what: string, trouble: Trouble, code: FailureCode][] = [
  ["45009", { kind: "errcode", errcode: 45009 }, "quota_exceeded"],
  [
    "61004",
    { kind: "errcode", errcode: 61004, errmsg: "not registered requestIP: 39.103.175.44" },
    "ip_not_whitelisted",
  ],
  ["61005", { kind: "errcode", errcode: 61005 }, "ticket_missing"],
  ["61011", { kind: "errcode", errcode: 61011 }, "wechat_error"],
  ["-1", { kind: "errcode", errcode: -1 }, "wechat_unavailable"],
  ["502", { kind: "http_status", status: 502 }, "wechat_unavailable"],
  ["a page", { kind: "html" }, "wechat_unavailable"],
  ["a dropped connection", { kind: "connection_dropped" }, "wechat_unavailable"],
];

describe.each(troubles)("when WeChat answers with %s", (_what, trouble, code) => {
  test(`leaving for WeChat fails with ${code}`, async () => {
    await platform.wechat.pushTicket();
    platform.wechat.faults.inject({ ...trouble, path: "api_create_preauthcode" });
    const { pages } = await expectFailure(code, "/authorize?auth_type=1");
    const retry = FAILURES[code].retry === "again" ? [{ class: "button", href: "/authorize?auth_type=1" }] : [];
    for (const html of pages) expect(await attributesOf(html, "a")).toEqual(retry);
  });

  test(`coming back fails with ${code}, and the page does not hold the auth_code`, async () => {
    const url = await confirmed();
    platform.wechat.faults.inject({ ...trouble, path: "api_query_auth" });
    const { pages } = await expectFailure(code, url.href);
    for (const html of pages) {
      expect(html).not.toContain(url.searchParams.get("auth_code"));
      expect(html).not.toContain("auth_code");
    }
  });
});

describe("leaving for WeChat", () => {
  test("fails with ticket_missing before the first ticket", async () => {
    await expectFailure("ticket_missing", "/authorize");
  });

  test("shows support the address that has to be whitelisted", async () => {
    await platform.wechat.pushTicket();
    platform.wechat.settings.ipWhitelist = [];
    const { pages, problem } = await expectFailure("ip_not_whitelisted", "/authorize");
    for (const html of pages) expect(await textOf(html, ".address")).toBe("203.0.113.9");
    expect(problem).toMatchObject({ wechat: { errcode: 61004 }, detail: expect.stringContaining("203.0.113.9") });
  });

  test("fails with a page of its own when a setting is missing, which names no setting to a merchant", async () => {
    platform = startPlatform({ WEBHOOK_SECRET: "" });
    const { pages, problem } = await expectFailure("not_configured", "/authorize");
    for (const html of pages) expect(html).not.toContain("WEBHOOK_SECRET");
    expect(problem.detail).toContain("WEBHOOK_SECRET");
  });

  test("fails with a page of its own when something goes wrong here", async () => {
    vi.spyOn(ComponentCredentials.prototype, "createPreAuthCode").mockRejectedValue(new Error("disk I/O error"));
    const { pages, problem } = await expectFailure("internal_error", "/authorize");
    for (const text of [...pages, JSON.stringify(problem)]) expect(text).not.toContain("disk");
  });
});

describe("coming back", () => {
  test.each<[string, (state: string) => string]>([
    ["cut off", (state) => state.slice(0, -1)],
    ["changed", (state) => `A${state.slice(1)}`],
    ["with another signature", (state) => `${state.slice(0, state.indexOf("."))}.${"A".repeat(22)}`],
    ["made up", () => "state"],
  ])("with a state that is %s fails with invalid_state, and the code is not spent", async (_how, change) => {
    const url = await confirmed();
    const state = url.pathname.split("/").at(-1) ?? "";
    await expectFailure("invalid_state", url.href.replace(state, change(state)));
    expect(platform.wechat.count("api_query_auth")).toBe(0);
  });

  test("fails with invalid_state an hour after the pre_auth_code has expired, and not before", async () => {
    const url = await confirmed();
    platform.advance((1_800 + 3_600) * 1000 - 5_000);
    expect((await visit(platform, url.href, { accept: HTML })).status).not.toBe(400);
    platform.advance(10_000);
    await expectFailure("invalid_state", url.href);
  });

  const codes = ["", "?expires_in=3600", "?auth_code=", "?auth_code=&expires_in=3600", `?auth_code=${"x".repeat(513)}`];
  test.each(codes)("with %j fails with missing_auth_code", async (search) => {
    const { pathname } = await confirmed();
    await expectFailure("missing_auth_code", `${pathname}${search}`);
  });

  test("with a code that WeChat does not know fails with code_invalid", async () => {
    const { pathname } = await confirmed();
    const { pages } = await expectFailure(
      "code_invalid",
      `${pathname}?auth_code=queryauthcode@@@made-up&expires_in=3600`,
    );
    for (const html of pages) expect(await textOf(html, ".support")).toContain("61009");
  });

  test("with an account without API permission fails with no_api_permission", async () => {
    platform.wechat.changeAccount(OFFICIAL, { hasApiPermission: false });
    await expectFailure("no_api_permission", (await confirmed()).href);
  });

  test("with an account that has revoked meanwhile fails with authorizer_unauthorized", async () => {
    const url = await confirmed();
    expect((await visit(platform, url.href)).status).toBe(200);
    platform.advance(120_000);
    await platform.wechat.unauthorize(OFFICIAL);
    await expectFailure("authorizer_unauthorized", url.href);
  });

  test("too often fails with rate_limited, whichever state it brings, and the page leads back to itself", async () => {
    const url = await confirmed();
    const from = { "cf-connecting-ip": "198.51.100.9", accept: HTML };
    let response = await visit(platform, url.href, from);
    for (let times = 0; response.status === 200 && times < 150; times++)
      response = await visit(platform, url.href, from);
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("60");
    expect(await attributesOf(await response.text(), "a.button")).toEqual([{ class: "button", href: "" }]);
  });

  test("fails with a page of its own when something goes wrong here", async () => {
    const url = await confirmed();
    vi.spyOn(ComponentCredentials.prototype, "exchange").mockRejectedValue(new Error("disk I/O error"));
    const { pages } = await expectFailure("internal_error", url.href);
    for (const html of pages) expect(html).not.toContain("auth_code");
  });
});
