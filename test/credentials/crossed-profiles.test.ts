import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import { AuthorizerCredentials } from "../../src/credentials/authorizer-credentials.ts";
import { ComponentCredentials } from "../../src/credentials/component-credentials.ts";
import { authorizerSync, componentHolder } from "../../src/credentials/holders.ts";
import { adoptMany, anAccount, authorize, authorizerOf, depart, shardOf, tokenOf } from "../merchant.ts";
import { COMPONENT_APPID, startPlatform, stopPlatform } from "../platform.ts";
import { hold } from "./held-call.ts";

afterEach(stopPlatform);

test("a ticket bought while the authorization was revoked is not handed out", async () => {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  await new Promise((r) => setTimeout(r, 1_100));
  const held = hold(platform, "ticket/getticket");
  const asking = platform.api(`/v1/authorizers/${appid}/jsapi-ticket`).then((a) => {
    console.log("ANSWER", JSON.stringify(a));
    return a;
  });
  await held.arrived();
  await platform.wechat.unauthorize(appid);
  held.release();
  expect((await asking).json.code).toBe("authorizer_unauthorized");
});

test("an older look at the profile does not undo an update of the permission sets", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  platform.advance(5_000);
  const held = hold(platform, "api_get_authorizer_info");
  const looking = shardOf(appid).refreshProfile(appid);
  await held.arrived();
  const updating = platform.wechat.updateAuthorization(appid, [1, 7]).eventPush;
  await new Promise((r) => setTimeout(r, 300));
  held.release();
  await Promise.all([looking, updating]);
  await platform.wechat.settled();
  platform.advance(700_000);
  await platform.cron();
  const { func_info: sets } = await authorizerOf(platform, appid);
  expect(sets.map(({ id }: { id: number }) => id)).toEqual([1, 7]);
});

test("a merchant who reloads the callback during a quota costs the list nothing", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const departed = await depart(platform);
  const callback = new URL(departed.destination.searchParams.get("redirect_uri") ?? "");
  const fault = platform.wechat.faults.inject({ kind: "errcode", errcode: 45009, path: "api_query_auth" });
  for (let n = 0; n < 5; n++) {
    callback.searchParams.set("auth_code", `queryauthcode@@@made-up-${n}`);
    await platform.fetch(callback.href, { headers: { accept: "text/html" } });
  }
  fault.clear();
  platform.advance(61_000);
  await platform.cron();
  expect(platform.wechat.count("api_get_authorizer_list")).toBe(0);
});
void ComponentCredentials;
void AuthorizerCredentials;
void runInDurableObject;
void env;
void authorizerSync;
void componentHolder;
void adoptMany;
void tokenOf;
void COMPONENT_APPID;
