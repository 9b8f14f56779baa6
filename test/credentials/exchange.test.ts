import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { AuthorizerCredentials } from "../../src/credentials/authorizer-credentials.ts";
import { anAccount, authorize, authorizerOf, comeBack, confirm, depart, tokenOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";
import type { AuthorizationOrder } from "../simulator/state/settings.ts";

afterEach(stopPlatform);

async function started(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  platform.wechat.settings.eventDelayMs = 20;
  await platform.wechat.pushTicket();
  return { platform, appid: anAccount(platform) };
}

/** The token works at WeChat: a call that needs it succeeds. */
async function expectWorkingToken(platform: Platform, appid: string): Promise<void> {
  const { status, json } = await tokenOf(platform, appid);
  expect(status).toBe(200);
  const answer = await platform.wechat.fetch(
    new Request(
      `https://api.weixin.qq.com/cgi-bin/account/getaccountbasicinfo?access_token=${json.authorizer_access_token}`,
      { method: "POST", body: "{}" },
    ),
  );
  expect(await answer.json()).toMatchObject({ appid });
}

describe("I5: one authorization is exchanged once", () => {
  const orders: AuthorizationOrder[] = ["event_first", "callback_first", "together", "event_only", "callback_only"];
  for (const order of orders) {
    for (const codes of ["same", "different"] as const) {
      test(`${order}, ${codes} codes`, async () => {
        const { platform, appid } = await started();
        const { response } = await authorize(platform, appid, { order, codes });
        if (response !== null) expect(response.status).toBe(200);
        expect(platform.wechat.count("api_query_auth")).toBe(1);
        expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized", last_error: null });
        await expectWorkingToken(platform, appid);
        expect(platform.wechat.count("api_authorizer_token")).toBe(0);
      });
    }
  }

  test("event and callback that arrive while WeChat is slow share one exchange", async () => {
    const { platform, appid } = await started();
    platform.wechat.faults.inject({ kind: "latency", ms: 100, path: "api_query_auth" });
    const departed = await depart(platform);
    const choice = { authorizerAppid: appid, order: "together", codes: "different" } as const;
    const confirmation = await confirm(platform, departed, choice);
    const [response, push] = await Promise.all([comeBack(platform, confirmation), confirmation.eventPush]);
    expect([response.status, push?.accepted]).toEqual([200, true]);
    expect(platform.wechat.count("api_query_auth")).toBe(1);
    await expectWorkingToken(platform, appid);
  });

  test("a browser that loads the callback again sees success again, and costs nothing", async () => {
    const { platform, appid } = await started();
    const { confirmation } = await authorize(platform, appid);
    const responses = await Promise.all([comeBack(platform, confirmation), comeBack(platform, confirmation)]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(platform.wechat.count("api_query_auth")).toBe(1);
  });

  test("a code that WeChat calls used (61009) is work done, when its event finds the account there", async () => {
    const { platform, appid } = await started();
    await authorize(platform, appid);
    const push = await platform.wechat.pushEvent({
      InfoType: "authorized",
      AuthorizerAppid: appid,
      AuthorizationCode: "queryauthcode@@@spent-elsewhere",
      CreateTime: String(Math.floor(Date.now() / 1000) + 5),
    });
    expect(push.accepted).toBe(true);
    expect(platform.wechat.count("api_query_auth", { errcode: 61009 })).toBe(1);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized", last_error: null });
    await expectWorkingToken(platform, appid);
  });

  test("tenant and return_to come from the link, by the callback", async () => {
    const { platform, appid } = await started();
    const link = await platform.api("/v1/authorization-links", {
      method: "POST",
      body: { auth_type: 6, tenant: "shop-7", return_to: "https://app.example.com/done?step=2" },
    });
    const { response } = await authorize(platform, appid, { url: link.json.url, order: "callback_only" });
    expect(response?.status).toBe(303);
    expect(response?.headers.get("location")).toBe(
      `https://app.example.com/done?step=2&authorizer_appid=${appid}&tenant=shop-7`,
    );
    expect(await authorizerOf(platform, appid)).toMatchObject({ tenant: "shop-7" });
  });

  test("the tenant comes from the link also when only the event comes", async () => {
    const { platform, appid } = await started();
    const link = await platform.api("/v1/authorization-links", {
      method: "POST",
      body: { auth_type: 6, tenant: "shop-8" },
    });
    await authorize(platform, appid, { url: link.json.url, order: "event_only" });
    expect(await authorizerOf(platform, appid)).toMatchObject({ tenant: "shop-8" });
  });

  test("a later authorization without a tenant leaves the tenant as it is", async () => {
    const { platform, appid } = await started();
    const body = { auth_type: 6, tenant: "shop-9" };
    const link = await platform.api("/v1/authorization-links", { method: "POST", body });
    await authorize(platform, appid, { url: link.json.url });
    await platform.wechat.unauthorize(appid);
    platform.advance(5_000);
    await authorize(platform, appid);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized", tenant: "shop-9" });
  });
});

describe("a made-up code", () => {
  test("tried while WeChat is in trouble takes nobody's account, tenant or name", async () => {
    const { platform, appid } = await started();
    const link = await platform.api("/v1/authorization-links", {
      method: "POST",
      body: { auth_type: 6, tenant: "attacker", return_to: "https://app.example.com/mine" },
    });
    for (const trouble of [{ kind: "connection_dropped" }, { kind: "errcode", errcode: 45009 }] as const) {
      const attacker = await depart(platform, link.json.url);
      const callback = `${attacker.destination.searchParams.get("redirect_uri")}?auth_code=junk-${trouble.kind}`;
      const fault = platform.wechat.faults.inject({ ...trouble, path: "api_query_auth" });
      await platform.fetch(callback);
      const victim = await confirm(platform, await depart(platform), {
        authorizerAppid: appid,
        order: "callback_only",
      });
      fault.clear();
      const answer = await platform.fetch(callback);
      expect(answer.status).toBe(502);
      expect(answer.headers.get("location")).toBeNull();
      platform.advance(61_000);
      await platform.cron();
      expect((await comeBack(platform, victim)).status).toBe(200);
      expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized", tenant: null });
      await platform.wechat.unauthorize(appid);
      platform.advance(5_000);
    }
  });

  test("costs WeChat five calls for one visit, however many are tried", async () => {
    const { platform } = await started();
    const { destination } = await depart(platform);
    for (let guess = 0; guess < 12; guess++) {
      const answer = await platform.fetch(`${destination.searchParams.get("redirect_uri")}?auth_code=guess-${guess}`);
      expect(answer.status).toBe(502);
    }
    expect(platform.wechat.count("api_query_auth")).toBe(5);
  });
});

describe("I3: a grant is not lost", () => {
  for (const kind of ["connection_dropped", "truncated_json"] as const) {
    test(`${kind} after the exchange: the account is kept, and shown to nobody who only claims to be it`, async () => {
      const { platform, appid } = await started();
      platform.wechat.faults.inject({ kind, when: "after", path: "api_query_auth", times: 1 } as never);
      const { confirmation, response } = await authorize(platform, appid, { order: "callback_only" });
      expect(response?.status).toBe(504);
      const again = await comeBack(platform, confirmation);
      expect(again.status).toBe(502);
      expect(await again.text()).not.toContain("青禾生鲜");
      platform.advance(61_000);
      await platform.cron();
      await expectWorkingToken(platform, appid);
    });

    test(`${kind} after the exchange: the event finds it`, async () => {
      const { platform, appid } = await started();
      platform.wechat.faults.inject({ kind, when: "after", path: "api_query_auth", times: 1 } as never);
      await authorize(platform, appid, { order: "event_only" });
      platform.advance(61_000);
      await platform.cron();
      await expectWorkingToken(platform, appid);
    });
  }

  test("an answer that got lost is found by the cron, when nobody comes back", async () => {
    const { platform, appid } = await started();
    platform.wechat.faults.inject({ kind: "connection_dropped", when: "after", path: "api_query_auth", times: 1 });
    await authorize(platform, appid, { order: "callback_only" });
    platform.advance(61_000);
    await platform.cron();
    await expectWorkingToken(platform, appid);
  });

  test("two answers that got lost together are both found, and neither takes the other's tenant", async () => {
    const { platform, appid } = await started();
    const other = anAccount(platform, 1);
    platform.wechat.faults.inject({ kind: "connection_dropped", when: "after", path: "api_query_auth", times: 2 });
    for (const [account, tenant] of [
      [appid, "one"],
      [other, "two"],
    ] as const) {
      const link = await platform.api("/v1/authorization-links", { method: "POST", body: { auth_type: 6, tenant } });
      await authorize(platform, account, { url: link.json.url, order: "callback_only" });
    }
    platform.advance(61_000);
    await platform.cron();
    platform.advance(61_000);
    await platform.cron();
    for (const account of [appid, other]) {
      await expectWorkingToken(platform, account);
      expect(await authorizerOf(platform, account)).toMatchObject({ tenant: null });
    }
  });

  test("a platform whose calls fail for an hour still finds the grant afterwards", async () => {
    const { platform, appid } = await started();
    await platform.api("/v1/component/access-token");
    const fault = platform.wechat.faults.inject({ kind: "errcode", errcode: 45009, path: "api_query_auth" });
    await authorize(platform, appid, { order: "event_only" });
    for (let minute = 0; minute < 50; minute += 10) {
      platform.advance(600_000);
      await platform.cron();
    }
    fault.clear();
    platform.advance(300_000);
    await platform.cron();
    await expectWorkingToken(platform, appid);
  });

  test("what was exchanged stays until the shard has it", async () => {
    const { platform, appid } = await started();
    const failing = vi.spyOn(AuthorizerCredentials.prototype, "applyGrant").mockRejectedValue(new Error("cut off"));
    const confirmation = await confirm(platform, await depart(platform), {
      authorizerAppid: appid,
      order: "callback_only",
    });
    expect((await comeBack(platform, confirmation)).status).toBe(500);
    failing.mockRestore();
    platform.advance(61_000);
    await platform.cron();
    expect(platform.wechat.count("api_query_auth")).toBe(1);
    await expectWorkingToken(platform, appid);
  });

  test("a refresh token that WeChat changes is stored before the access token is handed out", async () => {
    const { platform, appid } = await started();
    await authorize(platform, appid);
    platform.wechat.faults.inject({ kind: "refresh_token_new", path: "api_authorizer_token", times: 1 });
    const { json } = await tokenOf(platform, appid);
    const reject = (rejected: string) =>
      platform.api(`/v1/authorizers/${appid}/access-token`, { method: "POST", body: { rejected } });
    const second = await reject(json.authorizer_access_token);
    expect(second.status).toBe(200);
    await abortAllDurableObjects();
    const third = await reject(second.json.authorizer_access_token);
    expect(third.status).toBe(200);
    expect(platform.wechat.count("api_authorizer_token", { errcode: 61023 })).toBe(0);
  });

  for (const kind of ["refresh_token_empty", "refresh_token_absent"] as const) {
    test(`${kind}: the stored one stays`, async () => {
      const { platform, appid } = await started();
      await authorize(platform, appid);
      platform.wechat.faults.inject({ kind, path: "api_authorizer_token" });
      let { authorizer_access_token: token } = (await tokenOf(platform, appid)).json;
      for (let round = 0; round < 3; round++) {
        const body = { rejected: token };
        const answer = await platform.api(`/v1/authorizers/${appid}/access-token`, { method: "POST", body });
        expect(answer.status).toBe(200);
        token = answer.json.authorizer_access_token;
      }
      expect(platform.wechat.count("api_authorizer_token", { errcode: 0 })).toBe(3);
    });
  }

  test("everything survives the death of all objects", async () => {
    const { platform, appid } = await started();
    await authorize(platform, appid);
    const before = await authorizerOf(platform, appid);
    await abortAllDurableObjects();
    for (const { name } of (await env.CREDENTIALS.list()).keys) await env.CREDENTIALS.delete(name);
    expect(await authorizerOf(platform, appid)).toEqual(before);
    await expectWorkingToken(platform, appid);
    expect(platform.wechat.count("api_authorizer_token")).toBe(0);
  });
});
