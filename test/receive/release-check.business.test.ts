import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Business, startBusiness } from "../business.ts";
import { COMPONENT_APPID, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

/** A platform that is ready for the check: it has had its first ticket. */
async function ready(): Promise<Business> {
  const business = startBusiness();
  await business.platform.wechat.pushTicket();
  return business;
}

describe("全网发布接入检测", () => {
  it.each([1, 2, 3, 4, 5])("is passed with group %i of WeChat's accounts, by nobody's code but ours", async (group) => {
    const { platform, received, book } = await ready();
    const check = await platform.wechat.runReleaseCheck({ group, withEvent: true });
    expect(check.steps.filter(({ passed }) => !passed)).toEqual([]);
    expect(check).toMatchObject({ group, passed: true });
    expect(check.steps).toHaveLength(9);

    // Each code was spent once, for the message that asked for it.
    expect(platform.wechat.count("api_query_auth")).toBe(2);
    expect(platform.wechat.sentMessages).toHaveLength(2);
    // These are no merchants, and the business hears nothing of them.
    expect((await platform.api("/v1/authorizers")).json.authorizers).toEqual([]);
    expect((await platform.api("/v1/status")).json.authorizers.total).toBe(0);
    expect(received).toEqual([]);
    expect(await book()).toEqual([]);
  });

  it("leaves nothing behind that a later cron would make an authorizer of", async () => {
    const { platform } = await ready();
    await platform.wechat.runReleaseCheck({ group: 1 });
    platform.advance(120_000);
    await platform.cron();
    expect((await platform.api("/v1/authorizers")).json.authorizers).toEqual([]);
    expect(platform.wechat.count("api_query_auth")).toBe(2);
  });

  it("shows its accounts in no list that is synced meanwhile", async () => {
    const { platform, until } = await ready();
    platform.wechat.addAccount({ appid: "wx570bc396a51b8ff8", nickName: "全网发布检测 1" });
    platform.wechat.authorizeDirectly("wx570bc396a51b8ff8");
    await platform.api("/v1/authorizers/sync", { method: "POST" });
    await until(async () => (await platform.api("/v1/authorizers/sync")).json.state === "done");
    expect((await platform.api("/v1/authorizers")).json.authorizers).toEqual([]);
  });

  it("spends the code once though WeChat repeats its message", async () => {
    const { platform } = await ready();
    const { wechat } = platform;
    wechat.addAccount({ appid: "wx05d483572dcd5d8b", nickName: "全网发布检测 4", kind: "mini_program" });
    const { authorizationCode } = wechat.authorizeDirectly("wx05d483572dcd5d8b", { push: true });
    const push = await wechat.pushMessage("wx05d483572dcd5d8b", { Content: `QUERY_AUTH_CODE:${authorizationCode}` });
    expect(push.body).toBe("");
    await wechat.replayPush(push);
    await vi.waitFor(() => expect(wechat.sentMessages).toHaveLength(1), 3_000);
    expect(wechat.count("api_query_auth")).toBe(1);
  });

  it("tries custom/send again when WeChat says it is busy", async () => {
    const { platform } = await ready();
    platform.wechat.faults.inject({ kind: "errcode", errcode: -1000, path: "custom/send", times: 1 });
    expect(await platform.wechat.runReleaseCheck({ group: 3 })).toMatchObject({ passed: true });
  });

  it("is failed visibly when the address is not on the IP whitelist: steps, log and health name 61004", async () => {
    const { platform } = await ready();
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    platform.wechat.settings.ipWhitelist = ["198.51.100.7"];
    const check = await platform.wechat.runReleaseCheck({ group: 2, waitMs: 1_000 });
    expect(check.passed).toBe(false);
    expect(check.steps.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
      "QUERY_AUTH_CODE to wx9252c5e0bb1836fc",
      "QUERY_AUTH_CODE to wxc39235c15087f6f3",
    ]);
    expect(error.mock.calls.flat().join("\n")).toContain(
      '"code":"ip_not_whitelisted","errcode":61004,"ip":"203.0.113.9"',
    );
    const { json } = await platform.api("/v1/status");
    expect(json.problems).toMatchObject([
      { code: "ip_not_whitelisted", detail: expect.stringContaining("203.0.113.9") },
    ]);
  });

  it("is for WeChat's own accounts only: from anybody else the same texts go to the business", async () => {
    const { platform, received } = await ready();
    const [account] = platform.wechat.accounts();
    const push = await platform.wechat.pushMessage(account?.appid ?? "", {
      Content: "QUERY_AUTH_CODE:queryauthcode@@@x",
    });
    expect(push.body).toBe("success");
    expect(received).toHaveLength(1);
    expect(platform.wechat.count("api_query_auth")).toBe(0);
  });
});

it("keeps the check's accounts out of the shards themselves", async () => {
  const { platform } = await ready();
  await platform.wechat.runReleaseCheck({ group: 5 });
  const { authorizerHolder } = await import("../../src/credentials/holders.ts");
  expect(await authorizerHolder(env, COMPONENT_APPID, "wxa35b9c23cfe664eb").describe("wxa35b9c23cfe664eb")).toBeNull();
});
