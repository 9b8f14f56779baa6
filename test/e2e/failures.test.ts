import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { LinkJson } from "../stack/back-end.ts";
import { confirmAuthorization, openAuthorization } from "../stack/merchant.ts";
import { type Stack, startStack } from "../stack/start.ts";
import { describeInChromium, H5, launchChromium, newVisitor, overflowOf, PC, type Visitor } from "./chromium.ts";

/** Chromium's own remark on a page whose status is not 200. */
const STATUS_REMARK = /^Failed to load resource: the server responded with a status of \d+/;

describeInChromium("a merchant whose authorization fails", () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack({ openingsPerMinute: 1_000 }), launchChromium()]);
  });
  afterEach(() => stack.wechat.faults.clear());
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  /** Sees the page in both languages, on a phone and on a PC. @returns its Chinese text */
  async function seesFailure(url: string, status: number, name: string, title: { zh: string; en: string }) {
    let chinese = "";
    for (const [options, locale, language] of [
      [H5, "zh-CN", "zh"],
      [PC, "en-US", "en"],
    ] as const) {
      const visitor = await newVisitor(browser, { ...options, locale });
      const { page } = visitor;
      const response = await page.goto(url);
      expect(response?.status()).toBe(status);
      expect(await headingOf(page)).toBe(title[language]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      expect(complaintsOf(visitor)).toEqual([]);
      await visitor.screenshot(`failure-${name}-${locale}`);
      const text = await page.locator("main").innerText();
      if (language === "zh") chinese = text;
      await page.context().close();
    }
    return chinese;
  }

  test("before the first ticket: the platform is not ready, and the merchant may try again", async () => {
    const text = await seesFailure(`${stack.origin}/authorize`, 503, "ticket-missing", {
      zh: "平台还没有准备好",
      en: "The platform is not ready yet",
    });
    expect(text).toContain("再试一次");
    expect(text).toContain("ticket_missing");

    await stack.wechat.pushTicket();
    const visitor = await newVisitor(browser, { ...PC, locale: "zh-CN" });
    await visitor.page.goto(`${stack.origin}/authorize`, { waitUntil: "commit" });
    await visitor.page.waitForURL((url) => url.origin === stack.wechatUrl);
    await visitor.page.context().close();
  });

  test("a link that was tampered with", async () => {
    const { json } = await stack.backEnd.ask<LinkJson>("/v1/authorization-links", {
      method: "POST",
      body: { tenant: "shop-1" },
    });
    const link = new URL(json.url);
    const [payload = "", signature = ""] = (link.searchParams.get("link") ?? "").split(".");
    const forged = Buffer.from(payload, "base64url").toString().replace("shop-1", "shop-2");
    link.searchParams.set("link", `${Buffer.from(forged).toString("base64url")}.${signature}`);
    const before = stack.wechat.count("api_create_preauthcode");
    await seesFailure(link.href, 400, "tampered-link", {
      zh: "授权链接已失效",
      en: "This link no longer works",
    });
    expect(stack.wechat.count("api_create_preauthcode")).toBe(before);
  });

  test("a state that was tampered with", async () => {
    const page = await openAuthorization(`${stack.origin}/authorize`);
    const callback = new URL(page.url.searchParams.get("redirect_uri") ?? "");
    callback.pathname = callback.pathname.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    callback.searchParams.set("auth_code", "queryauthcode@@@whatever");
    const before = stack.wechat.count("api_query_auth");
    await seesFailure(callback.href, 400, "tampered-state", {
      zh: "授权已超时",
      en: "This authorization has timed out",
    });
    expect(stack.wechat.count("api_query_auth")).toBe(before);
  });

  test("a callback without auth_code", async () => {
    const page = await openAuthorization(`${stack.origin}/authorize`);
    await seesFailure(page.url.searchParams.get("redirect_uri") ?? "", 400, "no-auth-code", {
      zh: "授权未完成",
      en: "The authorization was not completed",
    });
  });

  test("a code that WeChat does not take (61009)", async () => {
    const page = await openAuthorization(`${stack.origin}/authorize`);
    const callback = `${page.url.searchParams.get("redirect_uri")}?auth_code=queryauthcode@@@unknown&expires_in=3600`;
    const text = await seesFailure(callback, 502, "code-invalid", {
      zh: "本次授权结果已失效",
      en: "This authorization can no longer be used",
    });
    expect(text).toContain("61009");
    expect(text).not.toContain("queryauthcode");
  });

  test("the Worker's address is not on WeChat's whitelist (61004)", async () => {
    stack.wechat.settings.ipWhitelist = ["198.51.100.1"];
    const text = await seesFailure(`${stack.origin}/authorize`, 502, "ip-not-whitelisted", {
      zh: "服务商的服务器尚未登记",
      en: "WeChat does not know the provider’s server yet",
    });
    stack.wechat.settings.ipWhitelist = null;
    expect(text).toContain(stack.wechat.settings.clientIp);
  });

  test("WeChat is out of order", async () => {
    stack.wechat.faults.inject({ kind: "http_status", status: 502 });
    const text = await seesFailure(`${stack.origin}/authorize`, 504, "wechat-unavailable", {
      zh: "微信暂时没有响应",
      en: "WeChat is not responding",
    });
    expect(text).toContain("再试一次");
  });

  test("an account without API permission, and WeChat's own page refusing what was used", async () => {
    const { wechat, origin, wechatUrl } = stack;
    const account = wechat.accounts().find(({ nickName }) => nickName === "南山预约助手");
    wechat.changeAccount(account?.appid ?? "", { hasApiPermission: false });
    const visitor = await newVisitor(browser, { ...H5, locale: "zh-CN" });
    const { page } = visitor;
    await page.goto(`${origin}/authorize?biz_appid=${account?.appid}`, { waitUntil: "commit" });
    await page.waitForURL((url) => url.origin === wechatUrl);
    await page.getByRole("button", { name: `授权「${account?.nickName}」` }).click();
    await page.waitForURL((url) => url.origin === origin);
    expect(await headingOf(page)).toBe("该账号暂时无法接入");
    expect(complaintsOf(visitor)).toEqual([]);
    await visitor.screenshot("failure-no-api-permission-zh-CN");

    await page.goBack();
    expect(await headingOf(page)).toBe("无法授权");
    await page.context().close();
  });

  test("a page that has lain around until its pre_auth_code expired: opening /authorize again mends it", async () => {
    const { wechat, origin } = stack;
    const account = wechat.accounts()[4]?.appid ?? "";
    const stale = await openAuthorization(`${origin}/authorize`);
    wechat.settings.now = () => Date.now() + 1_801_000;
    await expect(confirmAuthorization(stale, account)).rejects.toThrow("已过期");
    wechat.settings.now = () => Date.now();
    const fresh = await openAuthorization(`${origin}/authorize`);
    expect((await confirmAuthorization(fresh, account)).status).toBe(200);
  });
});

