import { afterEach, describe, expect, test, vi } from "vitest";
import { anAccount, authorize, authorizerOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

async function authorized(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  platform.wechat.clearCalls();
  return { platform, appid };
}

describe("options of an authorizer", () => {
  test("are set and read, with the authorizer's token", async () => {
    const { platform, appid } = await authorized();
    const path = `/v1/authorizers/${appid}/options/location_report`;
    const set = await platform.api(path, { method: "PUT", body: { option_value: "2" } });
    expect(set.json).toEqual({ option_name: "location_report", option_value: "2" });
    expect((await platform.api(path)).json).toEqual({ option_name: "location_report", option_value: "2" });
    expect(platform.wechat.calls.map(({ path: called }) => called)).toEqual([
      "/cgi-bin/component/set_authorizer_option",
      "/cgi-bin/component/get_authorizer_option",
    ]);
  });

  test("where WeChat wants the component's token after all, the older endpoint serves", async () => {
    const { platform, appid } = await authorized();
    for (const path of ["set_authorizer_option", "get_authorizer_option"]) {
      platform.wechat.faults.inject({ kind: "errcode", errcode: 61014, path: `/cgi-bin/component/${path}` });
    }
    const path = `/v1/authorizers/${appid}/options/voice_recognize`;
    await platform.api(path, { method: "PUT", body: { option_value: "1" } });
    expect((await platform.api(path)).json).toEqual({ option_name: "voice_recognize", option_value: "1" });
  });

  test("no others, and no other values", async () => {
    const { platform, appid } = await authorized();
    const wrong = [
      platform.api(`/v1/authorizers/${appid}/options/constructor`),
      platform.api(`/v1/authorizers/${appid}/options/voice_recognize`, { method: "PUT", body: { option_value: "2" } }),
      platform.api(`/v1/authorizers/${appid}/options/voice_recognize`, { method: "PUT", body: {} }),
    ];
    for (const { status } of await Promise.all(wrong)) expect(status).toBe(400);
    expect(platform.wechat.calls).toEqual([]);
  });
});

describe("the plugin's pre_auth_code", () => {
  test("carries the tenant to the account, by the event alone", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    const { json } = await platform.api("/v1/pre-auth-codes", {
      method: "POST",
      body: { auth_type: 6, biz_appid: appid, tenant: "shop-3" },
    });
    expect(json).toEqual({
      pre_auth_code: expect.stringContaining("preauthcode@@@"),
      expires_in: 1_800,
      plugin: {
        platformAppID: "wx0000000000000001",
        preAuthCode: json.pre_auth_code,
        authType: 6,
        bizAppid: appid,
      },
    });
    const confirmation = await platform.wechat.confirm({ preAuthCode: json.pre_auth_code, authorizerAppid: appid });
    await confirmation.eventPush;
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized", tenant: "shop-3" });
  });
});

describe("login links", () => {
  const make = (platform: Platform, body: object) => platform.api("/v1/oauth-links", { method: "POST", body });

  test("on behalf of an account, in the order that WeChat wants", async () => {
    const platform = startPlatform();
    const { json } = await make(platform, {
      kind: "authorizer",
      appid: "wx12",
      redirect_uri: "https://shop.example.com/me?a=1&b=2",
      scope: "snsapi_userinfo",
      state: "x y",
    });
    expect(json.url).toBe(
      "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx12&redirect_uri=https%3A%2F%2Fshop.example.com%2Fme%3Fa%3D1%26b%3D2" +
        "&response_type=code&scope=snsapi_userinfo&state=x%20y&component_appid=wx0000000000000001#wechat_redirect",
    );
  });

  test("in WeCom: the page's own parameters come back, and a URL nested in one of them too", async () => {
    const platform = startPlatform();
    for (const page of [
      "https://www.baidu.com?need_trim=need_trim&agentId=1",
      `https://a.example.com/?next=${encodeURIComponent("https://b.example.com/?x=1&y=2")}&z=3`,
    ]) {
      const { json } = await make(platform, { kind: "wecom", corpid: "ww1", agentid: 1000002, redirect_uri: page });
      const url = new URL(json.url);
      expect(url.searchParams.get("redirect_uri")).toBe(page);
      expect(url.searchParams.get("agentid")).toBe("1000002");
      expect(url.hash).toBe("#wechat_redirect");
    }
  });

  test("a fragment, another kind, a long state are refused", async () => {
    const platform = startPlatform();
    const good = { kind: "wecom", corpid: "ww1", redirect_uri: "https://a.example.com/" };
    for (const wrong of [
      { redirect_uri: "https://a.example.com/#/x" },
      { redirect_uri: "javascript:alert(1)" },
      { kind: "other" },
      { state: "中".repeat(43) },
      { extra: 1 },
    ]) {
      const { status, json } = await make(platform, { ...good, ...wrong });
      expect([status, json.code]).toEqual([400, "invalid_request"]);
    }
  });
});

describe("the operator's levers", () => {
  test("ask for the ticket, clear and show quotas", async () => {
    const { platform } = await authorized();
    const ticket = await platform.api("/v1/component/start-push-ticket", { method: "POST" });
    expect(ticket).toMatchObject({ status: 200, json: { message: expect.any(String) } });
    const cleared = await platform.api("/v1/component/clear-quota", { method: "POST" });
    expect(cleared).toMatchObject({ status: 200, json: { message: "ok" } });
    const quota = await platform.api("/v1/component/quota?cgi_path=/cgi-bin/component/api_authorizer_token");
    expect(quota.json.quota).toMatchObject({ daily_limit: expect.any(Number), used: expect.any(Number) });
    expect((await platform.api("/v1/component/quota")).status).toBe(400);
  });
});

describe("API keys", () => {
  const API_KEYS = "shop:first-key-0123456789, crm:second-key-012345678";

  test("several work beside each other, and each call is logged with the name of its key, never with the key", async () => {
    const logged = vi.spyOn(console, "info");
    const platform = startPlatform({ API_KEYS });
    for (const key of ["first-key-0123456789", "second-key-012345678"]) {
      expect((await platform.api("/v1/status?secret=query", { key })).status).toBe(200);
    }
    expect((await platform.api("/v1/status", { key: "demo-key-0123456789abcdef" })).status).toBe(401);
    const lines = logged.mock.calls.flat().join("\n");
    expect(lines).toContain('"key":"shop"');
    expect(lines).toContain('"key":"crm"');
    expect(lines).not.toMatch(/first-key|second-key|secret=query/);
  });

  test("a key that is used too often gets 429, and no other key does", async () => {
    const asked: string[] = [];
    const limit = async ({ key }: { key: string }) => ({ success: asked.push(key) < 3 || key !== "shop" });
    const platform = startPlatform({ API_KEYS, API_RATE_LIMIT: { limit } });
    const ask = (key: string) => platform.fetch("/v1/status", { headers: { authorization: `Bearer ${key}` } });
    expect((await ask("first-key-0123456789")).status).toBe(200);
    expect((await ask("first-key-0123456789")).status).toBe(200);
    const refused = await ask("first-key-0123456789");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
    expect((await ask("second-key-012345678")).status).toBe(200);
    expect((await ask("a-wrong-key-01234567")).status).toBe(401);
    expect(asked).toEqual(["shop", "shop", "shop", "crm"]);
  });
});
