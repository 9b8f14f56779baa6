import { afterEach, describe, expect, test } from "vitest";
import { anAccount, authorize } from "../merchant.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const COMPONENT = "/v1/component/access-token";

async function started(): Promise<{ platform: Platform; appid: string; path: string }> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  return { platform, appid, path: `/v1/authorizers/${appid}/access-token` };
}

/** Seconds, whole, and what is left of two hours. */
function expectTwoHours(json: Json): void {
  expect(Number.isInteger(json.expires_in)).toBe(true);
  expect(json.expires_in).toBeGreaterThan(7_190);
  expect(json.expires_in).toBeLessThanOrEqual(7_200);
}

describe("the component's token", () => {
  test("is the one that WeChat issued, with what is left of its life", async () => {
    const { platform } = await started();
    const { status, json } = await platform.api(COMPONENT);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(["component_appid", "component_access_token", "expires_in"]);
    expect(json.component_appid).toBe("wx0000000000000001");
    expect(json.component_access_token).toBe(platform.wechat.accessToken("wx0000000000000001"));
    expectTwoHours(json);
  });

  test("has ever less of its life left", async () => {
    const { platform } = await started();
    const before = (await platform.api(COMPONENT)).json;
    platform.advance(3_600_000);
    const after = (await platform.api(COMPONENT)).json;
    expect(after.component_access_token).toBe(before.component_access_token);
    expect(before.expires_in - after.expires_in).toBeGreaterThanOrEqual(3_600);
  });

  test("is replaced for who shows it rejected, and the answer has the same shape", async () => {
    const { platform } = await started();
    const { json } = await platform.api(COMPONENT);
    const rejected = json.component_access_token;
    const replaced = await platform.api(COMPONENT, { method: "POST", body: { rejected } });
    expect(replaced.status).toBe(200);
    expect(Object.keys(replaced.json)).toEqual(Object.keys(json));
    expect(replaced.json.component_access_token).not.toBe(rejected);
    expect(replaced.json.component_access_token).toBe(platform.wechat.accessToken("wx0000000000000001"));
    expect((await platform.api(COMPONENT)).json.component_access_token).not.toBe(rejected);
  });
});

describe("an authorizer's token", () => {
  test("is the one that WeChat issued, with what is left of its life", async () => {
    const { platform, appid, path } = await started();
    const { status, json } = await platform.api(path);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(["authorizer_appid", "authorizer_access_token", "expires_in"]);
    expect(json).toMatchObject({
      authorizer_appid: appid,
      authorizer_access_token: platform.wechat.accessToken(appid),
    });
    expectTwoHours(json);
  });

  test("is replaced for who shows it rejected, and the answer has the same shape", async () => {
    const { platform, appid, path } = await started();
    const { json } = await platform.api(path);
    const rejected = json.authorizer_access_token;
    const replaced = await platform.api(path, { method: "POST", body: { rejected } });
    expect(replaced.status).toBe(200);
    expect(Object.keys(replaced.json)).toEqual(Object.keys(json));
    expect(replaced.json.authorizer_access_token).toBe(platform.wechat.accessToken(appid));
    expect(replaced.json.authorizer_access_token).not.toBe(rejected);
    expectTwoHours(replaced.json);
  });
});

describe("both kinds of token", () => {
  test("are JSON that nobody on the way may keep", async () => {
    const { platform, path } = await started();
    const headers = { authorization: "Bearer demo-key-0123456789abcdef" };
    for (const each of [COMPONENT, path]) {
      const response = await platform.fetch(each, { headers });
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("are not replaced for a token that was never issued, or by a GET with a body of wishes", async () => {
    const { platform, path } = await started();
    for (const each of [COMPONENT, path]) {
      const { json } = await platform.api(each);
      platform.wechat.clearCalls();
      const rejected = "somebody else's token";
      const post = await platform.api(each, { method: "POST", body: { rejected } });
      const query = await platform.api(`${each}?force=true&rejected=${encodeURIComponent(Object.values(json).join())}`);
      for (const answer of [post, query])
        expect(answer.json).toMatchObject({ ...json, expires_in: expect.any(Number) });
      expect(platform.wechat.count()).toBe(0);
    }
  });

  test("have no other methods", async () => {
    const { platform, path } = await started();
    for (const each of [COMPONENT, path]) {
      for (const method of ["PUT", "DELETE", "PATCH"]) {
        expect((await platform.api(each, { method })).json).toMatchObject({ status: 404, code: "not_found" });
      }
    }
  });
});
