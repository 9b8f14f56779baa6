import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuthorizerJson, LinkJson } from "../stack/back-end.ts";
import { BUSINESS_ORIGIN } from "../stack/settings.ts";
import { type Stack, startStack } from "../stack/start.ts";
import { describeInChromium, H5, launchChromium, newVisitor, overflowOf, PC } from "./chromium.ts";

const VISITORS = [
  { form: "pc", options: PC, path: "/cgi-bin/componentloginpage" },
  { form: "h5", options: H5, path: "/wxaopen/safe/bindcomponent" },
] as const;

const LANGUAGES = [
  { locale: "zh-CN", title: "授权成功", type: "公众号", permission: "消息管理", button: "前往微信授权" },
  {
    locale: "en-US",
    title: "Authorized",
    type: "Official Account",
    permission: "Messages",
    button: "Continue to WeChat",
  },
] as const;

describeInChromium("a merchant authorizes in a browser", () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack({ openingsPerMinute: 1_000 }), launchChromium()]);
    await stack.wechat.pushTicket();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  for (const { form, options, path } of VISITORS) {
    for (const { locale, title, type, permission } of LANGUAGES) {
      test(`${form}, ${locale}: from /authorize over WeChat's page to ${title}`, async () => {
        const { origin, wechat, wechatUrl } = stack;
        const [account] = wechat.accounts();
        const visitor = await newVisitor(browser, { ...options, locale });
        const { page } = visitor;

        await page.goto(`${origin}/authorize?auth_type=3`, { waitUntil: "commit" });
        await page.waitForURL((url) => url.origin === wechatUrl);
        expect(new URL(page.url()).pathname).toBe(path);
        expect(visitor.referers.get(wechatUrl + path)).toBe(`${origin}/`);
        await visitor.screenshot(`${form}-${locale}-2-wechat`);

        await page.getByRole("button", { name: `授权「${account?.nickName}」` }).click();
        await page.waitForURL((url) => url.origin === origin);
        expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
        const text = await page.locator("main").innerText();
        expect(text).toContain(account?.nickName);
        expect(text).toContain(account?.appid);
        expect(text).toContain(type);
        expect(text).toContain(permission);
        expect(await page.locator("html").getAttribute("lang")).toBe(locale === "zh-CN" ? "zh-CN" : "en");
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        await visitor.screenshot(`${form}-${locale}-3-authorized`);
        expect(visitor.complaints).toEqual([]);

        // The same callback once more, as a reload does, finds the work done.
        await page.reload();
        expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
        expect(visitor.complaints).toEqual([]);
        await page.context().close();
      });
    }
  }

  for (const { form, options } of VISITORS) {
    for (const { locale, button } of LANGUAGES) {
      test(`${form}, ${locale}: the button does without JavaScript and where the page does not move on by itself`, async () => {
        const { origin, wechatUrl } = stack;
        const visitor = await newVisitor(browser, { ...options, locale, javaScriptEnabled: false });
        const { page } = visitor;
        await page.route(`${origin}/authorize*`, async (route) => {
          const response = await route.fetch();
          const html = await response.text();
          const still = html.replace(/<meta http-equiv="refresh"[^>]*>/, "");
          expect(still).not.toBe(html);
          await route.fulfill({ response, body: still });
        });
        await page.goto(`${origin}/authorize?auth_type=1`);
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        await visitor.screenshot(`${form}-${locale}-1-departure`);

        await page.getByRole("link", { name: button }).click();
        await page.waitForURL((url) => url.origin === wechatUrl);
        expect(await page.getByRole("heading", { name: "授权给第三方平台" }).count()).toBe(1);
        expect(visitor.complaints).toEqual([]);
        await page.context().close();
      });
    }
  }

  test("a signed link carries the tenant, and leads back to return_to", async () => {
    const { origin, wechat, wechatUrl, backEnd } = stack;
    const account = wechat.accounts()[1];
    const { json: link } = await backEnd.ask<LinkJson>("/v1/authorization-links", {
      method: "POST",
      body: { tenant: "shop 42/二", return_to: `${BUSINESS_ORIGIN}/done?from=wechat`, biz_appid: account?.appid },
    });
    const visitor = await newVisitor(browser, { ...PC, locale: "zh-CN" });
    const { page } = visitor;
    await page.goto(link.url, { waitUntil: "commit" });
    await page.waitForURL((url) => url.origin === wechatUrl);
    await page.getByRole("button", { name: `授权「${account?.nickName}」` }).click();
    await page.waitForURL((url) => url.origin === BUSINESS_ORIGIN);

    const returned = new URL(page.url());
    expect(returned.pathname).toBe("/done");
    expect(Object.fromEntries(returned.searchParams)).toEqual({
      from: "wechat",
      authorizer_appid: account?.appid,
      tenant: "shop 42/二",
    });
    expect(visitor.referers.get(`${BUSINESS_ORIGIN}/done`)).not.toContain("auth_code");
    const { json } = await backEnd.ask<AuthorizerJson>(`/v1/authorizers/${account?.appid}`);
    expect(json).toMatchObject({ status: "authorized", tenant: "shop 42/二" });
    expect(visitor.complaints).toEqual([]);
    await page.context().close();

    // Opened again, the link asks for a pre_auth_code of its own.
    const again = await newVisitor(browser, { ...H5, locale: "zh-CN" });
    const before = wechat.count("api_create_preauthcode");
    await again.page.goto(link.url, { waitUntil: "commit" });
    await again.page.waitForURL((url) => url.origin === wechatUrl);
    expect(again.page.url()).toContain("bindcomponent");
    expect(wechat.count("api_create_preauthcode")).toBe(before + 1);
    await again.page.context().close();
    expect(origin).toBe(new URL(link.url).origin);
  });

  test("H5 writes & as &amp; in the callback, and the merchant notices nothing", async () => {
    const { origin, wechat, wechatUrl } = stack;
    wechat.settings.h5ManglesAmpersands = true;
    const visitor = await newVisitor(browser, { ...H5, locale: "zh-CN" });
    const { page } = visitor;
    await page.goto(`${origin}/authorize?auth_type=2`, { waitUntil: "commit" });
    await page.waitForURL((url) => url.origin === wechatUrl);
    await page.getByRole("button", { name: "授权「青禾生鲜商城」" }).click();
    await page.waitForURL((url) => url.origin === origin);
    expect(page.url()).toContain("&amp;");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("授权成功");
    wechat.settings.h5ManglesAmpersands = false;
    await page.context().close();
  });

  test("a merchant who cancels leaves nothing behind", async () => {
    const { origin, wechat, wechatUrl } = stack;
    const account = wechat.accounts().find(({ nickName }) => nickName === "东篱茶舍");
    const visitor = await newVisitor(browser, { ...PC, locale: "zh-CN" });
    const { page } = visitor;
    await page.goto(`${origin}/authorize?biz_appid=${account?.appid}`, { waitUntil: "commit" });
    await page.waitForURL((url) => url.origin === wechatUrl);
    await page.getByRole("button", { name: "取消" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("已取消授权");
    const { status } = await stack.backEnd.ask(`/v1/authorizers/${account?.appid}`);
    expect(status).toBe(404);
    await page.context().close();
  });
});
