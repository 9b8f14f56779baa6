import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import worker from "../../src/index.ts";
import { authorizerOf, confirm, depart } from "../merchant.ts";
import { attributesOf, textOf } from "../page/read-html.ts";
import { COMPONENT_APPID, type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { expectSafeHeaders, HTML, visit } from "./visitor.ts";

const OFFICIAL = "wx5a1b0c7d3e9f2041";

let platform: Platform;
beforeEach(() => begin());
afterEach(stopPlatform);

async function begin(settings?: Record<string, string>): Promise<void> {
  platform = startPlatform(settings);
  await platform.wechat.pushTicket();
}

/** Where WeChat sends the browser after a merchant has confirmed; WeChat's own event has not come. */
async function confirmed(link: Json | null = null): Promise<URL> {
  const made = link && (await platform.api("/v1/authorization-links", { method: "POST", body: link }));
  const departed = await depart(platform, made?.json.url);
  const { callbackUrl } = await confirm(platform, departed, { authorizerAppid: OFFICIAL, order: "callback_only" });
  return new URL(callbackUrl ?? "");
}

const exchanges = () => platform.wechat.count("api_query_auth");

describe("a browser that comes back", () => {
  test.each([
    ["zh-CN", "zh-CN", "授权成功", "消息管理"],
    ["en", "en", "Authorized", "Messages"],
  ])("is shown what was authorized, in its language: %s", async (language, lang, title, permission) => {
    const response = await visit(platform, (await confirmed()).href, { accept: HTML, "accept-language": language });
    expect(response.status).toBe(200);
    expectSafeHeaders(response);
    const html = await response.text();
    expect(await attributesOf(html, "html")).toEqual([{ lang }]);
    expect(await textOf(html, "h1")).toContain(title);
    expect(await textOf(html, "main")).toContain("青禾生鲜");
    expect(await textOf(html, "main")).toContain(permission);
    expect(html).not.toContain("no-referrer");
    expect(await authorizerOf(platform, OFFICIAL)).toMatchObject({ status: "authorized" });
  });

  test("is shown no code, token or ticket", async () => {
    const url = await confirmed();
    const html = await (await visit(platform, url.href, { accept: HTML })).text();
    const secrets = [
      url.searchParams.get("auth_code"),
      platform.wechat.accessToken(OFFICIAL),
      platform.wechat.accessToken(COMPONENT_APPID),
      platform.wechat.authorization(OFFICIAL)?.refreshToken,
      platform.wechat.ticket,
    ];
    for (const secret of secrets) {
      expect(secret).toBeTruthy();
      expect(html).not.toContain(secret);
    }
  });

  test("finds the work done when it loads the page again", async () => {
    const url = await confirmed();
    for (let times = 0; times < 3; times++)
      expect((await visit(platform, url.href, { accept: HTML })).status).toBe(200);
    expect(exchanges()).toBe(1);
  });

  test("may bring its parameters as H5 writes them, with &amp;", async () => {
    const url = await confirmed();
    const mangled = `${url.origin}${url.pathname}${url.search.replace("?", "?x=1&").replaceAll("&", "&amp;")}`;
    expect(mangled).toContain("&amp;auth_code=");
    expect((await visit(platform, mangled, { accept: HTML })).status).toBe(200);
  });

  test("may come to another host of ours", async () => {
    const { pathname, search } = await confirmed();
    const headers = { accept: HTML };
    expect((await visit(platform, `https://other.example.net${pathname}${search}`, headers)).status).toBe(200);
  });

  test("does nothing while it only looks at the headers", async () => {
    const { href } = await confirmed();
    const response = await platform.fetch(href, { method: "HEAD", headers: { accept: HTML } });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(exchanges()).toBe(0);
    expect((await visit(platform, href, { accept: HTML })).status).toBe(200);
  });

  test("is shown the page as well when it does not say that it takes pages", async () => {
    expect((await visit(platform, (await confirmed()).href)).status).toBe(200);
  });
});

describe("with a return_to", () => {
  const link = { tenant: "店铺 7&8", return_to: "https://app.example.com/done?step=2&tenant=guess#top" };

  test("the browser is led there, with the account and the tenant, and the address keeps what it had", async () => {
    const response = await visit(platform, (await confirmed(link)).href, { accept: HTML });
    expect(response.status).toBe(303);
    expectSafeHeaders(response);
    const location = new URL(response.headers.get("location") ?? "");
    expect([location.origin, location.pathname, location.hash]).toEqual(["https://app.example.com", "/done", "#top"]);
    expect([...location.searchParams]).toEqual([
      ["step", "2"],
      ["tenant", "店铺 7&8"],
      ["authorizer_appid", OFFICIAL],
    ]);
    expect(await authorizerOf(platform, OFFICIAL)).toMatchObject({ status: "authorized", tenant: "店铺 7&8" });
  });

  test("and without a tenant, no tenant is made up", async () => {
    const { return_to } = link;
    const response = await visit(platform, (await confirmed({ return_to: return_to.replace(/&.*/, "") })).href);
    expect(response.headers.get("location")).toBe(`https://app.example.com/done?step=2&authorizer_appid=${OFFICIAL}`);
  });

  test("that is no longer allowed, the page is shown in its place", async () => {
    const { href } = await confirmed(link);
    const context = createExecutionContext();
    const request = new Request(href, { headers: { accept: HTML }, redirect: "manual" });
    const changed = { ...env, RETURN_ORIGINS: "https://elsewhere.example.com" };
    const response = await worker.fetch(request as never, changed, context);
    await waitOnExecutionContext(context);
    expect(response.status).toBe(200);
    expect(response.headers.get("location")).toBeNull();
    expect(await textOf(await response.text(), "main")).toContain("青禾生鲜");
  });

  test("the state in the callback's address holds neither it nor a secret", async () => {
    const url = await confirmed(link);
    const state = url.pathname.split("/").at(-1) ?? "";
    const [body = ""] = state.split(".");
    const json = new TextDecoder().decode(Uint8Array.fromBase64(body, { alphabet: "base64url" }));
    expect(Object.keys(JSON.parse(json))).toEqual(["e", "h"]);
    const { keys } = await env.CREDENTIALS.list({ prefix: `${COMPONENT_APPID}:pre_auth_code:` });
    expect(keys).toHaveLength(1);
    for (const { name } of keys) expect(json).not.toContain(name.split(":").at(-1));
  });
});
