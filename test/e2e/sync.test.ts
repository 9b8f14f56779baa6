import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../stack/start.ts";

const AUTHORIZERS = 10_000;

interface SyncJson {
  state: string;
  total: number;
  done: number;
  added: number;
  failed: number;
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.close());

test(`${AUTHORIZERS} authorizers are imported with exactly 20 list calls, in the background, with progress`, async () => {
  const { wechat, backEnd } = stack;
  await wechat.pushTicket();
  wechat.authorizeMany(wechat.addAccounts(AUTHORIZERS).map(({ appid }) => appid));
  const startedAt = Date.now();
  const started = await backEnd.ask<SyncJson>("/v1/authorizers/sync", { method: "POST" });
  expect([started.status, started.json.state]).toEqual([202, "running"]);

  const seen: number[] = [];
  let progress = started.json;
  while (progress.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 250));
    progress = (await backEnd.ask<SyncJson>("/v1/authorizers/sync")).json;
    seen.push(progress.done);
  }
  console.info(`${AUTHORIZERS} authorizers in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  expect(progress).toMatchObject({
    state: "done",
    total: AUTHORIZERS,
    done: AUTHORIZERS,
    added: AUTHORIZERS,
    failed: 0,
  });
  expect(wechat.count("api_get_authorizer_list")).toBe(20);
  expect(wechat.count("api_get_authorizer_info")).toBe(AUTHORIZERS);
  expect(new Set(seen).size).toBeGreaterThan(5);
  expect(seen).toEqual(seen.toSorted((left, right) => left - right));
}, 300_000);
