import { afterEach, describe, expect, test } from "vitest";
import { anAccount, authorize, authorizerOf, comeBack, confirm, depart, shardOf, tokenOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const seconds = () => Math.floor(Date.now() / 1000);

async function authorized(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  return { platform, appid };
}

const revoke = (platform: Platform, appid: string, createTime: number) =>
  platform.wechat.pushEvent({ InfoType: "unauthorized", AuthorizerAppid: appid }, { createTime });

describe("I4: events are applied in the order of their CreateTime", () => {
  test("an unauthorized that is older than the authorized changes nothing", async () => {
    const { platform, appid } = await authorized();
    const before = await authorizerOf(platform, appid);
    expect((await revoke(platform, appid, seconds() - 1)).accepted).toBe(true);
    expect(await authorizerOf(platform, appid)).toEqual(before);
  });

  test("an authorized that is older than the unauthorized changes nothing, and spends no code", async () => {
    const { platform, appid } = await authorized();
    await platform.wechat.unauthorize(appid, { createTime: seconds() + 10 });
    const exchanges = platform.wechat.count("api_query_auth");
    const push = await platform.wechat.pushEvent(
      { InfoType: "authorized", AuthorizerAppid: appid, AuthorizationCode: "queryauthcode@@@late" },
      { createTime: seconds() + 9 },
    );
    expect(push.accepted).toBe(true);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "unauthorized" });
    expect(platform.wechat.count("api_query_auth")).toBe(exchanges);
  });

  test("an event for an account that was revoked before it was ever known changes nothing", async () => {
    const { platform } = await authorized();
    const stranger = anAccount(platform, 1);
    await revoke(platform, stranger, seconds());
    await platform.wechat.pushEvent(
      { InfoType: "authorized", AuthorizerAppid: stranger, AuthorizationCode: "queryauthcode@@@late" },
      { createTime: seconds() - 5 },
    );
    expect((await tokenOf(platform, stranger)).json.code).toBe("authorizer_unauthorized");
  });

  test("another type in the same second applies; the same type of the same second is a repeat", async () => {
    const { platform, appid } = await authorized();
    const now = seconds();
    await revoke(platform, appid, now);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "unauthorized" });
    const before = await authorizerOf(platform, appid);
    platform.advance(500);
    await platform.wechat.pushEvent(
      { InfoType: "authorized", AuthorizerAppid: appid, AuthorizationCode: "queryauthcode@@@again" },
      { createTime: now },
    );
    expect(await authorizerOf(platform, appid)).toEqual(before);
  });

  test("a repeat changes nothing, whoever brings it", async () => {
    const { platform, appid } = await authorized();
    const now = seconds() + 10;
    const source = { kind: "event", infoType: "authorized", createTime: now, preAuthHash: null } as const;
    const input = { authorizerAppid: appid, grant: null, source };
    expect(await shardOf(appid).applyGrant({ ...input, tenant: "first" })).toMatchObject({ tenant: "first" });
    expect(await shardOf(appid).applyGrant({ ...input, tenant: "second" })).toMatchObject({ tenant: "first" });
    await revoke(platform, appid, now);
    const revoked = await shardOf(appid).applyGrant({ ...input, tenant: "third" });
    expect(revoked).toMatchObject({ status: "unauthorized", tenant: "first" });
  });

  test("updateauthorized brings the new permission sets", async () => {
    const { platform, appid } = await authorized();
    platform.advance(2_000);
    await platform.wechat.updateAuthorization(appid, [1, 7]).eventPush;
    const { func_info: sets } = await authorizerOf(platform, appid);
    expect(sets.map(({ id }: { id: number }) => id)).toEqual([1, 7]);
  });

  test("the newest ticket wins; an older one and a repeat change nothing", async () => {
    const platform = startPlatform();
    platform.advance(0);
    const push = (ticket: string, createTime: number) =>
      platform.wechat.pushEvent({ InfoType: "component_verify_ticket", ComponentVerifyTicket: ticket }, { createTime });
    await platform.wechat.pushTicket();
    const ticket = platform.wechat.ticket ?? "";
    const received = (await platform.api("/v1/status")).json.ticket.received_at;
    platform.advance(60_000);
    expect((await push("ticket@@@old", seconds() - 600)).accepted).toBe(true);
    expect((await platform.api("/v1/component/access-token")).status).toBe(200);
    expect((await platform.api("/v1/status")).json.ticket.received_at).toBe(received);
    await push(ticket, seconds());
    expect((await platform.api("/v1/status")).json.ticket.age_seconds).toBe(0);
  });
});

