import createClient from "openapi-fetch";
import { afterEach, expect, expectTypeOf, test } from "vitest";
import type { paths } from "../../src/api/openapi/client.d.ts";
import { anAccount, authorize } from "../merchant.ts";
import { ORIGIN, type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

/** A back end in TypeScript: openapi-fetch, which nobody here wrote, and the generated types. */
function backEnd(platform: Platform) {
  return createClient<paths>({
    baseUrl: ORIGIN,
    headers: { authorization: "Bearer demo-key-0123456789abcdef" },
    fetch: async ({ url, method, headers, body }) =>
      platform.fetch(url, { method, headers, ...(body === null ? {} : { body }) }),
  });
}

test("a client with the generated types reads, writes and is told what went wrong", async () => {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  const client = backEnd(platform);
  const params = { path: { appid } };

  const token = await client.GET("/v1/authorizers/{appid}/access-token", { params });
  expectTypeOf(token.data?.authorizer_access_token).toEqualTypeOf<string | undefined>();
  expect(token.data?.authorizer_access_token).toBe(platform.wechat.accessToken(appid));

  const noted = await client.PATCH("/v1/authorizers/{appid}", { params, body: { tenant: "shop-7", note: null } });
  expect(noted.data).toMatchObject({ tenant: "shop-7", status: "authorized" });
  const list = await client.GET("/v1/authorizers", { params: { query: { q: "shop-7", limit: 5 } } });
  expect(list.data?.authorizers.map((each) => each.authorizer_appid)).toEqual([appid]);

  const link = await client.POST("/v1/oauth-links", {
    body: { kind: "wecom", corpid: "ww1", redirect_uri: "https://shop.example.com/" },
  });
  expect(link.data?.url).toContain("appid=ww1");

  const nobody = await client.GET("/v1/authorizers/{appid}", { params: { path: { appid: "wxnobody" } } });
  expect(nobody.data).toBeUndefined();
  expectTypeOf(nobody.error?.code).toEqualTypeOf<
    "invalid_api_key" | "unknown_authorizer" | "rate_limited" | "internal_error" | "not_configured" | undefined
  >();
  expect(nobody.error?.code).toBe("unknown_authorizer");
});

test("what the interface does not take does not compile", () => {
  const client = backEnd(startPlatform());
  const wrong = [
    // @ts-expect-error: there is no such route
    () => client.GET("/v1/nothing"),
    // @ts-expect-error: a path needs its appid
    () => client.GET("/v1/authorizers/{appid}"),
    // @ts-expect-error: there is no auth_type 7
    () => client.POST("/v1/authorization-links", { body: { auth_type: 7 } }),
    // @ts-expect-error: rejected is required
    () => client.POST("/v1/component/access-token", { body: {} }),
  ];
  expect(wrong).toHaveLength(4);
});
