import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { adoptMany, anAccount, authorize, authorizerOf, tokenOf } from "../merchant.ts";
import { COMPONENT_APPID, type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const MINUTE = 60_000;

async function platformWithAuthorizer(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  return { platform, appid };
}

describe("when a token is due", () => {
  test("the component's after 1 h 50 of 2 h", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    await platform.api("/v1/component/access-token");
    const { component_access_token: times } = (await platform.api("/v1/status")).json;
    expect(Date.parse(times.due_at) - Date.parse(times.issued_at)).toBe(110 * MINUTE);
    expect(Date.parse(times.expires_at) - Date.parse(times.issued_at)).toBe(120 * MINUTE);
  });

  test("an authorizer's after 1 h 35 to 1 h 40, not all at the same moment", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appids = await adoptMany(platform, 40);
    await platform.cron();
    const lives = await Promise.all(
      appids.map(async (appid) => {
        const { access_token: times } = await authorizerOf(platform, appid);
        return (Date.parse(times.due_at) - Date.parse(times.issued_at)) / MINUTE;
      }),
    );
    expect(Math.min(...lives)).toBeGreaterThanOrEqual(95);
    expect(Math.max(...lives)).toBeLessThanOrEqual(100);
    expect(new Set(lives).size).toBeGreaterThan(20);
  });

  test("in proportion, when WeChat hands out short-lived ones, as text or as a number", async () => {
    const platform = startPlatform();
    platform.wechat.settings.lifetimes.authorizerAccessToken = 12;
    platform.wechat.faults.inject({ kind: "expires_in_string" });
    await platform.wechat.pushTicket();
    const [appid = ""] = await adoptMany(platform, 1);
    await tokenOf(platform, appid);
    const { access_token: times } = await authorizerOf(platform, appid);
    expect(Date.parse(times.expires_at) - Date.parse(times.issued_at)).toBe(12_000);
    expect(Date.parse(times.due_at) - Date.parse(times.issued_at)).toBeLessThanOrEqual(10_000);
  });

  test("after 7,200 s when WeChat does not say, which is logged", async () => {
    const platform = startPlatform();
    const warned = vi.spyOn(console, "warn");
    platform.wechat.faults.inject({ kind: "expires_in_missing", path: "api_authorizer_token" });
    await platform.wechat.pushTicket();
    const [appid = ""] = await adoptMany(platform, 1);
    expect((await tokenOf(platform, appid)).json.expires_in).toBeGreaterThan(7_190);
    expect(warned.mock.calls.flat().join()).toContain("came without expires_in");
  });
});

describe("while WeChat is out of reach", () => {
  test("a due token is served until it expires, and then not", async () => {
    const { platform, appid } = await platformWithAuthorizer();
    const { authorizer_access_token: token } = (await tokenOf(platform, appid)).json;
    platform.wechat.faults.inject({ kind: "http_status", status: 502 });
    platform.advance(110 * MINUTE);
    expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe(token);
    platform.advance(11 * MINUTE);
    const expired = await tokenOf(platform, appid);
    expect([expired.status, expired.json.code]).toEqual([504, "wechat_unavailable"]);
  });

  test("who shows a rejected token never gets it back", async () => {
    const { platform, appid } = await platformWithAuthorizer();
    const { authorizer_access_token: rejected } = (await tokenOf(platform, appid)).json;
    platform.wechat.faults.inject({ kind: "connection_dropped" });
    const path = `/v1/authorizers/${appid}/access-token`;
    for (let round = 0; round < 3; round++) {
      const answer = await platform.api(path, { method: "POST", body: { rejected } });
      expect([answer.status, answer.json.code]).toEqual([504, "wechat_unavailable"]);
      platform.advance(4_000);
    }
  });

  test("a crowd of readers costs one call in three seconds", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const [appid = ""] = await adoptMany(platform, 1);
    await platform.api("/v1/component/access-token");
    platform.wechat.faults.inject({ kind: "errcode", errcode: -1, path: "api_authorizer_token" });
    platform.advance(0);
    const ask = () => Promise.all(Array.from({ length: 200 }, () => tokenOf(platform, appid)));
    await ask();
    await ask();
    expect(platform.wechat.count("api_authorizer_token")).toBe(1);
    platform.advance(3_001);
    await ask();
    expect(platform.wechat.count("api_authorizer_token")).toBe(2);
  });

  test("a ticket that comes is tried at once, whatever failed before it", async () => {
    const platform = startPlatform();
    platform.advance(0);
    expect((await platform.api("/v1/component/access-token")).json.code).toBe("ticket_missing");
    await platform.wechat.pushTicket();
    expect((await platform.api("/v1/component/access-token")).status).toBe(200);
  });
});

