import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { attributesOf, textOf } from "../page/read-html.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { DESKTOP, destinationOf, expectSafeHeaders, HTML, PHONE, visit } from "./visitor.ts";

let platform: Platform;
beforeEach(async () => {
  platform = startPlatform();
  await platform.wechat.pushTicket();
});
afterEach(stopPlatform);

const codes = () => platform.wechat.count("api_create_preauthcode");

describe("a visit to /authorize", () => {
  const browser = { accept: HTML };

  test.each<[string, Record<string, string>]>([
    ["from nowhere", browser],
    ["from another site", { ...browser, referer: "https://app.example.com/settings" }],
    ["from a site whose name only begins like ours", { ...browser, referer: "https://wx.example.com.evil.example/" }],
    ["from our host over http", { ...browser, referer: "http://wx.example.com/" }],
    ["from our host on another port", { ...browser, referer: "https://wx.example.com:8443/" }],
    ["from something that is no address", { ...browser, referer: "about:client" }],
  ])("of a browser %s gets a page of ours that moves on to WeChat", async (_from, headers) => {
    const response = await visit(platform, "/authorize", headers);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expectSafeHeaders(response);
    const html = await response.text();
    const [link] = await attributesOf(html, "a.button");
    const [refresh] = await attributesOf(html, "meta[http-equiv=refresh]");
    expect(refresh?.content).toBe(`0;url=${link?.href}`);
    expect(link).toMatchObject({ referrerpolicy: "origin" });
    expect(
      platform.wechat.openAuthorizationPage(link?.href ?? "", { referer: "https://wx.example.com/" }),
    ).toMatchObject({
      refused: null,
    });
    expect(html).not.toContain("no-referrer");
  });

  test.each<[string, Record<string, string>]>([
    ["a browser that comes from a page of ours", { ...browser, referer: "https://wx.example.com/start?x=1" }],
    ["a browser that says our origin only", { ...browser, referer: "https://wx.example.com/" }],
    ["a program", {}],
    ["a program that takes anything", { accept: "*/*" }],
    ["a program that wants JSON", { accept: "application/json" }],
  ])("of %s is redirected to WeChat", async (_who, headers) => {
    const response = await visit(platform, "/authorize", headers);
    expect(response.status).toBe(302);
    expectSafeHeaders(response);
    const location = response.headers.get("location") ?? "";
    const opened = platform.wechat.openAuthorizationPage(location, { referer: "https://wx.example.com/" });
    expect(opened).toMatchObject({ refused: null, form: "pc" });
  });

  test("on another host of ours is answered, with PUBLIC_ORIGIN in what it leads to", async () => {
    const headers = { accept: HTML, referer: "https://other.example.net/" };
    const response = await visit(platform, "https://other.example.net/authorize", headers);
    expect(response.status).toBe(302);
    const redirect = new URL(response.headers.get("location") ?? "").searchParams.get("redirect_uri");
    expect(redirect).toMatch(/^https:\/\/wx\.example\.com\/authorize\/callback\//);
  });

  test("without PUBLIC_ORIGIN comes back to the host that was asked", async () => {
    await stopPlatform();
    platform = startPlatform({ PUBLIC_ORIGIN: "" });
    await platform.wechat.pushTicket();
    const destination = await destinationOf(platform, "https://other.example.net/authorize");
    expect(destination.searchParams.get("redirect_uri")).toMatch(
      /^https:\/\/other\.example\.net\/authorize\/callback\//,
    );
  });

  test.each([
    ["zh-CN,zh;q=0.9,en;q=0.8", "", "正在前往微信授权页面", "zh-CN"],
    ["en-US,en;q=0.9", "", "Taking you to WeChat", "en"],
    ["en", "?lang=zh_CN", "正在前往微信授权页面", "zh-CN"],
  ])("speaks the visitor's language: %s%s", async (language, query, title, lang) => {
    const response = await visit(platform, `/authorize${query}`, { ...browser, "accept-language": language });
    const html = await response.text();
    expect(await textOf(html, "h1")).toBe(title);
    expect(await attributesOf(html, "html")).toEqual([{ lang }]);
  });

  test("spends no pre_auth_code when it is only a look at the headers", async () => {
    for (const path of ["/authorize", "/authorize?auth_type=1", "/authorize?auth_type=99"]) {
      const response = await platform.fetch(path, { method: "HEAD", headers: browser });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe("");
    }
    expect(codes()).toBe(0);
  });

  test("spends one pre_auth_code otherwise, a new one each time", async () => {
    const visits = [await destinationOf(platform, "/authorize"), await destinationOf(platform, "/authorize")];
    expect(new Set(visits.map((url) => url.searchParams.get("pre_auth_code"))).size).toBe(2);
    expect(codes()).toBe(2);
  });
});

describe("WeChat's page", () => {
  test("is asked for with auth_type 3 and nothing else by default", async () => {
    const { origin, pathname, searchParams, hash } = await destinationOf(platform, "/authorize");
    expect([origin, pathname, hash]).toEqual(["https://mp.weixin.qq.com", "/cgi-bin/componentloginpage", ""]);
    expect(Object.fromEntries(searchParams)).toEqual({
      component_appid: "wx0000000000000001",
      pre_auth_code: expect.stringMatching(/^preauthcode@@@/),
      redirect_uri: expect.stringMatching(/^https:\/\/wx\.example\.com\/authorize\/callback\/[\w-]+\.[\w-]+$/),
      auth_type: "3",
    });
  });

  test.each(["1", "2", "3", "4", "5", "6", "8"])("is asked for with auth_type %s", async (type) => {
    expect((await destinationOf(platform, `/authorize?auth_type=${type}`)).searchParams.get("auth_type")).toBe(type);
  });

  test("is asked for with biz_appid and category_id_list", async () => {
    const path = "/authorize?biz_appid=wx5a1b0c7d3e9f2041&category_id_list=99%7C31";
    const { searchParams } = await destinationOf(platform, path);
    expect(searchParams.get("biz_appid")).toBe("wx5a1b0c7d3e9f2041");
    expect(searchParams.get("category_id_list")).toBe("99|31");
  });

  test("takes a parameter that is left empty for one that is left out", async () => {
    const { searchParams, host } = await destinationOf(
      platform,
      "/authorize?auth_type=&biz_appid=&category_id_list=&platform=",
    );
    expect(host).toBe("mp.weixin.qq.com");
    expect([...searchParams.keys()]).toEqual(["component_appid", "pre_auth_code", "redirect_uri", "auth_type"]);
    expect(searchParams.get("auth_type")).toBe("3");
  });

  test.each([
    ["h5", "?platform=h5", { "user-agent": DESKTOP }],
    ["pc", "?platform=pc", { "user-agent": PHONE }],
    ["h5", "", { "user-agent": PHONE }],
    ["h5", "", { "user-agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36" }],
    ["h5", "", { "user-agent": "Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 Mobile HarmonyOS" }],
    ["h5", "", { "user-agent": "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X)" }],
    ["h5", "", { "user-agent": DESKTOP, "sec-ch-ua-mobile": "?1" }],
    ["pc", "", { "user-agent": DESKTOP, "sec-ch-ua-mobile": "?0" }],
    ["pc", "", { "user-agent": "Mozilla/5.0 (Windows NT 10.0) WindowsWechat(0x63090a13) MicroMessenger/7.0.20" }],
    ["pc", "", {}],
  ])("is the %s one for %s and %o", async (form, query, headers) => {
    const { host, pathname, hash } = await destinationOf(
      platform,
      `/authorize${query}`,
      headers as Record<string, string>,
    );
    const expected = {
      h5: ["open.weixin.qq.com", "/wxaopen/safe/bindcomponent", "#wechat_redirect"],
      pc: ["mp.weixin.qq.com", "/cgi-bin/componentloginpage", ""],
    };
    expect([host, pathname, hash]).toEqual(expected[form as "h5" | "pc"]);
  });

  test("is on the hosts of the settings", async () => {
    await stopPlatform();
    platform = startPlatform({ WECHAT_MP_BASE: "http://localhost:8788/", WECHAT_OPEN_BASE: "http://localhost:8789" });
    await platform.wechat.pushTicket();
    expect((await destinationOf(platform, "/authorize?platform=pc")).host).toBe("localhost:8788");
    expect((await destinationOf(platform, "/authorize?platform=h5")).host).toBe("localhost:8789");
  });
});

describe("a visit is refused, without a pre_auth_code", () => {
  test.each([
    ["auth_type=7", /auth_type/],
    ["auth_type=0", /auth_type/],
    ["auth_type=03", /auth_type/],
    ["auth_type=3%20", /auth_type/],
    ["biz_appid=a%20b", /biz_appid/],
    ["category_id_list=99%2C31", /category_id_list/],
    ["category_id_list=99%7C", /category_id_list/],
    ["category_id_list=a", /category_id_list/],
    ["category_id_list=1234567", /category_id_list/],
    ["platform=mobile", /platform/],
  ])("with ?%s", async (query, detail) => {
    const response = await visit(platform, `/authorize?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "invalid_request", detail: expect.stringMatching(detail) });

    const page = await visit(platform, `/authorize?${query}`, { accept: HTML, "accept-language": "en" });
    expect(page.status).toBe(400);
    expect(await textOf(await page.text(), "h1")).toBe("Something is wrong with this link");
    expect(codes()).toBe(0);
  });
});

describe("the rate limit", () => {
  /** Visits until one is not let in. Its minutes are the clock's: the first may have been almost over. */
  async function exhaust(address: () => string): Promise<{ refused: Response; letIn: number }> {
    for (let letIn = 0; letIn < 150; letIn++) {
      const refused = await visit(platform, "/authorize", { "cf-connecting-ip": address() });
      if (refused.status !== 302) return { refused, letIn };
    }
    throw new Error("nobody was refused");
  }

  test("refuses an address that comes too often, and no other one suffers", async () => {
    const from = { "cf-connecting-ip": "198.51.100.7" };
    const { refused, letIn } = await exhaust(() => from["cf-connecting-ip"]);
    expect(refused.status).toBe(429);
    expect(letIn).toBeGreaterThan(20);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await refused.json()).toMatchObject({ code: "rate_limited", status: 429 });

    const page = await visit(platform, "/authorize?lang=en", { ...from, accept: HTML });
    expect(page.status).toBe(429);
    expect(page.headers.get("retry-after")).toBe("60");
    const html = await page.text();
    expect(await attributesOf(html, "a.button")).toEqual([{ class: "button", href: "/authorize?lang=en" }]);
    expect(codes()).toBe(letIn);
    await destinationOf(platform, "/authorize", { "cf-connecting-ip": "198.51.100.8" });
  });

  test("takes an IPv6 network for one address: whoever has one there has all of them", async () => {
    let host = 0;
    const { refused } = await exhaust(() => {
      host += 1;
      return `2001:db8:ffff:1::${host.toString(16)}`;
    });
    expect(refused.status).toBe(429);
    await destinationOf(platform, "/authorize", { "cf-connecting-ip": "2001:db8:ffff:2::1" });
  });
});
