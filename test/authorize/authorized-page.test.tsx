import { describe, expect, it } from "vitest";
import { type AuthorizedAccount, AuthorizedPage } from "../../src/authorize/authorized-page.tsx";
import { secureImage } from "../../src/page/avatar.tsx";
import { attributesOf, rendered, textOf } from "../page/read-html.ts";

const SHOP: AuthorizedAccount = {
  authorizerAppid: "wxba5fad812f8e6fb9",
  nickName: "小满咖啡",
  headImg: "http://wx.qlogo.cn/mmopen/abc/0",
  principalName: "杭州小满餐饮管理有限公司",
  accountType: "official_account",
  funcInfo: [
    { id: 1, name: "消息管理" },
    { id: 986, name: "986" },
  ],
};
const BARE: AuthorizedAccount = {
  ...SHOP,
  nickName: null,
  headImg: null,
  principalName: null,
  accountType: "mini_program",
  funcInfo: [],
};

const page = (locale: "zh" | "en", authorizer: AuthorizedAccount) =>
  rendered(<AuthorizedPage locale={locale} authorizer={authorizer} />);

describe("the page after an authorization", () => {
  it("says which account was authorized, and that the window may be closed", async () => {
    const text = await textOf(await page("zh", SHOP), "main *");
    for (const part of [
      "授权成功",
      "小满咖啡",
      "杭州小满餐饮管理有限公司",
      "公众号",
      "wxba5fad812f8e6fb9",
      "关闭本页面",
    ]) {
      expect(text).toContain(part);
    }
    expect(await textOf(await page("en", SHOP), "main *")).toContain("You can close this window");
  });

  it("lists the permission sets by name, and by number where the name is unknown", async () => {
    expect(await textOf(await page("zh", SHOP), "li")).toBe("消息管理权限集 986");
    expect(await textOf(await page("en", { ...SHOP, funcInfo: [{ id: 986, name: "986" }] }), "li")).toBe(
      "Permission set 986",
    );
  });

  it("does without a profile", async () => {
    const html = await page("zh", BARE);
    expect(await textOf(html, ".account-name")).toBe("小程序");
    expect(await textOf(html, "main *")).toContain("wxba5fad812f8e6fb9");
    expect(await attributesOf(html, "img, section")).toEqual([]);
    expect(html).not.toMatch(/null|undefined/);
  });

  it("shows WeChat's http pictures through https", async () => {
    expect(await attributesOf(await page("zh", SHOP), "img")).toEqual([
      { src: "https://wx.qlogo.cn/mmopen/abc/0", alt: "" },
    ]);
  });

  it("lets no name become markup", async () => {
    const hostile = `</p><script>alert("1")</script><img src=x onerror='alert(2)'>`;
    const html = await page("zh", {
      ...SHOP,
      authorizerAppid: hostile,
      nickName: hostile,
      headImg: `https://wx.qlogo.cn/"><script>alert(3)</script>`,
      principalName: hostile,
      funcInfo: [{ id: 1, name: hostile }],
    });
    expect(await attributesOf(html, "script")).toEqual([]);
    expect(await attributesOf(html, "img")).toEqual([
      { src: "https://wx.qlogo.cn/%22%3E%3Cscript%3Ealert(3)%3C/script%3E", alt: "" },
    ]);
    expect(await attributesOf(html, "[onerror]")).toEqual([]);
    expect(await textOf(html, ".account-name")).toBe(hostile);
    expect(await textOf(html, "li")).toBe(hostile);
  });
});

describe("a picture's address", () => {
  it.each([
    ["http://wx.qlogo.cn/a?b=1&c=2", "https://wx.qlogo.cn/a?b=1&c=2"],
    ["https://wx.qlogo.cn/a", "https://wx.qlogo.cn/a"],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["/relative", null],
    ["", null],
    [null, null],
  ])("%s becomes %s", (given, shown) => {
    expect(secureImage(given)).toBe(shown);
  });
});