describe("the copies in Workers KV", () => {
  const key = (appid: string) => `${COMPONENT_APPID}:authorizer_access_token:${appid}`;

  test("answer readers until they are due; then the holder does", async () => {
    const { platform, appid } = await platformWithAuthorizer();
    const now = Date.now();
    const copy = { value: "the copy", issuedAt: now, dueAt: now + 60_000, expiresAt: now + 120_000 };
    await env.CREDENTIALS.put(key(appid), JSON.stringify(copy));
    expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe("the copy");
    platform.advance(61_000);
    expect((await tokenOf(platform, appid)).json.authorizer_access_token).not.toBe("the copy");
  });

  test("may be gone or garbled, and nobody notices", async () => {
    const { platform, appid } = await platformWithAuthorizer();
    const { json } = await tokenOf(platform, appid);
    for (const garbage of ["", "null", "{}", '{"value":1}', "not json"]) {
      await env.CREDENTIALS.put(key(appid), garbage);
      expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe(json.authorizer_access_token);
    }
    await env.CREDENTIALS.delete(key(appid));
    expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe(json.authorizer_access_token);
  });

  test("carry the ticket, both kinds of token and the purpose of a pre_auth_code, with what is left of their lives", async () => {
    const { platform, appid } = await platformWithAuthorizer();
    const { keys } = await env.CREDENTIALS.list<never>();
    const left = Object.fromEntries(
      keys.map(({ name, expiration = 0 }) => [name.split(":")[1], expiration - Date.now() / 1000]),
    );
    expect(left.component_verify_ticket).toBeCloseTo(43_200, -2);
    expect(left.component_access_token).toBeCloseTo(7_200, -2);
    expect(left.pre_auth_code).toBeCloseTo(1_800, -2);
    expect(left.authorizer_access_token).toBeCloseTo(7_200, -2);
    expect(await env.CREDENTIALS.get(`${COMPONENT_APPID}:component_verify_ticket`)).toBe(platform.wechat.ticket);
    const record = await env.CREDENTIALS.get<Record<string, unknown>>(key(appid), "json");
    expect(Object.keys(record ?? {}).sort()).toEqual(["dueAt", "expiresAt", "issuedAt", "value"]);
    const preAuthCode = keys.find(({ name }) => name.includes(":pre_auth_code:"))?.name ?? "";
    expect(await env.CREDENTIALS.get(preAuthCode, "json")).toEqual({ tenant: null, return_to: null, auth_type: 6 });
  });

  test("of tokens that live under a minute are kept for a minute, the least that KV takes", async () => {
    const platform = startPlatform();
    platform.wechat.settings.lifetimes.authorizerAccessToken = 10;
    await platform.wechat.pushTicket();
    const [appid = ""] = await adoptMany(platform, 1);
    expect((await tokenOf(platform, appid)).json.expires_in).toBeLessThanOrEqual(10);
    const { keys } = await env.CREDENTIALS.list({ prefix: key(appid) });
    expect((keys[0]?.expiration ?? 0) - Date.now() / 1000).toBeGreaterThan(55);
  });

  test("that KV does not take fail nothing", async () => {
    const platform = startPlatform();
    vi.spyOn(Object.getPrototypeOf(env.CREDENTIALS), "put").mockRejectedValue(new Error("429"));
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    const { response } = await authorize(platform, appid);
    expect(response?.status).toBe(200);
    expect((await tokenOf(platform, appid)).status).toBe(200);
    expect((await env.CREDENTIALS.list()).keys).toEqual([]);
  });
});
