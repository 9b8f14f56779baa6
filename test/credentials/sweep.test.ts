import { abortAllDurableObjects } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { adoptMany, authorizerOf, shardOf, tokenOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const MINUTE = 60_000;
const refreshes = (platform: Platform) => platform.wechat.count("api_authorizer_token");

async function platformWith(count: number): Promise<{ platform: Platform; appids: string[] }> {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  await platform.api("/v1/component/access-token");
  return { platform, appids: await adoptMany(platform, count) };
}

/** Each has a token, and it is the one that WeChat gave last. */
async function expectAllServed(platform: Platform, appids: string[]): Promise<void> {
  for (const appid of appids) {
    const { json } = await tokenOf(platform, appid);
    expect(json.authorizer_access_token).toBe(platform.wechat.accessToken(appid));
  }
}

describe("I9: a sweep may run twice, overlap and die", () => {
  test("500 due at once cost exactly 500 calls, also when the cron fires twice, six at a time in each shard", async () => {
    const { platform, appids } = await platformWith(500);
    vi.useRealTimers();
    platform.wechat.faults.inject({ kind: "latency", ms: 5, path: "api_authorizer_token" });
    await Promise.all([platform.cron(), platform.cron()]);
    expect(refreshes(platform)).toBe(500);
    expect(platform.wechat.maxConcurrent("api_authorizer_token")).toBeLessThanOrEqual(16 * 6);
    await expectAllServed(platform, appids);
    await platform.cron();
    expect(refreshes(platform)).toBe(500);
  });

  test("six calls at a time in one shard, sweeps and their overlaps together", async () => {
    const { platform, appids } = await platformWith(200);
    vi.useRealTimers();
    platform.wechat.faults.inject({ kind: "latency", ms: 10, path: "api_authorizer_token" });
    const [appid = ""] = appids;
    await Promise.all([shardOf(appid).sweep(), shardOf(appid).sweep(), shardOf(appid).sweep()]);
    expect(platform.wechat.maxConcurrent("api_authorizer_token")).toBe(6);
  });

  test("killed half-way and started again, it repeats at most what was in flight, and loses nothing", async () => {
    const { platform, appids } = await platformWith(500);
    vi.useRealTimers();
    platform.wechat.faults.inject({ kind: "latency", ms: 20, path: "api_authorizer_token" });
    const killed = platform.cron().catch(() => "killed");
    await vi.waitFor(() => expect(refreshes(platform)).toBeGreaterThan(200), { interval: 1, timeout: 30_000 });
    await abortAllDurableObjects();
    expect(await killed).toBe("killed");
    expect(refreshes(platform)).toBeLessThan(500);
    await platform.cron();
    expect(refreshes(platform)).toBeGreaterThan(500);
    expect(refreshes(platform)).toBeLessThanOrEqual(500 + 16 * 6);
    await expectAllServed(platform, appids);
  });

  test("what is not due is left alone", async () => {
    const { platform } = await platformWith(20);
    await platform.cron();
    platform.advance(90 * MINUTE);
    await platform.cron();
    expect(refreshes(platform)).toBe(20);
    platform.advance(11 * MINUTE);
    await platform.cron();
    expect(refreshes(platform)).toBe(40);
  });

  test("the status tells what the last one did", async () => {
    const { platform } = await platformWith(20);
    await platform.cron();
    const { last_sweep: sweep, authorizers } = (await platform.api("/v1/status")).json;
    expect(sweep).toMatchObject({ refreshed: 20, failed: 0, remaining: 0 });
    expect(Date.parse(sweep.finished_at)).toBeGreaterThanOrEqual(Date.parse(sweep.started_at));
    expect(authorizers).toMatchObject({ total: 20, authorized: 20, due: 0 });
  });
});

describe("I8: one failure stays one", () => {
  test("a failing account backs off by itself, twice as long each time up to an hour, and the others are served", async () => {
    const { platform, appids } = await platformWith(30);
    const [failing = ""] = appids;
    platform.wechat.faults.inject({
      kind: "errcode",
      errcode: -1,
      authorizerAppid: failing,
      path: "api_authorizer_token",
    });
    const tries: number[] = [];
    for (let minute = 0; minute < 300; minute++) {
      const before = platform.wechat.count("api_authorizer_token", { authorizerAppid: failing });
      if (minute % 10 === 0) await platform.wechat.pushTicket();
      await platform.cron();
      if (platform.wechat.count("api_authorizer_token", { authorizerAppid: failing }) > before) tries.push(minute);
      platform.advance(MINUTE);
    }
    const waits = tries.slice(1).map((minute, index) => minute - (tries[index] ?? 0));
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(await authorizerOf(platform, failing)).toMatchObject({
      status: "authorized",
      last_error: { code: "wechat_unavailable", errcode: -1 },
    });
    await expectAllServed(platform, appids.slice(1));
  });

  test("the back-off binds sweeps only: a reader is served as soon as WeChat answers", async () => {
    const { platform, appids } = await platformWith(1);
    const [appid = ""] = appids;
    const fault = platform.wechat.faults.inject({ kind: "errcode", errcode: 50002, path: "api_authorizer_token" });
    for (let run = 0; run < 4; run++) {
      await platform.cron();
      platform.advance(5 * MINUTE);
    }
    fault.clear();
    expect((await tokenOf(platform, appid)).status).toBe(200);
    expect(await authorizerOf(platform, appid)).toMatchObject({ last_error: null });
  });

  test("failing accounts do not hold the others up, however long WeChat takes over them", async () => {
    const { platform, appids } = await platformWith(300);
    for (const appid of appids.slice(0, 150)) {
      platform.wechat.faults.inject({ kind: "errcode", errcode: 50002, authorizerAppid: appid });
    }
    await platform.cron();
    expect((await platform.api("/v1/status")).json.last_sweep).toMatchObject({
      refreshed: 150,
      failed: 150,
      remaining: 0,
    });
    await expectAllServed(platform, appids.slice(150));
  });

  for (const [errcode, code] of [
    [61004, "ip_not_whitelisted"],
    [45009, "quota_exceeded"],
  ] as const) {
    test(`${errcode} is the platform's trouble: few calls, no back-off, shown with its fix`, async () => {
      const { platform, appids } = await platformWith(300);
      const errmsg = "access clientip is not registered requestIP: 203.0.113.7 rid: 1";
      const fault = platform.wechat.faults.inject({ kind: "errcode", errcode, errmsg, path: "api_authorizer_token" });
      await platform.cron();
      expect(refreshes(platform)).toBeLessThanOrEqual(16 * 6);
      const { problems, last_sweep: sweep } = (await platform.api("/v1/status")).json;
      expect(sweep).toMatchObject({ failed: 0, remaining: 300 });
      expect(problems).toMatchObject([{ code }]);
      if (code === "ip_not_whitelisted") expect(problems[0].detail).toContain("203.0.113.7");
      expect((await platform.fetch("/healthz")).status).toBe(503);

      fault.clear();
      platform.advance(4_000);
      await platform.cron();
      await expectAllServed(platform, appids);
      expect((await platform.fetch("/healthz")).status).toBe(200);
    });
  }

  test("a missing ticket counts against no authorizer", async () => {
    const platform = startPlatform();
    platform.advance(0);
    const appids = await adoptMany(platform, 50);
    await platform.cron();
    expect(refreshes(platform)).toBe(0);
    expect((await platform.api("/v1/status")).json.problems).toMatchObject([{ code: "ticket_missing" }]);
    await platform.wechat.settled();
    await platform.wechat.pushTicket();
    platform.advance(4_000);
    await platform.cron();
    await expectAllServed(platform, appids);
  });
});

describe("the ticket", () => {
  test("is asked for when it stays away for an hour, and then once an hour; also when none ever came", async () => {
    const platform = startPlatform();
    platform.wechat.settings.startPushTicketDelayMs = 1e9;
    platform.advance(0);
    const asked = () => platform.wechat.count("api_start_push_ticket");
    await platform.cron();
    expect(asked()).toBe(1);
    for (let run = 0; run < 11; run++) {
      platform.advance(5 * MINUTE);
      await platform.cron();
    }
    expect(asked()).toBe(1);
    platform.advance(5 * MINUTE);
    await platform.cron();
    expect(asked()).toBe(2);
    await platform.wechat.pushTicket();
    platform.advance(59 * MINUTE);
    await platform.cron();
    expect(asked()).toBe(2);
    platform.advance(2 * MINUTE);
    await platform.cron();
    expect(asked()).toBe(3);
  });

  test("that is over twelve hours old is as good as none", async () => {
    const platform = startPlatform();
    platform.advance(0);
    await platform.wechat.pushTicket();
    platform.advance(12 * 60 * MINUTE);
    expect((await platform.api("/v1/component/access-token")).json.code).toBe("ticket_missing");
  });
});
