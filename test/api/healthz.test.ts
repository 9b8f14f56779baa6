import { afterEach, describe, expect, test } from "vitest";
import { type Json, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

async function healthOf(platform = startPlatform()): Promise<{ status: number; json: Json }> {
  const response = await platform.fetch("/healthz");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  return { status: response.status, json: await response.json() };
}

describe("/healthz, without a key", () => {
  test("is 503 before the first ticket, and 200 from then on", async () => {
    const platform = startPlatform();
    const { status, json } = await healthOf(platform);
    expect(status).toBe(503);
    expect(json).toEqual({
      status: "unavailable",
      problems: [{ code: "ticket_missing", detail: expect.stringContaining("授权事件接收URL") }],
    });
    await platform.wechat.pushTicket();
    expect(await healthOf(platform)).toEqual({ status: 200, json: { status: "ok" } });
    expect(platform.wechat.count()).toBe(0);
  });

  test("is 503 when no ticket works any more, and not when one is merely late", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    platform.advance(2 * 3_600_000);
    expect((await healthOf(platform)).status).toBe(200);
    platform.advance(10 * 3_600_000);
    expect((await healthOf(platform)).json.problems).toMatchObject([{ code: "ticket_missing" }]);
  });

  test("is 503 while WeChat refuses our address, with the address", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    platform.wechat.settings.ipWhitelist = [];
    await platform.api("/v1/component/access-token");
    const { status, json } = await healthOf(platform);
    expect(status).toBe(503);
    expect(json.problems).toEqual([{ code: "ip_not_whitelisted", detail: expect.stringContaining("203.0.113.9") }]);
  });
});

/** Each required setting, and how it is mended. */
const REQUIRED: [setting: string, malformed: string | null, fix: string][] = [
  ["COMPONENT_APPID", "wx 1", "set COMPONENT_APPID under [vars] in wrangler.toml"],
  ["COMPONENT_APPSECRET", null, "npx wrangler secret put COMPONENT_APPSECRET"],
  ["MESSAGE_TOKEN", null, "npx wrangler secret put MESSAGE_TOKEN"],
  ["ENCODING_AES_KEY", `${"k".repeat(42)}!`, "npx wrangler secret put ENCODING_AES_KEY"],
  ["API_KEYS", "key-without-a-name", "npx wrangler secret put API_KEYS"],
  ["CONSOLE_PASSWORD", null, "npx wrangler secret put CONSOLE_PASSWORD"],
  ["WEBHOOK_SECRET", "not-a-whsec-secret", "npx wrangler secret put WEBHOOK_SECRET"],
];

/** Optional ones, malformed. */
const OPTIONAL: [setting: string, malformed: string][] = [
  ["ENCODING_AES_KEY_PREVIOUS", "too-short"],
  ["PUBLIC_ORIGIN", "wx.example.com"],
  ["PUBLIC_ORIGIN", "https://wx.example.com/path"],
  ["AUTHORIZE_PUBLIC", "yes"],
  ["RETURN_ORIGINS", "https://app.example.com,app2.example.com"],
  ["RETURN_ORIGINS", "https://app.example.com/done"],
  ["EVENT_WEBHOOK_URL", "ftp://app.example.com"],
  ["FORWARD_URL", "app.example.com/$APPID$"],
  ["FORWARD_MODE", "raw"],
  ["WECHAT_API_BASE", "api.weixin.qq.com"],
  ["WECHAT_MP_BASE", "mp"],
  ["WECHAT_OPEN_BASE", "javascript:alert(1)"],
  ["API_KEYS", "one:1,one:2"],
  ["API_KEYS", " , "],
];

const cases = [
  ...REQUIRED.flatMap(([setting, malformed, fix]) => [
    { setting, value: "", fix },
    ...(malformed === null ? [] : [{ setting, value: malformed, fix }]),
  ]),
  ...OPTIONAL.map(([setting, value]) => ({ setting, value, fix: setting })),
];

describe.each(cases)("with $setting set to $value", ({ setting, value, fix }) => {
  test("/healthz says which setting it is and how to mend it, and not what it was", async () => {
    const { status, json } = await healthOf(startPlatform({ [setting]: value }));
    expect(status).toBe(503);
    expect(json.status).toBe("unavailable");
    expect(json.problems).toHaveLength(1);
    expect(json.problems[0]).toMatchObject({ code: "not_configured", setting });
    expect(json.problems[0].detail).toMatch(new RegExp(`^${setting} (is|has|names) .{3,}`));
    expect(json.problems[0].fix).toContain(fix);
    if (value.length > 4) expect(JSON.stringify(json)).not.toContain(value);
  });

  test("every other route is answered 503 not_configured, with the same words", async () => {
    const platform = startPlatform({ [setting]: value });
    for (const path of ["/v1/status", "/authorize", "/wechat/events?echostr=1", "/nothing-here"]) {
      const response = await platform.fetch(path);
      expect(response.status).toBe(503);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const json: Json = await response.json();
      expect(json).toMatchObject({ code: "not_configured", status: 503 });
      expect(json.detail).toContain(setting);
      expect(json.detail).toContain(fix);
      if (value.length > 4) expect(JSON.stringify(json)).not.toContain(value);
    }
  });
});

test("with everything missing, everything is named at once", async () => {
  const nothing = Object.fromEntries(REQUIRED.map(([setting]) => [setting, ""]));
  const { json } = await healthOf(startPlatform(nothing));
  expect(json.problems.map(({ setting }: Json) => setting)).toEqual(REQUIRED.map(([setting]) => setting));
});

test("optional settings may be empty, and bases may end with a slash", async () => {
  const empty = Object.fromEntries(OPTIONAL.map(([setting]) => [setting, ""]));
  const { API_KEYS: _, ...settings } = empty;
  const platform = startPlatform({ ...settings, WECHAT_API_BASE: "https://api.weixin.qq.com/", LINK_SECRET: "" });
  await platform.wechat.pushTicket();
  expect((await healthOf(platform)).status).toBe(200);
});
