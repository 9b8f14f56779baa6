import { afterEach, describe, expect, test } from "vitest";
import { adoptMany, anAccount, authorize, tokenOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const CROWD = 1_000;
/** The crowd has one key, whose rate limit is another test's business. */
const UNLIMITED = { API_RATE_LIMIT: { limit: async () => ({ success: true }) } };

async function crowd(ask: () => Promise<{ status: number; json: Record<string, unknown> }>, field: string) {
  const answers = await Promise.all(Array.from({ length: CROWD }, ask));
  return {
    statuses: [...new Set(answers.map((answer) => answer.status))],
    tokens: [...new Set(answers.map((answer) => answer.json[field] as string))],
  };
}

describe("I2: one call, for the component_access_token", () => {
  const path = "/v1/component/access-token";
  const field = "component_access_token";

  test(`${CROWD} readers on a cold start cost one, ${CROWD} rejecters one more, late rejecters none`, async () => {
    const platform = startPlatform(UNLIMITED);
    await platform.wechat.pushTicket();
    platform.wechat.faults.inject({ kind: "latency", ms: 30 });

    const readers = await crowd(() => platform.api(path), field);
    expect(readers.statuses).toEqual([200]);
    expect(readers.tokens).toHaveLength(1);
    expect(platform.wechat.count("api_component_token")).toBe(1);

    const [rejected] = readers.tokens;
    const reject = () => platform.api(path, { method: "POST", body: { rejected } });
    const rejecters = await crowd(reject, field);
    expect(rejecters.statuses).toEqual([200]);
    expect(rejecters.tokens).toHaveLength(1);
    expect(rejecters.tokens).not.toContain(rejected);
    expect(platform.wechat.count("api_component_token")).toBe(2);

    expect((await reject()).json[field]).toBe(rejecters.tokens[0]);
    expect(platform.wechat.count("api_component_token")).toBe(2);
  });
});

describe("I2: one call, for an authorizer_access_token", () => {
  const field = "authorizer_access_token";
  const calls = (platform: Platform) => platform.wechat.count("api_authorizer_token");

  test(`${CROWD} readers cost one, ${CROWD} rejecters one more, late rejecters none`, async () => {
    const platform = startPlatform(UNLIMITED);
    await platform.wechat.pushTicket();
    const [appid = ""] = await adoptMany(platform, 1);
    platform.wechat.faults.inject({ kind: "latency", ms: 30 });

    const readers = await crowd(() => tokenOf(platform, appid), field);
    expect(readers.statuses).toEqual([200]);
    expect(readers.tokens).toHaveLength(1);
    expect(calls(platform)).toBe(1);

    const [rejected] = readers.tokens;
    const path = `/v1/authorizers/${appid}/access-token`;
    const reject = () => platform.api(path, { method: "POST", body: { rejected } });
    const rejecters = await crowd(reject, field);
    expect(rejecters.statuses).toEqual([200]);
    expect(rejecters.tokens).toHaveLength(1);
    expect(rejecters.tokens).not.toContain(rejected);
    expect(calls(platform)).toBe(2);

    expect((await reject()).json[field]).toBe(rejecters.tokens[0]);
    expect(calls(platform)).toBe(2);
  });

  test("a token that was never issued is answered with the stored one, for free", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    const { json } = await tokenOf(platform, appid);
    const answer = await platform.api(`/v1/authorizers/${appid}/access-token`, {
      method: "POST",
      body: { rejected: "made up" },
    });
    expect(answer.json[field]).toBe(json[field]);
    expect(calls(platform)).toBe(0);
  });

  test("a component token that WeChat rejects is replaced, once, for sixteen shards together", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appids = await adoptMany(platform, 64);
    await platform.cron();
    platform.wechat.invalidateAccessTokens(platform.wechat.settings.componentAppid);
    platform.advance(6_900_000);
    platform.wechat.clearCalls();
    await Promise.all(appids.map((appid) => tokenOf(platform, appid)));
    expect(platform.wechat.count("api_component_token")).toBe(1);
    expect(platform.wechat.count("api_authorizer_token", { errcode: 0 })).toBe(64);
  });
});
