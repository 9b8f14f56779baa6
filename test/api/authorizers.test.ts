import { afterEach, describe, expect, test } from "vitest";
import { anAccount, authorize } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const OFFICIAL = "wx5a1b0c7d3e9f2041";

async function started(): Promise<Platform> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  return platform;
}

describe("an authorizer", () => {
  test("has every field, in a list and alone; alone also its permission sets with their names", async () => {
    const platform = await started();
    await authorize(platform, OFFICIAL);
    const listed = {
      authorizer_appid: OFFICIAL,
      status: "authorized",
      account_type: "official_account",
      nick_name: "青禾生鲜",
      head_img: expect.stringMatching(/^https?:\/\//),
      principal_name: "杭州青禾生鲜科技有限公司",
      user_name: "gh_5a1b0c7d3e9f",
      tenant: null,
      note: null,
      forward_url: null,
      authorized_at: TIME,
      updated_at: TIME,
      access_token: { issued_at: TIME, due_at: TIME, expires_at: TIME },
      last_error: null,
    };
    expect((await platform.api("/v1/authorizers")).json).toEqual({ authorizers: [listed], next_cursor: null });
    const { status, json } = await platform.api(`/v1/authorizers/${OFFICIAL}`);
    expect(status).toBe(200);
    expect(json).toEqual({ ...listed, func_info: expect.any(Array) });
    expect(json.func_info).toContainEqual({ id: 1, name: "消息管理" });
    const { issued_at, due_at, expires_at } = json.access_token;
    expect(Date.parse(expires_at) - Date.parse(issued_at)).toBe(7_200_000);
    expect(Date.parse(due_at)).toBeLessThan(Date.parse(expires_at));
  });

  test.each([
    ["wx5a1b0c7d3e9f2041", "official_account"],
    ["wx9e3f5a7b1c2d4e63", "mini_program"],
    ["wxd26c8e0a3f517496", "channels"],
  ])("%s is of the kind %s", async (appid, kind) => {
    const platform = await started();
    await authorize(platform, appid);
    expect((await platform.api(`/v1/authorizers/${appid}`)).json.account_type).toBe(kind);
  });

  test("that revoked has its status, no token, and what it was", async () => {
    const platform = await started();
    await authorize(platform, OFFICIAL);
    platform.advance(1_000);
    await platform.wechat.unauthorize(OFFICIAL);
    expect((await platform.api(`/v1/authorizers/${OFFICIAL}`)).json).toMatchObject({
      status: "unauthorized",
      nick_name: "青禾生鲜",
      access_token: null,
    });
  });

  test("that WeChat refuses a token for has its last error, with WeChat's words", async () => {
    const platform = await started();
    await authorize(platform, OFFICIAL);
    platform.wechat.changeAccount(OFFICIAL, { accountStatus: 19 });
    platform.wechat.faults.inject({
      kind: "errcode",
      errcode: 50002,
      errmsg: "user limited",
      path: "api_authorizer_token",
    });
    platform.advance(7_300_000);
    await platform.api(`/v1/authorizers/${OFFICIAL}/access-token`);
    expect((await platform.api(`/v1/authorizers/${OFFICIAL}`)).json).toMatchObject({
      status: "authorized",
      last_error: { code: "wechat_error", errcode: 50002, errmsg: expect.stringContaining("user limited"), at: TIME },
    });
  });

  test("that nobody has heard of is unknown, in every way", async () => {
    const platform = await started();
    for (const [path, method, body] of [
      ["", "GET"],
      ["", "PATCH", { note: "x" }],
      ["/access-token", "GET"],
      ["/access-token", "POST", { rejected: "x" }],
      ["/jsapi-ticket", "GET"],
      ["/jsapi-signature", "POST", { url: "https://a.example.com/" }],
      ["/options/location_report", "GET"],
      ["/options/location_report", "PUT", { option_value: "1" }],
    ] as const) {
      const { json } = await platform.api(`/v1/authorizers/wx0000000000000009${path}`, { method, body });
      expect(json).toMatchObject({ code: "unknown_authorizer", status: 404 });
    }
    expect((await platform.api("/v1/authorizers")).json.authorizers).toEqual([]);
  });
});

describe("what the business notes about an authorizer", () => {
  test("is stored, shown, left alone by what is not mentioned, and taken away with null", async () => {
    const platform = await started();
    await authorize(platform, OFFICIAL);
    const patch = async (body: object) => {
      const { status, json } = await platform.api(`/v1/authorizers/${OFFICIAL}`, { method: "PATCH", body });
      expect(status).toBe(200);
      return json;
    };
    const all = { tenant: "店铺 7", note: "vip\n😀", forward_url: "https://app.example.com/in/$APPID$" };
    expect(await patch(all)).toMatchObject(all);
    expect(await patch({ note: "other" })).toMatchObject({ ...all, note: "other" });
    expect(await patch({})).toMatchObject({ ...all, note: "other" });
    expect(await patch({ tenant: null, forward_url: null })).toMatchObject({
      tenant: null,
      note: "other",
      forward_url: null,
    });
    expect((await platform.api("/v1/authorizers")).json.authorizers[0]).toMatchObject({ tenant: null, note: "other" });
  });

  test.each([
    "https://a.example.com/",
    "http://localhost:3000/x",
    "http://127.0.0.1/",
    "http://127.1.2.3:8080",
    "http://[::1]/",
  ])("may name %s to forward to", async (forward_url) => {
    const platform = await started();
    await authorize(platform, OFFICIAL);
    const { json } = await platform.api(`/v1/authorizers/${OFFICIAL}`, { method: "PATCH", body: { forward_url } });
    expect(json.forward_url).toBe(forward_url);
  });

  test("changes neither status nor tokens, and survives a new authorization", async () => {
    const platform = await started();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    const before = (await platform.api(`/v1/authorizers/${appid}/access-token`)).json.authorizer_access_token;
    await platform.api(`/v1/authorizers/${appid}`, { method: "PATCH", body: { note: "kept" } });
    expect((await platform.api(`/v1/authorizers/${appid}/access-token`)).json.authorizer_access_token).toBe(before);
    platform.advance(60_000);
    await platform.wechat.unauthorize(appid);
    platform.advance(60_000);
    await authorize(platform, appid);
    expect((await platform.api(`/v1/authorizers/${appid}`)).json).toMatchObject({ status: "authorized", note: "kept" });
  });
});
