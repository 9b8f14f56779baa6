import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { CONTENT_SECURITY_POLICY, PAGE_HEADERS, Page } from "../../src/page/layout.tsx";
import { attributesOf, rendered, textOf } from "./read-html.ts";

const html = await rendered(
  <Page locale="zh" title="标题 </title><script>">
    <p>正文</p>
  </Page>,
);

describe("a page", () => {
  it("is a whole document in standards mode, in its language", async () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN"><head>/);
    expect(await attributesOf(await rendered(<Page locale="en" title="x" />), "html")).toEqual([{ lang: "en" }]);
    expect(await textOf(html, "main > p")).toBe("正文");
  });

  it("escapes its title and runs no script", async () => {
    expect(await textOf(html, "title")).toBe("标题 </title><script>");
    expect(await attributesOf(html, "script")).toEqual([]);
  });

  it("lets WeChat see which host the visitor comes from", async () => {
    expect(await attributesOf(html, "meta[name=referrer]")).toEqual([{ name: "referrer", content: "origin" }]);
    expect(PAGE_HEADERS["referrer-policy"]).toBe("origin");
  });

  it("loads nothing from elsewhere", async () => {
    expect(await attributesOf(html, "link, script, img, iframe")).toEqual([{ rel: "icon", href: "data:," }]);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it("stays put unless it is told to move on", async () => {
    expect(await attributesOf(html, "meta[http-equiv]")).toEqual([]);
  });

  it("has a policy that allows exactly the stylesheet it carries", async () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    expect(style.length).toBeGreaterThan(1000);
    expect(CONTENT_SECURITY_POLICY).toContain(
      `style-src 'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`,
    );
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).not.toContain("unsafe");
    expect(html).not.toMatch(/ style=| on\w+=/);
  });

  it("goes out of a Hono route unchanged, with its headers", async () => {
    const app = new Hono().get("/", (c) =>
      c.html(
        <Page locale="zh" title="标题 </title><script>">
          <p>正文</p>
        </Page>,
        403,
        PAGE_HEADERS,
      ),
    );
    const response = await app.request("/");
    expect(response.status).toBe(403);
    expect(response.headers.get("content-security-policy")).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get("content-type")).toBe("text/html; charset=UTF-8");
    expect(await response.text()).toBe(html);
  });
});
