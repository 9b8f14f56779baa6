import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import { nextPage } from "../../src/console/next-page.ts";
import { ORIGIN, startPlatform, stopPlatform } from "../platform.ts";
import { browserWith, PASSWORD, signIn, signInWith } from "./operator.ts";

afterEach(stopPlatform);

const PAGES = [
  "/console",
  "/console/setup",
  "/console/setup/checklist",
  "/console/authorizers",
  "/console/authorizers.csv",
  "/console/authorizers/sync",
  "/console/authorizers/wx1",
  "/console/links",
  "/console/events",
  "/console/deliveries",
  "/console/debugger",
  "/console/logins",
  "/console/audit",
  "/console/nowhere",
];
const CHANGES = [
  "/console/logout",
  "/console/sweep",
  "/console/quota",
  "/console/clear-quota",
  "/console/setup/ticket",
  "/console/setup/token",
  "/console/authorizers/sync",
  "/console/authorizers/wx1/notes",
  "/console/authorizers/wx1/profile",
  "/console/authorizers/wx1/token",
  "/console/authorizers/wx1/options",
  "/console/links",
  "/console/deliveries/again",
  "/console/debugger",
  "/console/logins",
];

describe("without a session", () => {
  test.each(PAGES)("GET %s leads to the login page, and tells nothing", async (path) => {
    const platform = startPlatform();
    const response = await platform.fetch(path);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/console/login?next=${encodeURIComponent(path)}`);
    expect(await response.text()).toBe("");
  });

  test.each(CHANGES)("POST %s changes nothing", async (path) => {
    const platform = startPlatform();
    const response = await platform.fetch(path, { method: "POST", headers: { origin: ORIGIN }, body: "form_token=x" });
    expect(response.status).toBe(401);
    expect(platform.wechat.calls).toEqual([]);
  });

  test("forged, foreign and expired cookies are none", async () => {
    const platform = startPlatform();
    platform.advance(0);
    const { cookie } = await signIn(platform);
    const [name = "", value = ""] = cookie.split("=");
    const [id = "", expiresAt = "", mac = ""] = value.split(".");
    const forged = [
      "",
      "x",
      `${id}.${expiresAt}.`,
      `${id}.${Number(expiresAt) + 1}.${mac}`,
      `${"A".repeat(22)}.${expiresAt}.${mac}`,
      `${id}.${expiresAt}.${mac.slice(0, -1)}${mac.endsWith("A") ? "B" : "A"}`,
      `${id}.${expiresAt}.${mac}.`,
    ];
    for (const each of forged) {
      expect((await browserWith(platform, `${name}=${each}`).get("/console")).status).toBe(303);
    }
    expect((await browserWith(platform, cookie).get("/console")).status).toBe(200);
    platform.advance(12 * 3600_000);
    expect((await browserWith(platform, cookie).get("/console")).status).toBe(303);
  });
});

describe("signing in", () => {
  test("gives a cookie that only https and this host get, and no script can read", async () => {
    const response = await signInWith(startPlatform(), { password: PASSWORD, next: "/console/setup?x=1" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/console/setup?x=1");
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^__Host-console=[\w.-]+; /);
    for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=Strict", "Max-Age=43200"]) {
      expect(cookie.split("; ")).toContain(attribute);
    }
    expect(cookie).not.toMatch(/domain/i);
  });

  test("a wrong password gets no cookie, and the page does not repeat it", async () => {
    const platform = startPlatform();
    for (const password of ["", "wrong-guess", `${PASSWORD} `, PASSWORD.toUpperCase()]) {
      const response = await signInWith(platform, { password });
      expect(response.status).toBe(401);
      expect(response.headers.get("set-cookie")).toBeNull();
      expect(await response.text()).not.toContain("wrong-guess");
    }
  });

  test("after ten failures an address is not listened to, whatever the password; others are", async () => {
    const platform = startPlatform();
    platform.advance(0);
    const from = (address: string) => ({ "cf-connecting-ip": address });
    for (let guess = 0; guess < 10; guess++) {
      expect((await signInWith(platform, { password: `guess ${guess}` }, from("192.0.2.1"))).status).toBe(401);
    }
    for (const password of ["guess", PASSWORD]) {
      const response = await signInWith(platform, { password }, from("192.0.2.1"));
      expect(response.status).toBe(429);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(800);
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    expect((await signInWith(platform, { password: PASSWORD }, from("192.0.2.2"))).status).toBe(303);
    platform.advance(15 * 60_000);
    expect((await signInWith(platform, { password: PASSWORD }, from("192.0.2.1"))).status).toBe(303);
  });

  test("of a hundred guesses at once ten are looked at", async () => {
    const platform = startPlatform();
    const guesses = Array.from({ length: 100 }, (_, guess) => signInWith(platform, { password: `guess ${guess}` }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(90);
  });

  test("an IPv6 network is one address", async () => {
    const platform = startPlatform();
    const from = (host: number) => ({ "cf-connecting-ip": `2001:db8:0:1::${host.toString(16)}` });
    for (let guess = 0; guess < 10; guess++) await signInWith(platform, { password: "guess" }, from(guess + 1));
    expect((await signInWith(platform, { password: PASSWORD }, from(99))).status).toBe(429);
    const elsewhere = { "cf-connecting-ip": "2001:db8:0:2::1" };
    expect((await signInWith(platform, { password: PASSWORD }, elsewhere)).status).toBe(303);
  });

  test.each([
    [undefined, "/console"],
    ["/console/links?a=1&b=%2F", "/console/links?a=1&b=%2F"],
    ["//evil.example", "/console"],
    ["/\\evil.example", "/console"],
    ["https://evil.example/console", "/console"],
    ["/console@evil.example", "/console"],
    ["/consolevil", "/console"],
    ["/console/../v1/status", "/console"],
    ["/console/%2e%2e/v1/status", "/console"],
    ["/console//evil.example", "/console//evil.example"],
    ["/console/\t/evil.example", "/console"],
    ["javascript:alert(1)", "/console"],
    ["/console/logout", "/console"],
    ["/console/login?next=//evil.example", "/console"],
  ])("next=%s leads to %s", (wish, page) => {
    expect(nextPage(wish)).toBe(page);
  });
});

describe("a stolen cookie", () => {
  test("is worth nothing after its owner has signed out", async () => {
    const platform = startPlatform();
    const owner = await signIn(platform);
    const other = await signIn(platform);
    const thief = browserWith(platform, owner.cookie);
    expect((await thief.get("/console")).status).toBe(200);
    const response = await owner.post("/console/logout");
    expect(response.status).toBe(303);
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await thief.get("/console")).status).toBe(303);
    expect((await thief.get("/console/authorizers.csv")).status).toBe(303);
    expect((await other.get("/console")).status).toBe(200);
  });

  test("is worth nothing after the password was changed", async () => {
    const { cookie } = await signIn(startPlatform());
    const changed = startPlatform({ CONSOLE_PASSWORD: "another" });
    expect((await browserWith(changed, cookie).get("/console")).status).toBe(303);
  });
});

describe("a form from another site", () => {
  const foreign = [
    ["another origin", { origin: "https://evil.example" }],
    ["an empty origin", { origin: "" }],
    ["an opaque origin", { origin: "null" }],
    ["a subdomain", { origin: "https://a.wx.example.com" }],
  ] as const;

  test.each(foreign)("with %s changes nothing", async (_, headers) => {
    const platform = startPlatform();
    const browser = await signIn(platform);
    for (const path of CHANGES) expect((await browser.post(path, {}, headers)).status).toBe(403);
    expect(platform.wechat.calls).toEqual([]);
    expect((await browser.get("/console")).status).toBe(200);
  });

  test.each([{ origin: ORIGIN }, {}])(
    "without the session's token changes nothing but signs out at most: %j",
    async (from) => {
      const platform = startPlatform();
      const { cookie, get } = await signIn(platform);
      for (const path of CHANGES.filter((each) => each !== "/console/logout")) {
        const body = new URLSearchParams({ form_token: "A".repeat(43) });
        const response = await platform.fetch(path, { method: "POST", headers: { cookie, ...from }, body });
        expect(response.status).toBe(403);
      }
      expect(platform.wechat.calls).toEqual([]);
      expect((await get("/console")).status).toBe(200);
    },
  );

  test("can't sign anybody in", async () => {
    const platform = startPlatform();
    const response = await signInWith(platform, { password: PASSWORD }, { origin: "https://evil.example" });
    expect(response.status).toBe(403);
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  test("can't use the token of another session", async () => {
    const platform = startPlatform();
    const [mine, theirs] = [await signIn(platform), await signIn(platform)];
    const token = /name="form_token" value="([^"]+)"/.exec(await mine.page("/console/setup"))?.[1] ?? "";
    const response = await platform.fetch("/console/setup/ticket", {
      method: "POST",
      headers: { cookie: theirs.cookie, origin: ORIGIN },
      body: new URLSearchParams({ form_token: token }),
    });
    expect(response.status).toBe(403);
  });
});

describe("every answer of the console", () => {
  test("forbids frames, foreign script and keeping it", async () => {
    const platform = startPlatform();
    const browser = await signIn(platform);
    for (const response of [
      await platform.fetch("/console/login"),
      await browser.get("/console"),
      await browser.get("/console/nowhere"),
    ]) {
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(response.headers.get("x-frame-options")).toBe("DENY");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const html = await response.text();
      expect(html).not.toMatch(/ style=| on\w+=|<style|<script(?! src="\/console\/assets\/)/);
    }
  });

  test("without settings it says which are missing, with the command for each, and no value", async () => {
    const platform = startPlatform({ COMPONENT_APPID: "", WEBHOOK_SECRET: "malformed-value", API_KEYS: undefined });
    for (const path of ["/console", "/console/login", "/console/authorizers"]) {
      const response = await platform.fetch(path);
      expect(response.status).toBe(503);
      const html = await response.text();
      for (const name of ["COMPONENT_APPID", "WEBHOOK_SECRET", "API_KEYS"]) expect(html).toContain(name);
      expect(html).toContain("npx wrangler secret put WEBHOOK_SECRET");
      expect(html).not.toContain("malformed-value");
      expect(html).not.toContain(env.COMPONENT_APPSECRET);
    }
  });
});
