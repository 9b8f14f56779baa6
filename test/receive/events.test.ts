import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import worker from "../../src/index.ts";
import { anAccount, authorizerOf, tokenOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { asOnEventUrl, type Outer, type SealedPush, sealPush, ticketXml } from "./sealed-push.ts";
import { breakEventWrites, breakNextTicketWrite, storedEvents, storedTicket } from "./stored.ts";

afterEach(stopPlatform);

const post = (platform: Platform, { path, body }: SealedPush) => platform.fetch(path, { method: "POST", body });

/** WeChat takes nothing for an answer but these seven letters. */
async function expectSuccess(response: Response): Promise<void> {
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("success");
}

describe("a ticket push", () => {
  test.each(["always", "never"] as const)("with CDATA %s is answered `success` and stored", async (cdata) => {
    const platform = startPlatform();
    const push = await platform.wechat.pushEvent(
      { InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@a-b_c" },
      { cdata },
    );
    expect(push).toMatchObject({ accepted: true, attempts: 1, status: 200, body: "success" });
    expect(await storedTicket()).toMatchObject({ value: "ticket@@@a-b_c" });
  });

  test("is understood with each of the 32 paddings", async () => {
    const platform = startPlatform();
    for (let length = 0; length < 32; length++) {
      const ticket = `ticket@@@${"x".repeat(length)}`;
      await expectSuccess(await post(platform, sealPush(ticketXml(ticket, 1_715_943_329 + length))));
      expect((await storedTicket())?.value).toBe(ticket);
    }
  });

  test.each<[string, Outer]>([
    ["AppId and Encrypt", asOnEventUrl],
    [
      "ToUserName and Encrypt",
      (encrypted) => `<xml><ToUserName>gh_1</ToUserName><Encrypt>${encrypted}</Encrypt></xml>`,
    ],
    ["Encrypt alone", (encrypted) => `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`],
    ["JSON", (encrypted) => JSON.stringify({ AppId: "wx1", Encrypt: encrypted })],
  ])("is understood wrapped in %s", async (_what, outer) => {
    const platform = startPlatform();
    await expectSuccess(await post(platform, sealPush(ticketXml("ticket@@@x"), { outer })));
    expect((await storedTicket())?.value).toBe("ticket@@@x");
  });

  test("is understood with the key before the last change, and with no other", async () => {
    const [current, previous] = ["0".repeat(43), "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"];
    const platform = startPlatform({ ENCODING_AES_KEY: current, ENCODING_AES_KEY_PREVIOUS: previous });
    expect((await platform.wechat.pushTicket()).accepted).toBe(true);
    platform.advance(1_000);
    platform.wechat.rotateEncodingAesKey(current);
    expect((await platform.wechat.pushTicket({ rotate: true })).accepted).toBe(true);
    expect((await storedTicket())?.value).toBe(platform.wechat.ticket);
    platform.wechat.rotateEncodingAesKey("A".repeat(43));
    expect(await platform.wechat.pushTicket({ rotate: true, attempts: 1 })).toMatchObject({ status: 400 });
  });

  test("may be of any age by the query's timestamp: a clock that is off must not cost the ticket", async () => {
    const platform = startPlatform();
    const fields = { InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@x" };
    for (const timestamp of [1, 4_102_444_800]) {
      expect((await platform.wechat.pushEvent(fields, { timestamp })).accepted).toBe(true);
    }
  });
});

describe("I4: the newest ticket wins", () => {
  const push = async (platform: Platform, ticket: string, createTime: number) =>
    expectSuccess(await post(platform, sealPush(ticketXml(ticket, createTime))));

  test("a repeated one is normal, an older one changes nothing, and both are answered `success`", async () => {
    const platform = startPlatform();
    await push(platform, "ticket@@@2", 2_000);
    await push(platform, "ticket@@@2", 2_000);
    await push(platform, "ticket@@@1", 1_999);
    expect(await storedTicket()).toMatchObject({ value: "ticket@@@2", createTime: 2_000 });
    await push(platform, "ticket@@@3", 2_001);
    expect(await storedTicket()).toMatchObject({ value: "ticket@@@3", createTime: 2_001 });
  });

  test("the same value pushed again later counts as heard of again", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const heardOf = (await platform.api("/v1/status")).json.ticket.received_at;
    platform.advance(600_000);
    await platform.wechat.pushTicket({ rotate: false });
    const { received_at, age_seconds } = (await platform.api("/v1/status")).json.ticket;
    expect(Date.parse(received_at)).toBeGreaterThanOrEqual(Date.parse(heardOf) + 600_000);
    expect(age_seconds).toBe(0);
  });
});

describe("I6: `success` means durable", () => {
  test("a ticket that can't be written is answered 5xx, and is there after WeChat's second attempt", async () => {
    const platform = startPlatform();
    platform.wechat.settings.pushRetryAfterMs = 0;
    await breakNextTicketWrite();
    const push = await platform.wechat.pushTicket();
    expect(push.tries.map(({ status }) => status)).toEqual([500, 200]);
    expect((await storedTicket())?.value).toBe(platform.wechat.ticket);
  });

  test.each([
    ["authorized", { AuthorizerAppid: "wx5a1b0c7d3e9f2041" }],
    ["unauthorized", { AuthorizerAppid: "wx5a1b0c7d3e9f2041" }],
    ["notify_3rd_wxa_auth", { appid: "wx1" }],
  ])("an event `%s` that can't be written is answered 5xx, and taken when it can", async (InfoType, fields) => {
    const platform = startPlatform();
    const { mend } = await breakEventWrites();
    const refused = await platform.wechat.pushEvent({ InfoType, ...fields }, { attempts: 1 });
    expect(refused).toMatchObject({ accepted: false, status: 500 });
    expect(refused.body).not.toContain("success");
    await mend();
    expect(await storedEvents()).toEqual([]);
    expect((await platform.wechat.pushEvent({ InfoType, ...fields }, { attempts: 1 })).accepted).toBe(true);
    expect(await storedEvents()).toMatchObject([{ info_type: InfoType }]);
  });

  test("an `authorized` that WeChat's API keeps us from applying is kept, and applied by a later cron", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    const down = platform.wechat.faults.inject({ kind: "http_status", status: 502, path: "api_query_auth" });
    const push = await platform.wechat.authorizeDirectly(appid, { push: true }).eventPush;
    expect(push).toMatchObject({ accepted: true, attempts: 1 });
    expect((await platform.api(`/v1/authorizers/${appid}`)).status).toBe(404);
    expect(await storedEvents()).toMatchObject([{ info_type: "authorized", settled_at: null }]);

    down.clear();
    platform.advance(5 * 60_000);
    await platform.cron();
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized" });
    expect((await tokenOf(platform, appid)).status).toBe(200);
  });

  test("WeChat is not kept waiting for what takes long: the event is written, the rest goes on", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    platform.wechat.faults.inject({ kind: "latency", ms: 5_000, path: "api_query_auth" });
    const context = createExecutionContext();
    platform.wechat.settings.deliver = async (request) => worker.fetch(request as never, env, context);
    const push = await platform.wechat.authorizeDirectly(appid, { push: true }).eventPush;
    expect(push).toMatchObject({ accepted: true, attempts: 1 });
    // WeChat gives up after 5 s.
    expect(push?.ms).toBeLessThan(4_700);
    expect(await storedEvents()).toMatchObject([{ info_type: "authorized", settled_at: null }]);

    await waitOnExecutionContext(context);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized" });
    expect(await storedEvents()).not.toMatchObject([{ settled_at: null }]);
  }, 15_000);
});

describe("an event of another kind", () => {
  test("is answered `success` and stored, its fields as they were sent, without a call to WeChat", async () => {
    const platform = startPlatform();
    const push = await platform.wechat.pushEvent({
      InfoType: "what_wechat_will_think_of_next",
      appid: "wx1",
      taskid: "00123",
      list: [{ audit_id: "9007199254740993" }, { audit_id: "2" }],
    });
    expect(push).toMatchObject({ accepted: true, attempts: 1 });
    const [stored, ...others] = await storedEvents();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ info_type: "what_wechat_will_think_of_next" });
    expect(JSON.parse(String(stored?.event))).toMatchObject({
      name: "what_wechat_will_think_of_next",
      fields: { appid: "wx1", taskid: "00123", list: [{ audit_id: "9007199254740993" }, { audit_id: "2" }] },
    });
    expect(platform.wechat.count()).toBe(0);
  });
});
