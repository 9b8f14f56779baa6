import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, test } from "vitest";
import { adoptMany, anAccount, authorizerOf, comeBack, confirm, depart, shardOf, tokenOf } from "../merchant.ts";
import { startPlatform, stopPlatform } from "../platform.ts";
import { hold } from "./held-call.ts";

afterEach(stopPlatform);

test("a sync that lists an account while its code is being exchanged loses no refresh token", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const link = await platform.api("/v1/authorization-links", {
    method: "POST",
    body: { auth_type: 6, tenant: "shop-7" },
  });
  const appid = anAccount(platform);
  const confirmation = await confirm(platform, await depart(platform, link.json.url), {
    authorizerAppid: appid,
    order: "callback_only",
  });
  const held = hold(platform, "api_query_auth", "before");
  const coming = comeBack(platform, confirmation);
  await held.arrived();
  // Listed before WeChat has seen the exchange: refresh_token is empty then.
  platform.advance(20);
  await shardOf(appid).importListed(
    [{ authorizerAppid: appid, refreshToken: null, authorizedAt: Date.now() - 1000 }],
    Date.now(),
  );
  platform.advance(20);
  held.release();
  const response = await coming;
  const stored = await runInDurableObject(
    shardOf(appid),
    (_, state) =>
      JSON.parse(
        state.storage.sql
          .exec<{ authorizer: string }>("SELECT authorizer FROM authorizers WHERE authorizer_appid = ?", appid)
          .one().authorizer,
      ).refreshToken,
  );
  expect.soft(response.status).toBe(200);
  expect.soft(stored).toBe(platform.wechat.authorization(appid)?.refreshToken);
  expect.soft(await authorizerOf(platform, appid)).toMatchObject({ tenant: "shop-7" });
  expect((await tokenOf(platform, appid)).status).toBe(200);
});

test("a problem does not go away while the next sweep is running", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  await adoptMany(platform, 3);
  platform.wechat.faults.inject({ kind: "errcode", errcode: 45009, path: "api_authorizer_token" });
  await platform.cron();
  expect((await platform.fetch("/healthz")).status).toBe(503);
  platform.advance(300_000);
  const held = hold(platform, "api_authorizer_token");
  const running = platform.cron();
  await held.arrived();
  const during = (await platform.fetch("/healthz")).status;
  held.release();
  await running;
  expect(during).toBe(503);
});
