import { describe, expect, it } from "vitest";
import { FROM_US, merchant, PC } from "./merchant-with-a-link.ts";
import { MINI_PROGRAM, OFFICIAL_ACCOUNT } from "./plain-component.ts";

const CHANNELS = "wxd26c8e0a3f517496";
const H5 = "https://open.weixin.qq.com/wxaopen/safe/bindcomponent";
const H5_OLD = "https://mp.weixin.qq.com/safe/bindcomponent";

describe("the PC page refuses", () => {
  it("whoever does not come from the 授权发起页域名, and says where they came from", async () => {
    const { open } = await merchant();
    const text =
      "请确认授权入口页所在域名，与授权后回调页所在域名相同，并且，此两者都必须与申请第三方平台时填写的授权发起页域名相同。";
    expect(open({}, { referer: null }).refused).toBe(`${text}授权入口页所在域名：空`);
    expect(open({}, { referer: "https://b.com/page" }).refused).toBe(`${text}授权入口页所在域名：b.com`);
    expect(open().refused).toBeNull();
  });

  it("a redirect_uri on another host, on another port, or without a scheme", async () => {
    const { open } = await merchant();
    expect(open({ redirect_uri: "https://evil.example/callback" }).refused).toContain(
      "授权后回调页所在域名：evil.example",
    );
    expect(open({ redirect_uri: "http://localhost:9999/callback" }).refused).toContain("localhost:9999");
    expect(open({ redirect_uri: "localhost/callback" }).refused).toContain("授权后回调页所在域名：空");
  });

  it("a pre_auth_code that is unknown, used or too old", async () => {
    const { open, simulator, preAuthCode, clock } = await merchant();
    expect(open({ pre_auth_code: "preauthcode@@@no" }).refused).toContain("无效");
    clock.now += 1800_000 - 1;
    expect(open().refused).toBeNull();
    clock.now += 1;
    expect(open().refused).toContain("已过期");
    clock.now -= 1;
    await simulator.confirm({ preAuthCode, authorizerAppid: OFFICIAL_ACCOUNT });
    expect(open().refused).toContain("已使用");
  });

  it("another component, an auth_type that is not one, permission sets that are not published", async () => {
    const { open } = await merchant();
    expect(open({ component_appid: "wx0000000000000002" }).refused).toContain("component_appid");
    for (const auth_type of ["0", "7", "9", "x"])
      expect(open({ auth_type }).refused).toContain("该第三方平台指定了无效的权限");
    for (const auth_type of ["1", "2", "3", "5", "6", null]) expect(open({ auth_type }).refused).toBeNull();
    expect(open({ category_id_list: "1|999" }).refused).toContain("该第三方平台指定了无效的权限");
    expect(open({ category_id_list: "1|17" })).toMatchObject({ refused: null, categoryIds: [1, 17] });
  });

  it("an auth_type for which there is no account", async () => {
    const { open } = await merchant();
    expect(open({ auth_type: "4" }).refused).toContain("该授权仅支持小程序推客账号");
    expect(open({ auth_type: "8" }).refused).toContain("该授权仅支持带货助手账号");
  });

  it("an account outside the test list, until the platform is released", async () => {
    const { simulator, preAuthCode, open } = await merchant({ released: false, testAccounts: ["gh_9e3f5a7b1c2d"] });
    expect(open().refused).toBeNull();
    const confirm = (authorizerAppid: string) => simulator.confirm({ preAuthCode, authorizerAppid });
    await expect(confirm(OFFICIAL_ACCOUNT)).rejects.toThrow("授权测试公众号/小程序列表");
    expect(simulator.authorizers()).toEqual([]);
    expect(await confirm(MINI_PROGRAM)).toMatchObject({ change: "authorized" });
  });
});

