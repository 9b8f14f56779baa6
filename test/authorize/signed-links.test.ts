import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { textOf } from "../page/read-html.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { destinationOf, HTML, PHONE, visit } from "./visitor.ts";

let platform: Platform;
beforeEach(() => begin());
afterEach(stopPlatform);

async function begin(settings?: Record<string, string>): Promise<void> {
  platform = startPlatform(settings);
  await platform.wechat.pushTicket();
}

async function linkFor(body: Json = {}): Promise<URL> {
  const { json } = await platform.api("/v1/authorization-links", { method: "POST", body });
  return new URL(json.url);
}

/** Puts the JSON of a link into other words, under the signature that it had. */
function rewritten(token: string, change: (payload: Json) => Json): string {
  const [body = "", signature] = token.split(".");
  const payload = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(body, { alphabet: "base64url" })));
  const changed = new TextEncoder().encode(JSON.stringify(change(payload)));
  return `${changed.toBase64({ alphabet: "base64url", omitPadding: true })}.${signature}`;
}

async function expectRefused(path: string, status: number, title: string): Promise<void> {
  platform.wechat.clearCalls();
  expect((await visit(platform, path)).status).toBe(status);
  const page = await visit(platform, path, { accept: HTML, "accept-language": "en" });
  expect(page.status).toBe(status);
  expect(await textOf(await page.text(), "h1")).toBe(title);
  expect(platform.wechat.count()).toBe(0);
}

describe("a signed link", () => {
  test("overrides everything that stands beside it", async () => {
    const url = await linkFor({ auth_type: 1, biz_appid: "wx5a1b0c7d3e9f2041", category_id_list: [1], platform: "pc" });
    url.search += "&auth_type=2&biz_appid=wx9e3f5a7b1c2d4e63&category_id_list=17&platform=h5&tenant=evil&return_to=x";
    const { searchParams, host } = await destinationOf(platform, url.href, { "user-agent": PHONE });
    expect(host).toBe("mp.weixin.qq.com");
    expect(Object.fromEntries(searchParams)).toMatchObject({
      auth_type: "1",
      biz_appid: "wx5a1b0c7d3e9f2041",
      category_id_list: "1",
    });
  });

  test("makes what is wrong beside it no matter", async () => {
    const url = await linkFor();
    url.search += "&auth_type=99&platform=none";
    expect((await destinationOf(platform, url.href)).searchParams.get("auth_type")).toBe("3");
  });

  test("that names no platform goes by the visitor's browser", async () => {
    const url = await linkFor();
    expect((await destinationOf(platform, url.href, { "user-agent": PHONE })).host).toBe("open.weixin.qq.com");
    expect((await destinationOf(platform, url.href)).host).toBe("mp.weixin.qq.com");
  });

  test.each<[string, (link: string) => string]>([
    ["cut off at its end", (link) => link.slice(0, -1)],
    ["cut off in its middle", (link) => link.slice(0, link.indexOf(".") - 4)],
    ["without its signature", (link) => link.slice(0, link.indexOf("."))],
    ["with an empty signature", (link) => link.slice(0, link.indexOf(".") + 1)],
    ["with another signature", (link) => `${link.slice(0, link.indexOf("."))}.${"A".repeat(22)}`],
    ["with another tenant", (link) => rewritten(link, (payload) => ({ ...payload, t: "other" }))],
    ["with another end", (link) => rewritten(link, (payload) => ({ ...payload, e: payload.e + 86_400 }))],
    [
      "with a return_to of somebody's own",
      (link) => rewritten(link, (payload) => ({ ...payload, r: "https://evil.example" })),
    ],
    ["with white space in it", (link) => `${link}%20`],
    ["with something behind it", (link) => `${link}.x`],
    ["that is empty", () => ""],
    ["that is none", () => "hello"],
    ["of 100,000 characters", () => "x".repeat(100_000)],
  ])("%s is refused", async (_how, change) => {
    const link = (await linkFor({ tenant: "店铺" })).searchParams.get("link") ?? "";
    await expectRefused(`/authorize?link=${change(link)}`, 400, "This link no longer works");
  });

  test("is spelled in one way only", async () => {
    const url = await linkFor();
    const link = url.searchParams.get("link") ?? "";
    // The last character has bits to spare, which could be anything without this.
    const last = link.at(-1) ?? "";
    const others = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].filter(
      (each) => each !== last,
    );
    for (const other of others) {
      expect((await visit(platform, `/authorize?link=${link.slice(0, -1)}${other}`)).status).toBe(400);
    }
  });

  test("that has expired is refused", async () => {
    const url = await linkFor({ expires_in: 60 });
    platform.advance(62_000);
    await expectRefused(url.href, 400, "This link no longer works");
  });

  test("is not good for a state, nor a state for a link", async () => {
    const url = await linkFor();
    const link = url.searchParams.get("link") ?? "";
    expect((await visit(platform, `/authorize/callback/${link}?auth_code=x`)).status).toBe(400);
    const redirect = (await destinationOf(platform, url.href)).searchParams.get("redirect_uri") ?? "";
    expect((await visit(platform, `/authorize?link=${redirect.split("/").at(-1)}`)).status).toBe(400);
  });
});

describe("with AUTHORIZE_PUBLIC=false", () => {
  beforeEach(async () => {
    await stopPlatform();
    await begin({ AUTHORIZE_PUBLIC: "false" });
  });

  test("/authorize wants a link, whatever else it is asked for with", async () => {
    for (const path of ["/authorize", "/authorize?auth_type=3", "/authorize?auth_type=99"]) {
      await expectRefused(path, 403, "You need an authorization link");
    }
    expect(await (await visit(platform, "/authorize")).json()).toMatchObject({
      code: "link_required",
      detail: expect.stringContaining("POST /v1/authorization-links"),
    });
  });

  test("and a link opens it", async () => {
    expect((await destinationOf(platform, (await linkFor()).href)).searchParams.get("auth_type")).toBe("3");
  });

  test("a link that is not ours is refused for what it is", async () => {
    await expectRefused("/authorize?link=hello", 400, "This link no longer works");
  });
});
