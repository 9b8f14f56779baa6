import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { componentHolder } from "../../src/credentials/holders.ts";
import { type Business, type Received, startBusiness } from "../business.ts";
import { anAccount, authorize, shardOf, tokenOf } from "../merchant.ts";
import { COMPONENT_APPID, type Json, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const WEBHOOK_SECRET = "whsec_c2ltdWxhdG9yLXdlYmhvb2stc2VjcmV0LTAxMjM0NTY3ODk=";

/** A platform with its ticket. */
async function ready(): Promise<Business & { appid: string; told(type: string): Received[]; types(): string[] }> {
  const business = startBusiness();
  await business.platform.wechat.pushTicket();
  const startedAt = Date.now();
  const since = ({ json }: Received) => Date.parse(json.timestamp) >= startedAt;
  return Object.assign(business, {
    appid: anAccount(business.platform),
    // What a test before this one left on the queue is none of it.
    told: (type: string) => business.received.filter((each) => each.json.type === type && since(each)),
    types: () => business.received.filter(since).map(({ json }) => json.type as string),
  });
}

/** Long enough for the queue to have brought what it has. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1_600));

describe("what happens to an authorizer", () => {
  it("is told once it is stored: authorized, changed, revoked, each once", async () => {
    const { platform, appid, told, types, until } = await ready();
    await authorize(platform, appid);
    const [authorized] = await until(() =>
      told("authorizer.authorized").length > 0 ? told("authorizer.authorized") : null,
    );
    expect(authorized?.url.href).toBe("https://app.example.com/events?key=in-the-query");
    expect(authorized?.json.data).toEqual({
      component_appid: COMPONENT_APPID,
      authorizer_appid: appid,
      tenant: null,
      status: "authorized",
    });
    expect(authorized?.headers.get("webhook-id")).toMatch(/^evt_/);
    const headers = Object.fromEntries(authorized?.headers ?? []);
    expect(new Webhook(WEBHOOK_SECRET).verify(authorized?.body ?? "", headers)).toEqual(authorized?.json);

    platform.advance(2_000);
    await platform.wechat.updateAuthorization(appid, [1, 2, 3]).eventPush;
    await until(() => told("authorizer.updated").length > 0);
    platform.advance(2_000);
    await platform.wechat.unauthorize(appid);
    const [revoked] = await until(() =>
      told("authorizer.unauthorized").length > 0 ? told("authorizer.unauthorized") : null,
    );
    expect(revoked?.json.data.status).toBe("unauthorized");
    await aWhile();
    expect(types().sort()).toEqual(["authorizer.authorized", "authorizer.unauthorized", "authorizer.updated"]);
  });

  it.each(["event_first", "callback_first", "together"] as const)(
    "is one piece of news, whichever of event and callback comes first: %s",
    async (order) => {
      const { platform, appid, types } = await ready();
      await authorize(platform, appid, { order, codes: "different" });
      await aWhile();
      expect(types()).toEqual(["authorizer.authorized"]);
    },
  );

  it("names the tenant of the link, and is repeated when the merchant authorizes anew", async () => {
    const { platform, appid, told, until } = await ready();
    const { json } = await platform.api("/v1/authorization-links", { method: "POST", body: { tenant: "shop-42" } });
    await authorize(platform, appid, { url: json.url, order: "callback_first" });
    await until(() => told("authorizer.authorized").length === 1);
    expect(told("authorizer.authorized")[0]?.json.data.tenant).toBe("shop-42");
    platform.advance(2_000);
    await platform.wechat.unauthorize(appid);
    platform.advance(2_000);
    await authorize(platform, appid);
    await until(() => told("authorizer.authorized").length === 2);
    expect(told("authorizer.unauthorized")).toHaveLength(1);
  });

  it("is told when WeChat knows its refresh token no more, and when a call finds it revoked", async () => {
    const { platform, appid, told, until } = await ready();
    await authorize(platform, appid);
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61023, path: "api_authorizer_token" });
    platform.advance(7_200_000);
    await tokenOf(platform, appid);
    await until(() => told("authorizer.needs_reauthorization").length === 1);

    const other = anAccount(platform, 1);
    await authorize(platform, other);
    platform.wechat.faults.clear();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61003, path: "api_authorizer_token" });
    platform.advance(7_200_000);
    await tokenOf(platform, other);
    const [revoked] = await until(() =>
      told("authorizer.unauthorized").length > 0 ? told("authorizer.unauthorized") : null,
    );
    expect(revoked?.json.data.authorizer_appid).toBe(other);
  });

  it("is not lost when the queue fails: the shard keeps it, and the next cron brings it", async () => {
    const { platform, appid, told, until } = await ready();
    const warn = vi.spyOn(console, "error").mockImplementation(() => {});
    const shard = shardOf(appid);
    await runInDurableObject(shard, (instance) => {
      const { DELIVERIES } = (instance as unknown as { env: Env }).env;
      vi.spyOn(DELIVERIES, "sendBatch").mockRejectedValueOnce(new Error("Queue is overloaded"));
    });
    await authorize(platform, appid);
    const waiting = () =>
      runInDurableObject(
        shard,
        (_instance, state) => state.storage.sql.exec("SELECT job FROM outbox").toArray().length,
      );
    await until(async () => (await waiting()) === 1);
    expect(warn.mock.calls.flat().join()).toContain("could not be put on the queue");
    await aWhile();
    expect(told("authorizer.authorized")).toHaveLength(0);
    await platform.cron();
    await until(() => told("authorizer.authorized").length === 1);
    expect(await waiting()).toBe(0);
  });
});

describe("every other InfoType", () => {
  const OTHERS: [string, Record<string, Json>][] = [
    ["notify_third_fastregisterbetaapp", { appid: "wx1", status: "0", msg: "OK", info: { unique_id: "u", name: "n" } }],
    [
      "notify_third_fastverifybetaapp",
      { appid: "wx1", status: "89249", msg: "m", info: { name: "企业", code_type: "1" } },
    ],
    ["notify_icpfiling_verify_result", { task_id: "00123", verify_appid: "wx1", result: "3" }],
    ["notify_apply_icpfiling_result", { authorizer_appid: "wx1", beian_status: "2" }],
    ["notify_3rd_wxa_auth", { appid: "wx1", task_status: "1", dispatch_info: { provider: "p", contact: "c" } }],
    [
      "order_path_audit_result_notify",
      {
        list: [
          { appid: "wx1", status: "1" },
          { appid: "wx2", status: "2" },
        ],
      },
    ],
    ["an_event_of_tomorrow", { Anything: "<&>" }],
  ];

  it.each(OTHERS)("%s comes with all its fields as text", async (infoType, fields) => {
    const { platform, told, until } = await ready();
    const push = await platform.wechat.pushEvent({ InfoType: infoType, ...fields });
    expect(push).toMatchObject({ accepted: true });
    const own = () => told("component.event").filter(({ json }) => json.data.info_type === infoType);
    const [event] = await until(() => (own().length > 0 ? own() : null));
    expect(event?.json.data).toEqual({
      component_appid: COMPONENT_APPID,
      info_type: infoType,
      fields: expect.objectContaining({ AppId: COMPONENT_APPID, InfoType: infoType, ...fields }),
    });
  });

  it("comes once, however often WeChat repeats it, and two of them in a second are two", async () => {
    const { platform, told, until } = await ready();
    const createTime = Math.floor(Date.now() / 1000);
    const event = (taskId: string) =>
      platform.wechat.pushEvent({ InfoType: "notify_icpfiling_verify_result", task_id: taskId }, { createTime });
    for (const taskId of ["1", "2", "1"]) await event(taskId);
    await until(() => told("component.event").length === 2);
    await aWhile();
    expect(
      told("component.event")
        .map(({ json }) => json.data.fields.task_id)
        .sort(),
    ).toEqual(["1", "2"]);
  });

  it("is not lost when the queue fails, though WeChat was told `success`: it is stored", async () => {
    const { platform, told, until } = await ready();
    vi.spyOn(console, "error").mockImplementation(() => {});
    await runInDurableObject(componentHolder(env, COMPONENT_APPID), (instance) => {
      const { DELIVERIES } = (instance as unknown as { env: Env }).env;
      vi.spyOn(DELIVERIES, "sendBatch").mockRejectedValueOnce(new Error("Queue is overloaded"));
    });
    expect(await platform.wechat.pushEvent({ InfoType: "notify_x", a: "1" })).toMatchObject({ accepted: true });
    await aWhile();
    expect(told("component.event")).toHaveLength(0);
    await platform.cron();
    await until(() => told("component.event").length === 1);
  });
});

describe("a fast registration (notify_third_fasteregister)", () => {
  const event = (fields: Record<string, Json>) => ({
    InfoType: "notify_third_fasteregister",
    msg: "OK",
    info: { name: "杭州青禾", code: "911", code_type: "1", legal_persona_wechat: "w", component_phone: "1" },
    ...fields,
  });

  it("with status 0 has its code exchanged: the mini program is an authorizer, and the business hears of both", async () => {
    const { platform, told, until } = await ready();
    const { wechat } = platform;
    const { appid } = wechat.addAccount({ appid: "wxjustregistered01", nickName: "新注册", kind: "mini_program" });
    // A code of WeChat's whose own event nobody hears of.
    const { deliver } = wechat.settings;
    wechat.settings.deliver = async () => new Response("success");
    const { authorizationCode, eventPush } = wechat.authorizeDirectly(appid, { push: true });
    await eventPush;
    wechat.settings.deliver = deliver;
    expect((await tokenOf(platform, appid)).status).toBe(404);

    const push = await wechat.pushEvent(event({ appid, status: "0", auth_code: authorizationCode }));
    expect(push).toMatchObject({ accepted: true });
    expect(wechat.count("api_query_auth")).toBe(1);
    expect((await tokenOf(platform, appid)).status).toBe(200);
    const [registered] = await until(() => (told("component.event").length > 0 ? told("component.event") : null));
    expect(registered?.json.data.fields).toMatchObject({ status: "0", info: { name: "杭州青禾" } });
    const [authorized] = await until(() =>
      told("authorizer.authorized").length > 0 ? told("authorizer.authorized") : null,
    );
    expect(authorized?.json.data.authorizer_appid).toBe(appid);
    // WeChat's repeat is one.
    await wechat.replayPush(push);
    expect(wechat.count("api_query_auth")).toBe(1);
  });

  it("with another status has none, and is told all the same", async () => {
    const { platform, told, until } = await ready();
    await platform.wechat.pushEvent(event({ appid: "", status: "89249", auth_code: "" }));
    await until(() => told("component.event").length === 1);
    expect(platform.wechat.count("api_query_auth")).toBe(0);
  });
});

describe("a problem of the platform", () => {
  it("is told once, not with every cron, and again when it is back", async () => {
    const { platform, told, until } = await ready();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    platform.wechat.faults.inject({
      kind: "errcode",
      errcode: 61004,
      errmsg: "access clientip is not registered requestIP: 203.0.113.9",
    });
    for (let times = 0; times < 3; times++) {
      platform.advance(7_200_000);
      await platform.wechat.pushTicket();
      await platform.cron();
    }
    const [problem] = await until(() => (told("platform.problem").length > 0 ? told("platform.problem") : null));
    expect(problem?.json.data).toMatchObject({
      component_appid: COMPONENT_APPID,
      code: "ip_not_whitelisted",
      detail: expect.stringContaining("203.0.113.9"),
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    await aWhile();
    expect(told("platform.problem")).toHaveLength(1);

    platform.wechat.faults.clear();
    platform.advance(60_000);
    await platform.cron();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61004, errmsg: "requestIP: 203.0.113.9" });
    platform.advance(7_200_000);
    await platform.wechat.pushTicket();
    await platform.cron();
    await until(() => told("platform.problem").length === 2);
  });
});