describe("the page offers", () => {
  it("the kinds of account of its auth_type", async () => {
    const { open } = await merchant();
    const kinds = (auth_type: string) => {
      const page = open({ auth_type });
      return "accounts" in page ? [...new Set(page.accounts.map(({ kind }) => kind))].sort() : [];
    };
    expect(kinds("1")).toEqual(["official_account"]);
    expect(kinds("2")).toEqual(["mini_program"]);
    expect(kinds("3")).toEqual(["mini_program", "official_account"]);
    expect(kinds("5")).toEqual(["channels"]);
    expect(kinds("6")).toEqual(["channels", "mini_program", "official_account"]);
  });

  it("only the account of biz_appid, whatever the auth_type, and refuses one that does not exist", async () => {
    const { open, simulator, preAuthCode } = await merchant();
    expect(open({ auth_type: "1", biz_appid: CHANNELS })).toMatchObject({ accounts: [{ appid: CHANNELS }] });
    await expect(simulator.confirm({ preAuthCode, authorizerAppid: OFFICIAL_ACCOUNT })).rejects.toThrow(
      `仅支持指定账号「${CHANNELS}」`,
    );
    expect(open({ biz_appid: "wxAAAA" }).refused).toBe(
      "该第三方平台仅支持指定账号「wxAAAA」进行授权，如有疑问请联系服务商",
    );
  });
});

describe("the H5 page", () => {
  it("checks Referer and redirect_uri too, the Referer only where told to", async () => {
    const { open, simulator } = await merchant();
    for (const base of [H5, H5_OLD]) {
      expect(open({}, { referer: null }, base).refused).toContain("授权入口页所在域名：空");
      expect(open({ redirect_uri: "https://evil.example/" }, FROM_US, base).refused).toContain(
        "redirect_uri的域名不是授权登录页域名",
      );
    }
    simulator.settings.h5ChecksReferer = false;
    expect(open({}, { referer: null }, H5).refused).toBeNull();
    expect(open({}, { referer: null }, PC).refused).not.toBeNull();
  });

  it("turns & into &amp; in the callback where told to; the PC page never does", async () => {
    for (const [base, mangled] of [
      [H5, true],
      [PC, false],
    ] as const) {
      const { open, simulator, preAuthCode } = await merchant({ h5ManglesAmpersands: true });
      open({}, FROM_US, base);
      const { callbackUrl } = await simulator.confirm({ preAuthCode, authorizerAppid: OFFICIAL_ACCOUNT });
      expect(callbackUrl?.includes("&amp;auth_code=")).toBe(mangled);
      expect(new URL(callbackUrl ?? "").searchParams.has("amp;expires_in")).toBe(mangled);
    }
  });
});

describe("in a browser", () => {
  it("the page shows the accounts and their permission sets, and the button leads back with a code", async () => {
    const { simulator, link, preAuthCode, exchange } = await merchant();
    const page = await (await simulator.fetch(new Request(link(), { headers: FROM_US }))).text();
    for (const shown of ["青禾生鲜", "青禾生鲜商城", "消息管理", "模拟器", "<svg"]) expect(page).toContain(shown);
    expect(page).not.toMatch(/<script|(src|href)="https?:/);
    const form = new URLSearchParams({
      pre_auth_code: preAuthCode,
      authorizer_appid: OFFICIAL_ACCOUNT,
      action: "confirm",
    });
    for (const id of ["1", "2"]) form.append("func_id", id);
    const back = await simulator.fetch(new Request(link(), { method: "POST", body: form, headers: FROM_US }));
    expect(back.status).toBe(302);
    const callback = new URL(back.headers.get("location") ?? "");
    expect(callback.searchParams.get("expires_in")).toBe("3600");
    expect(await exchange(callback.searchParams.get("auth_code") ?? "")).toMatchObject({
      authorization_info: {
        authorizer_appid: OFFICIAL_ACCOUNT,
        func_info: [{ funcscope_category: { id: 1 } }, { funcscope_category: { id: 2 } }],
      },
    });
  });

  it("a refusal is a page, a cancellation grants nothing, and what merchants are called is escaped", async () => {
    const { simulator, link, preAuthCode } = await merchant();
    const refused = await simulator.fetch(new Request(link()));
    expect([refused.status, await refused.text()]).toEqual([200, expect.stringContaining("授权入口页所在域名：空")]);
    const form = new URLSearchParams({ pre_auth_code: preAuthCode, action: "cancel" });
    const cancelled = await simulator.fetch(new Request(link(), { method: "POST", body: form }));
    expect(await cancelled.text()).toContain("已取消授权");
    expect(simulator.authorizers()).toEqual([]);
    simulator.addAccount({ appid: "wx0000000000000666", nickName: "<script>alert(1)</script>" });
    const page = await (await simulator.fetch(new Request(link(), { headers: FROM_US }))).text();
    expect(page).toContain("&lt;script&gt;alert(1)");
    expect(page).not.toContain("<script>alert(1)");
  });
});
