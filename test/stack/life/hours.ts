import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { StatusJson } from "../back-end.ts";
import type { Stack } from "../start.ts";
import { callWechat, tokenOf } from "./authorizer-token.ts";
import type { Stage } from "./stage.ts";

/** In seconds: 20 minutes pass in one. The cron, which comes every five minutes, then comes four times a second. */
export const SHORT_LIFETIMES = {
  authorizerAccessToken: 6,
  overlap: 1,
  componentAccessToken: 12,
  componentOverlap: 1,
};
export const LIFETIMES = {
  authorizerAccessToken: 7200,
  overlap: 300,
  componentAccessToken: 7200,
  componentOverlap: 300,
};
const CRON_EVERY_MS = 250;
const READ_EVERY_MS = 100;
const LONGEST_MS = 45_000;

/**
 * Hours pass: the cron replaces every token in time, while the business reads tokens all along and never gets one that
 * does not work.
 */
export async function letTimePass({ stack, narrator }: Stage, rounds: number): Promise<void> {
  const { wechat } = stack;
  const appids = wechat.authorizers();
  narrator.step(`Hours pass, the cron refreshes · 时间流逝`);
  wechat.clearCalls();
  const startedAt = Date.now();
  const refreshes = (appid: string) => wechat.count("api_authorizer_token", { authorizerAppid: appid, errcode: 0 });
  const done = () => appids.every((appid) => refreshes(appid) >= rounds);

  const stop = new AbortController();
  const business = Promise.all([runCrons(stack, stop.signal), readAlong(stack, appids, stop.signal)]);
  try {
    while (!done() && Date.now() - startedAt < LONGEST_MS) await Promise.race([pause(50), business]);
  } finally {
    stop.abort();
  }
  const [runs, read] = await business;

  const seconds = (Date.now() - startedAt) / 1000;
  assert.ok(done(), `after ${seconds} s not every authorizer has been refreshed ${rounds} times`);
  const calls = wechat.count("api_authorizer_token");
  const most = Math.ceil(seconds / (SHORT_LIFETIMES.authorizerAccessToken * LEAST_DUE_SHARE));
  for (const appid of appids) assert.ok(refreshes(appid) <= most, `${appid} was refreshed more often than needed`);
  assert.equal(
    wechat.count("api_authorizer_token", (call) => call.errcode !== 0),
    0,
    "no refresh failed",
  );
  assert.ok(read.worked > 0, "tokens were read meanwhile");
  const { json } = await stack.backEnd.ask<StatusJson>("/v1/status");
  assert.deepEqual(json.problems, []);

  narrator.saw("passed", `${seconds.toFixed(0)} s, as it were ${((seconds * 20) / 60).toFixed(0)} hours`);
  narrator.saw("cron runs", `${runs}, the last one: ${sweptIn(json)}`);
  narrator.saw(
    "refreshes",
    `${calls} calls of api_authorizer_token for ${appids.length} authorizers, each ${rounds} times or once more`,
  );
  narrator.saw(
    "component_access_token",
    `also replaced in time, ${wechat.count("api_component_token")} call(s) of api_component_token`,
  );
  narrator.saw("tokens read meanwhile", `${read.worked}, and WeChat accepted every one`);
}

/** A token is due after at least this share of its life. */
const LEAST_DUE_SHARE = 5 / 6 - 1 / 24;

async function runCrons(stack: Stack, signal: AbortSignal): Promise<number> {
  let runs = 0;
  while (!signal.aborted) {
    await stack.cron();
    runs += 1;
    await pause(CRON_EVERY_MS);
  }
  return runs;
}

/** Asks for one token after the other and uses each at once. */
async function readAlong(stack: Stack, appids: string[], signal: AbortSignal): Promise<{ worked: number }> {
  let worked = 0;
  for (let index = 0; !signal.aborted; index++) {
    const askedAt = Date.now();
    const token = await tokenOf(stack, appids[index % appids.length] ?? "");
    const { errcode } = await callWechat(stack, token.authorizer_access_token);
    // `expires_in` is what the business may rely on; a machine that was busy for longer than that has proved nothing.
    if (Date.now() - askedAt < token.expires_in * 1000) {
      assert.equal(errcode, 0, `a token with ${token.expires_in} s to go was refused with ${errcode}`);
      worked += 1;
    }
    await pause(READ_EVERY_MS);
  }
  return { worked };
}

function sweptIn({ last_sweep: sweep }: StatusJson): string {
  return sweep === null ? "none" : `${sweep.refreshed} refreshed, ${sweep.failed} failed, ${sweep.remaining} remaining`;
}
