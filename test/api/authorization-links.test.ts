import { afterEach, describe, expect, test } from "vitest";
import { depart } from "../merchant.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { readQrCode } from "./read-qr-code.ts";

afterEach(stopPlatform);

const DAY_MS = 86_400_000;

async function askForLink(platform: Platform, body?: Json): Promise<Json> {
  const { status, json } = await platform.api("/v1/authorization-links", { method: "POST", body });
  expect(status).toBe(200);
  expect(Object.keys(json)).toEqual(["url", "expires_at", "qr_svg"]);
  return json;
}

describe("a link", () => {
  test("is one of ours, good for a day, without a call to WeChat and without a body", async () => {
    const platform = startPlatform();
    const now = Date.now();
    const { url, expires_at } = await askForLink(platform);
    expect(url).toMatch(/^https:\/\/wx\.example\.com\/authorize\?link=[\w-]+\.[\w-]+$/);
    expect(expires_at).toBe(new Date(expires_at).toISOString());
    expect(Date.parse(expires_at) - now).toBeGreaterThanOrEqual(DAY_MS);
    expect(Date.parse(expires_at) - now).toBeLessThan(DAY_MS + 5_000);
    expect(platform.wechat.count()).toBe(0);
  });

  test("can be opened again and again, each time with a fresh pre_auth_code", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const { url } = await askForLink(platform);
    const codes = [await depart(platform, url), await depart(platform, url), await depart(platform, url)];
    expect(new Set(codes.map(({ preAuthCode }) => preAuthCode)).size).toBe(3);
  });

  test("carries everything that was asked for to WeChat's page", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const { url } = await askForLink(platform, {
      auth_type: 1,
      biz_appid: "wx5a1b0c7d3e9f2041",
      category_id_list: [1, 3],
      platform: "h5",
      tenant: "店铺 7",
      return_to: "https://app.example.com/done?a=1&b=2#c",
    });
    const { searchParams, pathname, hash } = (await depart(platform, url)).destination;
    expect([pathname, hash]).toEqual(["/wxaopen/safe/bindcomponent", "#wechat_redirect"]);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      auth_type: "1",
      biz_appid: "wx5a1b0c7d3e9f2041",
      category_id_list: "1|3",
    });
  });

  test.each([60, 31_536_000])(
    "lives as long as it was asked to, here %d s, and not a second longer",
    async (seconds) => {
      const platform = startPlatform();
      await platform.wechat.pushTicket();
      platform.advance(0);
      const { url, expires_at } = await askForLink(platform, { expires_in: seconds });
      platform.advance(seconds * 1000 - 1);
      expect((await platform.fetch(url)).status).not.toBe(400);
      platform.advance(Date.parse(expires_at) - Date.now());
      expect((await platform.fetch(url)).status).toBe(400);
    },
  );

  test("holds no secret, for it stands in request logs", async () => {
    const { url } = await askForLink(startPlatform(), { tenant: "t", return_to: "https://app.example.com/" });
    const [body = ""] = new URL(url).searchParams.get("link")?.split(".") ?? [];
    const json = new TextDecoder().decode(Uint8Array.fromBase64(body, { alphabet: "base64url" }));
    expect(JSON.parse(json)).toEqual({ e: expect.any(Number), t: "t", r: "https://app.example.com/" });
  });

  test("dies with the secret that signed it", async () => {
    const { url } = await askForLink(startPlatform());
    await stopPlatform();
    expect((await startPlatform({ COMPONENT_APPSECRET: "another" }).fetch(url)).status).toBe(400);
    expect((await startPlatform({ LINK_SECRET: "its own" }).fetch(url)).status).toBe(400);
  });

  test("with a secret of its own survives a change of the AppSecret", async () => {
    const { url } = await askForLink(startPlatform({ LINK_SECRET: "its own" }));
    await stopPlatform();
    const platform = startPlatform({ LINK_SECRET: "its own", COMPONENT_APPSECRET: "another" });
    await platform.wechat.pushTicket();
    expect((await platform.fetch(url)).status).toBe(302);
  });
});

describe("the host of a link", () => {
  test("is PUBLIC_ORIGIN, whichever host was asked", async () => {
    const platform = startPlatform({ PUBLIC_ORIGIN: "https://public.example.com/" });
    expect((await askForLink(platform)).url).toMatch(/^https:\/\/public\.example\.com\/authorize\?/);
    const elsewhere = "https://other.example.net/v1/authorization-links";
    expect((await platform.api(elsewhere, { method: "POST" })).json.url).toMatch(/^https:\/\/public\.example\.com\//);
  });

  test("without PUBLIC_ORIGIN is the one that was asked", async () => {
    const platform = startPlatform({ PUBLIC_ORIGIN: "" });
    const elsewhere = "http://localhost:8787/v1/authorization-links";
    expect((await platform.api(elsewhere, { method: "POST" })).json.url).toMatch(
      /^http:\/\/localhost:8787\/authorize\?/,
    );
  });
});

describe("return_to", () => {
  test.each(["https://app.example.com", "https://app.example.com/a?b=c#d", "https://app.example.com:443/"])(
    "may be %s, on one of RETURN_ORIGINS",
    async (return_to) => {
      const platform = startPlatform({ RETURN_ORIGINS: "https://other.example.com, https://app.example.com" });
      await askForLink(platform, { return_to });
    },
  );

  test("is refused without RETURN_ORIGINS", async () => {
    const platform = startPlatform({ RETURN_ORIGINS: "" });
    const body = { return_to: "https://app.example.com/" };
    expect((await platform.api("/v1/authorization-links", { method: "POST", body })).status).toBe(400);
  });
});

describe("the QR code", () => {
  test("leads to the link, when it is scanned", async () => {
    const platform = startPlatform();
    for (const tenant of ["1", "22", "333"]) {
      const { url, qr_svg } = await askForLink(platform, { tenant });
      expect(readQrCode(qr_svg)).toBe(url);
    }
  });

  test("is an SVG and nothing else", async () => {
    const { qr_svg } = await askForLink(startPlatform());
    expect(qr_svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+">.*<\/svg>$/s);
    expect(qr_svg).not.toMatch(/script|href|on\w+=|style/);
  });

  test("can hold all that a link may be asked for with in Latin letters", async () => {
    const { url } = await askForLink(startPlatform(), {
      auth_type: 6,
      biz_appid: "w".repeat(64),
      category_id_list: Array(20).fill(123_456),
      platform: "h5",
      tenant: "t".repeat(200),
      return_to: `https://app.example.com/${"x".repeat(976)}`,
      expires_in: 31_536_000,
    });
    expect(url.length).toBeLessThan(2_953);
  });

  test.each([
    [
      "permission sets",
      { category_id_list: Array(200).fill(999_999), return_to: `https://app.example.com/${"x".repeat(976)}` },
    ],
    ["Chinese letters", { tenant: "店".repeat(200), return_to: `https://app.example.com/${"店".repeat(976)}` }],
  ])("can't hold a link with too many %s, which is refused in words", async (_what, body) => {
    const { status, json } = await startPlatform().api("/v1/authorization-links", { method: "POST", body });
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.detail).toMatch(/too long for a QR code/);
  });
});