describe("I4: a browser's callback has no CreateTime", () => {
  /** Authorized by the callback alone: the event is still on its way. */
  async function calledBack(): Promise<{ platform: Platform; appid: string }> {
    const platform = startPlatform();
    platform.advance(0);
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid, { order: "callback_only" });
    return { platform, appid };
  }

  test("an unauthorized from before it is checked with WeChat, and changes nothing", async () => {
    const { platform, appid } = await calledBack();
    const asked = platform.wechat.count("api_get_authorizer_info");
    await revoke(platform, appid, seconds() - 30);
    expect(platform.wechat.count("api_get_authorizer_info")).toBe(asked + 1);
    expect((await tokenOf(platform, appid)).status).toBe(200);
  });

  test("one from just after it is checked as well, and applies when WeChat says so", async () => {
    const { platform, appid } = await calledBack();
    platform.advance(20_000);
    await platform.wechat.unauthorize(appid);
    expect((await tokenOf(platform, appid)).json.code).toBe("authorizer_unauthorized");
    expect(platform.wechat.count("api_get_authorizer_info", { errcode: 61003 })).toBe(1);
  });

  test("one that can't be checked just now is tried again by the cron", async () => {
    const { platform, appid } = await calledBack();
    const fault = platform.wechat.faults.inject({ kind: "http_status", status: 503, path: "api_get_authorizer_info" });
    platform.advance(20_000);
    const push = await platform.wechat.unauthorize(appid);
    expect(push?.accepted).toBe(true);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized" });
    fault.clear();
    platform.advance(61_000);
    await platform.cron();
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "unauthorized" });
  });

  test("one from a minute later applies without asking", async () => {
    const { platform, appid } = await calledBack();
    platform.advance(61_000);
    const asked = platform.wechat.count("api_get_authorizer_info");
    await platform.wechat.unauthorize(appid);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "unauthorized" });
    expect(platform.wechat.count("api_get_authorizer_info")).toBe(asked);
  });

  test("once its own event has come, the order of events decides alone", async () => {
    const platform = startPlatform();
    platform.advance(0);
    platform.wechat.settings.eventDelayMs = 20;
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid, { order: "callback_first" });
    const asked = platform.wechat.count("api_get_authorizer_info");
    platform.advance(5_000);
    await platform.wechat.unauthorize(appid);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "unauthorized" });
    expect(platform.wechat.count("api_get_authorizer_info")).toBe(asked);
  });

  test("a slow one does not bring back what was revoked meanwhile", async () => {
    const platform = startPlatform();
    platform.advance(0);
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    const confirmation = await confirm(platform, await depart(platform), {
      authorizerAppid: appid,
      order: "event_first",
    });
    platform.advance(5_000);
    await platform.wechat.unauthorize(appid);
    const response = await comeBack(platform, confirmation);
    expect(response.status).toBe(409);
    expect((await tokenOf(platform, appid)).json.code).toBe("authorizer_unauthorized");
  });

  test("authorizing again right after revoking works, in whatever order WeChat's events arrive", async () => {
    const { platform, appid } = await authorized();
    platform.advance(5_000);
    const revokedAt = seconds();
    await platform.wechat.unauthorize(appid, { push: false });
    platform.advance(3_000);
    await authorize(platform, appid, { order: "callback_only" });
    await revoke(platform, appid, revokedAt);
    expect((await tokenOf(platform, appid)).status).toBe(200);
    platform.advance(7_000_000);
    expect((await tokenOf(platform, appid)).status).toBe(200);
  });
});
