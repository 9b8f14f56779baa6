import { afterEach, describe, expect, test } from "vitest";
import { startPlatform, stopPlatform } from "../platform.ts";
import { DOCUMENTED, failuresOf } from "./documented.ts";

afterEach(stopPlatform);

async function page(path: string, headers: Record<string, string> = {}): Promise<{ html: string; headers: Headers }> {
  const response = await startPlatform().fetch(path, { headers });
  expect(response.status).toBe(200);
  return { html: await response.text(), headers: response.headers };
}

describe("/docs", () => {
  test("has every route with its own example for curl, and every failure, without a key", async () => {
    const { html } = await page("/docs?lang=en");
    for (const route of DOCUMENTED) {
      expect(html).toContain(`<section id="${route.id}"`);
      expect(html).toContain(route.operation.summary.replaceAll("'", "&#39;"));
      for (const [code] of failuresOf(route)) expect(html).toContain(`<tr id="${code}">`);
    }
    expect(html.match(/curl [^<]*https:\/\/wx\.example\.com\//g)?.length).toBeGreaterThan(DOCUMENTED.length);
    expect(html).not.toMatch(/curl [^\n<]*\{/);
  });

  test("shows how SDKs that exist are pointed here", async () => {
    const { html } = await page("/docs?lang=zh");
    for (const name of ["EasyWeChat", "node-easywechat", "WxJava", "silenceper/wechat"]) expect(html).toContain(name);
    expect(html).toContain("https://wx.example.com/wx/wxfedcba9876543210/");
  });

  test("speaks Chinese and English, as it is asked to", async () => {
    expect((await page("/docs?lang=en", { "accept-language": "zh-CN" })).html).toContain('<html lang="en">');
    const { html, headers } = await page("/docs", { "accept-language": "zh-CN,en;q=0.5" });
    expect(html).toContain('<html lang="zh-CN">');
    for (const { operation } of DOCUMENTED) expect(html).toContain(operation["x-summary-zh"]);
    expect(headers.get("vary")).toBe("accept-language");
  });

  test("loads nothing, runs nothing, and its stylesheet is the one that its policy allows", async () => {
    const { html, headers } = await page("/docs");
    expect(html).not.toMatch(/<script|<img|<iframe| on\w+=| style=|src=/);
    expect([...html.matchAll(/<link [^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["data:,"]);
    const [, css = ""] = /<style>([^<]*)<\/style>/.exec(html) ?? [];
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(css)));
    expect(headers.get("content-security-policy")).toContain(`style-src 'sha256-${digest.toBase64()}'`);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("links within itself lead somewhere, and no id stands there twice", async () => {
    const { html } = await page("/docs");
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });
});
