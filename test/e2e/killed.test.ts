import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedSimulator, serveSimulator } from "../simulator/serve.ts";
import { type BackEnd, createBackEnd, type StatusJson } from "../stack/back-end.ts";
import { tokenOf } from "../stack/life/authorizer-token.ts";
import { exampleSettings, firstApiKey, platformOf, settingsBeside, urlsOf } from "../stack/settings.ts";
import { type WorkerConfig, writeWorkerConfig } from "../stack/worker-config.ts";
import { startWranglerDev, type WranglerDev } from "../stack/wrangler-dev.ts";

const AUTHORIZERS = 500;
const SHARDS = 16;
const IN_FLIGHT_PER_SHARD = 6;
const LONGEST_MS = 180_000;

let served: ServedSimulator;
let config: WorkerConfig;
let worker: WranglerDev;
let backEnd: BackEnd;

beforeEach(async () => {
  served = await serveSimulator(platformOf(exampleSettings()));
  const settings = { ...exampleSettings(), ...settingsBeside(served.url) };
  config = await writeWorkerConfig(settings);
  await startWorker();
});
afterEach(async () => {
  await worker?.kill();
  await served?.close();
  await config?.remove();
});

/** A Worker with the storage that the one before it left. */
async function startWorker(): Promise<void> {
  worker = await startWranglerDev({ config: config.path, port: 0, persistTo: join(config.folder, "state") });
  Object.assign(served.simulator.settings, urlsOf(worker.origin));
  backEnd = createBackEnd(worker.origin, firstApiKey(exampleSettings()));
}

/** Merchants who authorized long ago; the Worker imports them, and a token is due for each. */
async function adopt(count: number): Promise<string[]> {
  const { simulator: wechat } = served;
  await wechat.pushTicket();
  const appids = wechat.addAccounts(count).map(({ appid }) => appid);
  wechat.authorizeMany(appids);
  await backEnd.ask("/v1/authorizers/sync", { method: "POST" });
  await until(async () => {
    const { json } = await backEnd.ask<{ state: string; added: number; failed: number }>("/v1/authorizers/sync");
    expect(json).toMatchObject({ failed: 0 });
    return json.state === "done" && json.added === count;
  }, 100);
  expect(await dueNow()).toBe(count);
  wechat.clearCalls();
  return appids;
}

async function dueNow(): Promise<number> {
  return (await backEnd.ask<StatusJson>("/v1/status")).json.authorizers.due;
}

async function until(condition: () => boolean | Promise<boolean>, everyMs = 5): Promise<void> {
  while (!(await condition())) await pause(everyMs);
}

/** Lets the cron begin, and ends wrangler and the runtime with SIGKILL when `calls` refreshes have begun. */
async function killAfter(calls: number): Promise<{ begun: number; unanswered: number }> {
  const { simulator: wechat } = served;
  const cron = worker.cron().catch(() => "cut off");
  await until(() => wechat.count("api_authorizer_token") >= calls);
  await worker.kill();
  expect(await cron).toBe("cut off");
  const begun = wechat.count("api_authorizer_token");
  return { begun, unanswered: wechat.count("api_authorizer_token", (call) => call.ms === null) };
}

async function sweepAll(): Promise<void> {
  await until(async () => {
    await worker.cron();
    return (await dueNow()) === 0;
  });
}

test("I9: killed in the middle of 500 refreshes and started again, it repeats at most those that were in flight", {
  timeout: LONGEST_MS,
}, async () => {
  const { simulator: wechat } = served;
  const appids = await adopt(AUTHORIZERS);
  // The worst moment to die: WeChat has issued the token, and the answer is on its way.
  wechat.faults.inject({ kind: "latency", ms: 300, path: "api_authorizer_token", when: "after" });
  const { begun, unanswered } = await killAfter(AUTHORIZERS / 2);
  expect(begun).toBeLessThan(AUTHORIZERS);
  expect(unanswered).toBeGreaterThan(0);

  wechat.faults.clear();
  await startWorker();
  await sweepAll();
  const calls = wechat.count("api_authorizer_token");
  expect(calls).toBeGreaterThanOrEqual(AUTHORIZERS);
  expect(calls).toBeLessThanOrEqual(AUTHORIZERS + SHARDS * IN_FLIGHT_PER_SHARD);
  expect(wechat.maxConcurrent("api_authorizer_token")).toBeLessThanOrEqual(SHARDS * IN_FLIGHT_PER_SHARD);
  expect(wechat.count("api_authorizer_token", (call) => call.errcode !== 0)).toBe(0);

  for (const appid of appids) {
    const token = await tokenOf({ backEnd }, appid);
    expect(token.authorizer_access_token).toBe(wechat.accessToken(appid));
  }
  expect(wechat.count("api_authorizer_token")).toBe(calls);
});

test("I3: refresh tokens that WeChat replaced in answers that nobody received any more are recovered", {
  timeout: LONGEST_MS,
}, async () => {
  const { simulator: wechat } = served;
  const count = 60;
  const appids = await adopt(count);
  wechat.faults.inject({ kind: "refresh_token_new", path: "api_authorizer_token" });
  wechat.faults.inject({ kind: "latency", ms: 1_000, path: "api_authorizer_token", when: "after" });
  const { unanswered } = await killAfter(count / 2);
  expect(unanswered).toBeGreaterThan(0);

  wechat.faults.clear();
  await startWorker();
  await sweepAll();
  expect(wechat.count("api_authorizer_token", { errcode: 61023 })).toBeGreaterThan(0);
  for (const appid of appids) {
    const token = await tokenOf({ backEnd }, appid);
    expect(token.authorizer_access_token).toBe(wechat.accessToken(appid));
  }
});
