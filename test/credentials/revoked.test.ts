import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { adoptMany, anAccount, authorize, authorizerOf, tokenOf } from "../merchant.ts";
import { COMPONENT_APPID, type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const HOUR = 3600_000;
const copyOf = (appid: string) => env.CREDENTIALS.get(`${COMPONENT_APPID}:authorizer_access_token:${appid}`);

async function authorized(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  platform.advance(5_000);
  return { platform, appid };
}

describe("I7: revoked is revoked", () => {
  test("after unauthorized no token is served, the copy is gone, the row stays, and sweeps skip it", async () => {
    const { platform, appid } = await authorized();
    const { json } = await tokenOf(platform, appid);
    expect(await copyOf(appid)).not.toBeNull();
    await platform.wechat.unauthorize(appid);

    expect(await copyOf(appid)).toBeNull();
    const refused = await tokenOf(platform, appid);
    expect([refused.status, refused.json.code]).toEqual([409, "authorizer_unauthorized"]);
    const rejecting = await platform.api(`/v1/authorizers/${appid}/access-token`, {
      method: "POST",
      body: { rejected: json.authorizer_access_token },
    });
    expect(rejecting.json.code).toBe("authorizer_unauthorized");
    expect(await authorizerOf(platform, appid)).toMatchObject({
      status: "unauthorized",
      nick_name: "青禾生鲜",
      access_token: null,
    });
    platform.advance(3 * HOUR);
    await platform.wechat.pushTicket();
    await platform.cron();
    expect(platform.wechat.count("api_authorizer_token")).toBe(0);
  });

  test("61003 at a refresh says the same, without an event", async () => {
    const { platform, appid } = await authorized();
    await platform.wechat.unauthorize(appid, { push: false });
    platform.advance(1.8 * HOUR);
    await platform.wechat.pushTicket();
    await platform.cron();
    expect(await authorizerOf(platform, appid)).toMatchObject({
      status: "unauthorized",
      last_error: { code: "authorizer_unauthorized", errcode: 61003 },
    });
    expect(await copyOf(appid)).toBeNull();
    platform.advance(HOUR);
    await platform.cron();
    expect(platform.wechat.count("api_authorizer_token")).toBe(1);
  });

  test("an unauthorized that arrives while a refresh is under way wins over it", async () => {
    const { platform, appid } = await authorized();
    const { json } = await tokenOf(platform, appid);
    platform.wechat.faults.inject({ kind: "latency", ms: 500, path: "api_authorizer_token" });
    const refresh = platform.api(`/v1/authorizers/${appid}/access-token`, {
      method: "POST",
      body: { rejected: json.authorizer_access_token },
    });
    await vi.waitFor(() => expect(platform.wechat.count("api_authorizer_token")).toBe(1), { timeout: 30_000 });
    await platform.wechat.unauthorize(appid);
    expect((await refresh).json.code).toBe("authorizer_unauthorized");
    expect((await tokenOf(platform, appid)).json.code).toBe("authorizer_unauthorized");
    expect(await copyOf(appid)).toBeNull();
  });

  test("a copy that could not be withdrawn is withdrawn by the next sweep", async () => {
    const { platform, appid } = await authorized();
    const kv = Object.getPrototypeOf(env.CREDENTIALS);
    const failing = vi.spyOn(kv, "delete").mockRejectedValue(new Error("429 Too Many Requests"));
    await platform.wechat.unauthorize(appid);
    expect(failing).toHaveBeenCalledTimes(3);
    failing.mockRestore();
    expect(await copyOf(appid)).not.toBeNull();
    await platform.cron();
    expect(await copyOf(appid)).toBeNull();
  });

  test("61023: the refresh token that WeChat knows is looked up, once, and used", async () => {
    const { platform, appid } = await authorized();
    await platform.wechat.unauthorize(appid, { push: false });
    platform.wechat.authorizeDirectly(appid);
    platform.advance(1.8 * HOUR);
    const { status, json } = await tokenOf(platform, appid);
    expect([status, json.authorizer_access_token]).toEqual([200, platform.wechat.accessToken(appid)]);
    expect(platform.wechat.count("api_authorizer_token")).toBe(2);
    platform.advance(1.8 * HOUR);
    expect((await tokenOf(platform, appid)).status).toBe(200);
    expect(platform.wechat.count("api_authorizer_token")).toBe(3);
  });

  test("61023 with nothing better known: needs_reauthorization, until the merchant authorizes again", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61023, path: "api_authorizer_token", times: 1 });
    platform.advance(1.8 * HOUR);
    const refused = await tokenOf(platform, appid);
    expect([refused.status, refused.json.code]).toEqual([409, "needs_reauthorization"]);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "needs_reauthorization" });
    expect(await copyOf(appid)).toBeNull();
    await platform.wechat.pushTicket();
    await platform.cron();
    expect(platform.wechat.count("api_authorizer_token")).toBe(1);

    await platform.wechat.unauthorize(appid, { push: false });
    await authorize(platform, appid);
    expect((await tokenOf(platform, appid)).status).toBe(200);
  });

  test("61023 while WeChat can't be asked further decides nothing", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61023, path: "api_authorizer_token", times: 1 });
    platform.wechat.faults.inject({ kind: "http_status", status: 502, path: "api_get_authorizer_info", times: 1 });
    platform.advance(2.1 * HOUR);
    expect((await tokenOf(platform, appid)).json.code).toBe("wechat_unavailable");
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized" });
    platform.advance(4_000);
    expect((await tokenOf(platform, appid)).status).toBe(200);
  });
});

describe("an account without API permission", () => {
  test("is kept, is answered no_api_permission, and gets its tokens when it has the permission", async () => {
    const platform = startPlatform();
    platform.advance(0);
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    platform.wechat.changeAccount(appid, { hasApiPermission: false });
    platform.wechat.settings.officialAccountInfoHasRefreshToken = false;
    const { response } = await authorize(platform, appid);
    expect(response?.status).toBe(409);
    expect((await tokenOf(platform, appid)).json.code).toBe("no_api_permission");
    await platform.cron();
    expect(platform.wechat.count("api_authorizer_token")).toBe(0);

    platform.wechat.changeAccount(appid, { hasApiPermission: true });
    platform.advance(5_000);
    await platform.wechat.updateAuthorization(appid, [1]).eventPush;
    expect((await tokenOf(platform, appid)).status).toBe(200);
  });
});

describe("many", () => {
  test("revoked accounts stay revoked while their neighbours are refreshed", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appids = await adoptMany(platform, 30);
    for (const appid of appids.slice(0, 10)) await platform.wechat.unauthorize(appid, { push: false });
    await platform.cron();
    const { authorizers } = (await platform.api("/v1/status")).json;
    expect(authorizers).toEqual({ total: 30, authorized: 20, unauthorized: 10, needs_reauthorization: 0, due: 0 });
  });
});