describeInChromium("a merchant who opens the page again and again", () => {
  test("is asked to wait, and WeChat is not asked", async () => {
    const stack = await startStack({ openingsPerMinute: 5 });
    const browser = await launchChromium();
    try {
      await stack.wechat.pushTicket();
      const open = () => fetch(`${stack.origin}/authorize`, { headers: { accept: "text/html" } });
      // The allowance is counted by the minute of the clock: the test must not lie across its turn.
      const left = 60_000 - (Date.now() % 60_000);
      if (left < 10_000) await pause(left);
      for (let opening = 1; opening <= 5; opening++) expect((await open()).status).toBe(200);

      const visitor = await newVisitor(browser, { ...H5, locale: "zh-CN" });
      const response = await visitor.page.goto(`${stack.origin}/authorize`);
      expect(response?.status()).toBe(429);
      expect(response?.headers()["retry-after"]).toBe("60");
      expect(await headingOf(visitor.page)).toBe("操作过于频繁");
      expect(stack.wechat.count("api_create_preauthcode")).toBe(5);
      await visitor.screenshot("failure-rate-limited-zh-CN");
    } finally {
      await browser.close();
      await stack.close();
    }
  });
});

function headingOf(page: Page): Promise<string | null> {
  return page.getByRole("heading", { level: 1 }).textContent();
}

function complaintsOf({ complaints }: Visitor): string[] {
  return complaints.filter((complaint) => !STATUS_REMARK.test(complaint));
}
