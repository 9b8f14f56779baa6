import { afterEach, describe, expect, test } from "vitest";
import { anAccount, authorize } from "../merchant.ts";
import { type Json, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const HOUR = 3_600_000;
/** ISO 8601, UTC, as `Date` writes it. */
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function statusOf(platform: { api(path: string): Promise<{ status: number; json: Json }> }): Promise<Json> {
  const { status, json } = await platform.api("/v1/status");
  expect(status).toBe(200);
  return json;
}

describe("the status", () => {
  test("of a platform that nothing has happened to", async () => {
    const platform = startPlatform();
    expect(await statusOf(platform)).toEqual({
      component_appid: "wx0000000000000001",
      ticket: null,
      component_access_token: null,
      authorizers: { total: 0, authorized: 0, unauthorized: 0, needs_reauthorization: 0, due: 0 },
      last_sweep: null,
      problems: [{ code: "ticket_missing", detail: expect.stringContaining("/wechat/events"), since: null }],
    });
  });

  test("of one with a life behind it has every field, times as text and ages in seconds", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    await authorize(platform, anAccount(platform, 0));
    await authorize(platform, anAccount(platform, 1));
    await platform.cron();
    platform.advance(90_500);
    await platform.wechat.unauthorize(anAccount(platform, 1));
    const status = await statusOf(platform);
    expect(status).toEqual({
      component_appid: "wx0000000000000001",
      ticket: { received_at: TIME, age_seconds: expect.any(Number), expires_at: TIME },
      component_access_token: { issued_at: TIME, due_at: TIME, expires_at: TIME },
      authorizers: { total: 2, authorized: 1, unauthorized: 1, needs_reauthorization: 0, due: 0 },
      last_sweep: { started_at: TIME, finished_at: TIME, refreshed: 0, failed: 0, remaining: 0 },
      problems: [],
    });
    const { ticket, component_access_token: token } = status;
    expect(ticket.age_seconds).toBeGreaterThanOrEqual(90);
    expect(ticket.age_seconds).toBeLessThan(120);
    expect(Date.parse(ticket.expires_at) - Date.parse(ticket.received_at)).toBe(12 * HOUR);
    expect(Date.parse(token.expires_at) - Date.parse(token.issued_at)).toBe(2 * HOUR);
    expect(Date.parse(token.due_at) - Date.parse(token.issued_at)).toBe(110 * 60_000);
  });

  test("costs no call to WeChat, and shows nothing secret", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    await authorize(platform, anAccount(platform));
    platform.wechat.clearCalls();
    const text = JSON.stringify(await statusOf(platform));
    expect(platform.wechat.count()).toBe(0);
    for (const secret of [platform.wechat.ticket, platform.wechat.accessToken("wx0000000000000001")]) {
      expect(text).not.toContain(secret);
    }
  });

  test("counts who is due", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    for (const index of [0, 1, 2]) await authorize(platform, anAccount(platform, index));
    await platform.wechat.unauthorize(anAccount(platform, 2));
    platform.advance(1.7 * HOUR);
    expect((await statusOf(platform)).authorizers).toEqual({
      total: 3,
      authorized: 2,
      unauthorized: 1,
      needs_reauthorization: 0,
      due: 2,
    });
  });

  test("tells what the operator has to mend, since when, and forgets it when it is mended", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    platform.wechat.settings.ipWhitelist = [];
    await platform.api("/v1/component/access-token");
    const [problem, ...others] = (await statusOf(platform)).problems;
    expect(others).toEqual([]);
    expect(problem).toEqual({
      code: "ip_not_whitelisted",
      detail: expect.stringContaining("203.0.113.9"),
      since: TIME,
    });

    platform.wechat.settings.ipWhitelist = null;
    platform.advance(4_000);
    await platform.api("/v1/component/access-token");
    expect((await statusOf(platform)).problems).toEqual([]);
  });

  test("warns of a ticket that stays away for an hour, and says when there is none that works", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    platform.advance(HOUR + 1_000);
    expect((await statusOf(platform)).problems).toMatchObject([{ code: "ticket_late", since: TIME }]);
    platform.advance(11 * HOUR);
    expect((await statusOf(platform)).problems).toMatchObject([{ code: "ticket_missing", since: TIME }]);
  });
});
