import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../stack/start.ts";
import { describeInChromium, launchChromium, newVisitor, overflowOf, type Visitor } from "./chromium.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SCREENS: [form: string, options: BrowserContextOptions][] = [
  ["pc", { viewport: { width: 1280, height: 860 } }],
  ["390", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }],
];
const LANGUAGES = ["zh", "en"] as const;
const SCHEMES = ["light", "dark"] as const;
const LOOKS = SCREENS.flatMap(([form, options]) =>
  LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ form, options, language, scheme }))),
);

describeInChromium("an operator at the console", () => {
  let stack: Stack;
  let browser: Browser;
  let pages: [name: string, path: string][];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack({ openingsPerMinute: 1_000 }), launchChromium()]);
    const { wechat } = stack;
    await wechat.pushTicket();
    wechat.addAccounts(60);
    const accounts = wechat.accounts();
    for (const { appid } of accounts) await wechat.authorizeDirectly(appid, { push: true }).eventPush;
    await wechat.unauthorize(accounts[1]?.appid ?? "");
    await wechat.settled();
    await stack.cron();
    pages = [
      ["overview", "/console"],
      ["setup", "/console/setup"],
      ["authorizers", "/console/authorizers"],
      ["nothing-found", "/console/authorizers?q=nobody"],
      ["authorizer", `/console/authorizers/${accounts[0]?.appid}`],
      ["links", "/console/links"],
      ["events", "/console/events"],
      ["deliveries", "/console/deliveries"],
      ["debugger", "/console/debugger"],
      ["logins", "/console/logins"],
      ["audit", "/console/audit"],
      ["lost", "/console/nowhere"],
    ];
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  async function signedIn(options: BrowserContextOptions, language: "zh" | "en" = "zh"): Promise<Visitor> {
    const visitor = await newVisitor(browser, { locale: "zh-CN", ...options });
    await visitor.page.goto(`${stack.origin}/console/login?lang=${language}`);
    await visitor.page.fill("#password", stack.settings.CONSOLE_PASSWORD ?? "");
    await visitor.page.press("#password", "Enter");
    await visitor.page.waitForURL(`${stack.origin}/console`);
    return visitor;
  }

  for (const { form, options, language, scheme } of LOOKS) {
    test(`${form}, ${language}, ${scheme}: every page fits, is without fault to axe, and makes the browser complain of nothing`, {
      timeout: 180_000,
    }, async () => {
      const visitor = await signedIn({ ...options, colorScheme: scheme }, language);
      const { page } = visitor;
      const calls = stack.wechat.calls.length;
      for (const [name, path] of pages) {
        const response = await page.goto(stack.origin + path);
        expect(response?.status(), name).toBe(name === "lost" ? 404 : 200);
        expect((await response?.body())?.byteLength, name).toBeLessThan(100_000);
        expect(await page.locator("html").getAttribute("lang")).toBe(language === "zh" ? "zh-CN" : "en");
        expect(await overflowOf(page), name).toBeLessThanOrEqual(0);
        expect(await faultsOf(page), name).toEqual([]);
        await visitor.screenshot(`console-${form}-${language}-${scheme}-${name}`);
      }
      expect(stack.wechat.calls.length).toBe(calls);
      expect(visitor.complaints.filter((each) => !each.includes("404"))).toEqual([]);
      await page.context().close();
    });
  }

  test("the login page fits and is without fault to axe, also when it refuses", async () => {
    for (const [form, options] of SCREENS) {
      const { page, screenshot } = await newVisitor(browser, { ...options, locale: "zh-CN" });
      await page.goto(`${stack.origin}/console/links?a=1`);
      expect(await faultsOf(page)).toEqual([]);
      await page.fill("#password", "wrong");
      await page.press("#password", "Enter");
      expect(await page.getByRole("alert").textContent()).toBe("密码不正确。");
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      await screenshot(`console-${form}-zh-light-login`);
      await page.fill("#password", stack.settings.CONSOLE_PASSWORD ?? "");
      await page.press("#password", "Enter");
      await page.waitForURL(`${stack.origin}/console/links?a=1`);
      await page.context().close();
    }
  });

  test("everything that can be clicked can be reached by Tab", { timeout: 120_000 }, async () => {
    const { page } = await signedIn(SCREENS[0]?.[1] ?? {});
    for (const [name, path] of pages.filter(([name]) => name !== "lost")) {
      await page.goto(stack.origin + path);
      expect(await unreachable(page), name).toEqual([]);
    }
    await page.context().close();
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`${javaScriptEnabled ? "with" : "without"} script: search, note, link, debugger, sign out`, async () => {
      const { page, complaints } = await signedIn({ viewport: { width: 1280, height: 860 }, javaScriptEnabled });
      const account = stack.wechat.accounts()[0];
      await page.goto(`${stack.origin}/console/authorizers`);
      await page.getByLabel("搜索", { exact: true }).fill(account?.nickName ?? "");
      await page.getByRole("button", { name: "搜索" }).click();
      await page.getByRole("link", { name: account?.nickName ?? "", exact: true }).click();
      await page.getByLabel("备注", { exact: true }).fill("大客户 <b>VIP</b>");
      await page.getByRole("button", { name: "保存" }).click();
      expect(await page.getByRole("status").first().textContent()).toBe("已保存。");
      await page.goto(`${stack.origin}/console/authorizers?q=vip`);
      expect(await page.locator("main").innerText()).toContain("大客户 <b>VIP</b>");

      await page.goto(`${stack.origin}/console/links`);
      await page.getByLabel("租户（tenant）").fill("店铺 42");
      await page.getByText("权限集：平台已发布的全部").click();
      await page.getByLabel("消息管理").check();
      await page.getByRole("button", { name: "生成链接" }).click();
      const url = await page.getByLabel("授权链接", { exact: true }).inputValue();
      expect(url).toContain("/authorize?link=");
      expect(await page.locator(".qr svg").count()).toBe(1);
      const copy = page.getByRole("button", { name: "复制: 授权链接" });
      await copy.waitFor({ state: javaScriptEnabled ? "visible" : "hidden" });
      expect(await faultsOf(page, javaScriptEnabled)).toEqual([]);

      await page.goto(`${stack.origin}/console/debugger?appid=${account?.appid}`);
      if (javaScriptEnabled) await page.getByLabel("常用接口").selectOption("cgi-bin/account/getaccountbasicinfo");
      await page.getByRole("button", { name: "发送" }).click();
      expect(await page.getByRole("status").innerText()).toContain(account?.nickName);

      await page.getByRole("button", { name: "退出登录" }).click();
      await page.waitForURL(`${stack.origin}/console/login`);
      await page.goto(`${stack.origin}/console/audit`);
      expect(new URL(page.url()).pathname).toBe("/console/login");
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }

  test("a sync shows how far it is, without being asked again", async () => {
    const { page } = await signedIn({ viewport: { width: 1280, height: 860 } });
    await page.goto(`${stack.origin}/console/authorizers`);
    await page.getByRole("button", { name: "从微信同步" }).click();
    await page.getByText("同步完成").waitFor({ timeout: 30_000 });
    await page.context().close();
  });
});

/** What axe-core finds, by rule and element. */
async function faultsOf(page: Page, script = true): Promise<string[]> {
  if (!script) return [];
  await page.evaluate(AXE);
  const found = await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target, failureSummary].join(" "))))`,
  );
  return found as string[];
}

/** What can be clicked and is not focused by going through the page with Tab. */
async function unreachable(page: Page): Promise<string[]> {
  const count = (await page.evaluate(`
    globalThis.wanted = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter((each) =>
      each.checkVisibility({ visibilityProperty: true }) && !(each.type === "radio" && !each.checked));
    globalThis.reached = new Set();
    document.activeElement?.blur();
    wanted.length
  `)) as number;
  for (let step = 0; step < count + 3; step++) {
    await page.keyboard.press("Tab");
    await page.evaluate("reached.add(document.activeElement)");
  }
  return (await page.evaluate(
    "wanted.filter((each) => !reached.has(each)).map((each) => each.outerHTML.slice(0, 120))",
  )) as string[];
}
