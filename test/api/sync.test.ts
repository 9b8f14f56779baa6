import { abortAllDurableObjects } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { anAccount, authorize, authorizerOf, tokenOf } from "../merchant.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const PATH = "/v1/authorizers/sync";

async function progress(platform: Platform): Promise<Json> {
  return (await platform.api(PATH)).json;
}

async function synced(platform: Platform): Promise<Json> {
  await vi.waitFor(async () => expect((await progress(platform)).state).toMatch(/done|failed/), {
    timeout: 20_000,
    interval: 20,
  });
  return progress(platform);
}

/** A platform at WeChat with so many accounts that authorized another system's code long ago. */
async function platformWith(count: number): Promise<{ platform: Platform; appids: string[] }> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appids = platform.wechat.addAccounts(count).map((account) => account.appid);
  platform.wechat.authorizeMany(appids);
  return { platform, appids };
}

describe("the sync with WeChat", () => {
  test("is idle before it was ever asked for", async () => {
    const platform = startPlatform();
    expect(await progress(platform)).toEqual({
      state: "idle",
      total: 0,
      done: 0,
      added: 0,
      updated: 0,
      failed: 0,
      started_at: null,
      finished_at: null,
    });
  });

  test("takes over a platform from another system: every account is known, named and served", async () => {
    const { platform, appids } = await platformWith(60);
    const answer = await platform.api(PATH, { method: "POST" });
    expect([answer.status, answer.json.state]).toEqual([202, "running"]);
    expect(await synced(platform)).toMatchObject({
      state: "done",
      total: 60,
      done: 60,
      added: 60,
      updated: 0,
      failed: 0,
    });
    await platform.cron();
    for (const appid of appids.slice(0, 5)) {
      const authorizer = await authorizerOf(platform, appid);
      expect(authorizer).toMatchObject({ status: "authorized" });
      expect(authorizer.nick_name).not.toBeNull();
      expect(authorizer.func_info.length).toBeGreaterThan(0);
      expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe(platform.wechat.accessToken(appid));
    }
  });

  test("costs one list call for 500, survives the death of everything in the middle, and counts on", async () => {
    const { platform } = await platformWith(1_100);
    await platform.api(PATH, { method: "POST" });
    await vi.waitFor(() => expect(platform.wechat.count("api_get_authorizer_info")).toBeGreaterThan(600), {
      timeout: 20_000,
      interval: 5,
    });
    await abortAllDurableObjects();
    expect((await progress(platform)).state).toBe("running");
    expect(await synced(platform)).toMatchObject({ state: "done", total: 1_100, done: 1_100, added: 1_100, failed: 0 });
    expect(platform.wechat.count("api_get_authorizer_list")).toBe(3);
    expect(platform.wechat.maxConcurrent("api_get_authorizer_info")).toBeLessThanOrEqual(32);
  }, 40_000);

  test("an empty refresh token replaces none, tenants and notes stay, and tokens that work are not replaced", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    await platform.api(`/v1/authorizers/${appid}`, { method: "PATCH", body: { tenant: "shop-1", note: "VIP" } });
    const before = (await tokenOf(platform, appid)).json.authorizer_access_token;
    const listed = platform.wechat.authorization(appid);
    if (listed !== undefined) listed.exchanged = false;
    await platform.api(PATH, { method: "POST" });
    expect(await synced(platform)).toMatchObject({ done: 1, added: 0, updated: 1 });
    expect(await authorizerOf(platform, appid)).toMatchObject({ tenant: "shop-1", note: "VIP", status: "authorized" });
    expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe(before);
    if (listed !== undefined) listed.exchanged = true;
    const rejected = await platform.api(`/v1/authorizers/${appid}/access-token`, {
      method: "POST",
      body: { rejected: before },
    });
    expect(rejected.status).toBe(200);
  });

  test("a profile that can't be had is counted, blanks nothing, and is asked for again by a sweep", async () => {
    const platform = startPlatform();
    platform.advance(0);
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    const fault = platform.wechat.faults.inject({ kind: "http_status", status: 500, path: "api_get_authorizer_info" });
    vi.useRealTimers();
    await platform.api(PATH, { method: "POST" });
    expect(await synced(platform)).toMatchObject({ state: "done", failed: 1 });
    expect(await authorizerOf(platform, appid)).toMatchObject({ nick_name: "青禾生鲜" });
    fault.clear();
    platform.wechat.clearCalls();
    platform.advance(601_000);
    await platform.cron();
    expect(platform.wechat.count("api_get_authorizer_info")).toBe(1);
  });

  test("brings back who is authorized at WeChat and was lost here, and deletes nobody", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const [lost, gone] = [anAccount(platform), anAccount(platform, 1)];
    await authorize(platform, lost);
    await authorize(platform, gone);
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61003, path: "api_authorizer_token", times: 1 });
    const { authorizer_access_token: rejected } = (await tokenOf(platform, lost)).json;
    await platform.api(`/v1/authorizers/${lost}/access-token`, { method: "POST", body: { rejected } });
    await platform.wechat.unauthorize(gone);
    expect(await authorizerOf(platform, lost)).toMatchObject({ status: "unauthorized" });
    await platform.api(PATH, { method: "POST" });
    await synced(platform);
    expect(await authorizerOf(platform, lost)).toMatchObject({ status: "authorized" });
    expect(await authorizerOf(platform, gone)).toMatchObject({ status: "unauthorized" });
    expect((await tokenOf(platform, lost)).status).toBe(200);
  });

  test("asked for while it runs, it goes on as it is", async () => {
    const { platform } = await platformWith(40);
    await Promise.all([1, 2, 3].map(() => platform.api(PATH, { method: "POST" })));
    expect(await synced(platform)).toMatchObject({ done: 40, added: 40 });
    expect(platform.wechat.count("api_get_authorizer_list")).toBe(1);
  });
});
