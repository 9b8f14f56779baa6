import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { AuthorizerCredentials } from "../../src/credentials/authorizer-credentials.ts";
import { componentHolder } from "../../src/credentials/holders.ts";
import {
  adoptMany,
  anAccount,
  authorize,
  authorizerOf,
  comeBack,
  confirm,
  depart,
  shardOf,
  tokenOf,
} from "../merchant.ts";
import { COMPONENT_APPID, startPlatform, stopPlatform } from "../platform.ts";
import { hold } from "./held-call.ts";

afterEach(stopPlatform);
const seconds = () => Math.floor(Date.now() / 1000);

test("codes whose work another code did wait for nothing, and starve no grant", async () => {
  const platform = startPlatform();
  platform.wechat.settings.eventDelayMs = 300;
  await platform.wechat.pushTicket();
  for (let n = 0; n < 5; n++) {
    platform.wechat.faults.inject({ kind: "errcode", errcode: -1, path: "api_query_auth", times: 1 });
    await authorize(platform, anAccount(platform, n), { order: "callback_first", codes: "different" });
    expect((await tokenOf(platform, anAccount(platform, n))).status).toBe(200);
  }
  // A sixth: exchanged, and its shard is out of reach once.
  const last = anAccount(platform, 5);
  const spy = vi.spyOn(AuthorizerCredentials.prototype, "applyGrant").mockRejectedValueOnce(new Error("reset"));
  platform.advance(1_000);
  await authorize(platform, last, { order: "callback_only" }).catch(() => null);
  spy.mockRestore();
  for (let n = 0; n < 3; n++) {
    platform.advance(300_000);
    await platform.cron();
  }
  const left = await componentHolder(env, COMPONENT_APPID).leftOver();
  expect.soft(left.codes.length).toBe(0);
  expect((await tokenOf(platform, last)).status).toBe(200);
});

test("an authorization's own event during a refresh does not bring a rejected token back", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid, { order: "callback_only" });
  const old = (await tokenOf(platform, appid)).json.authorizer_access_token;
  const {
    json: { rejected: _ },
  } = { json: { rejected: 0 } };
  const held = hold(platform, "api_authorizer_token");
  const rejecting = platform.api(`/v1/authorizers/${appid}/access-token`, { method: "POST", body: { rejected: old } });
  await held.arrived();
  // the own `authorized` of the callback: nothing to exchange any more
  const shard = shardOf(appid);
  await shard.applyGrant({
    authorizerAppid: appid,
    grant: null,
    tenant: null,
    source: { kind: "event", infoType: "authorized", createTime: seconds(), preAuthHash: null },
  });
  held.release();
  const answer = await rejecting;
  expect(answer.json.authorizer_access_token).not.toBe(old);
});

test("nor an expired one", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid, { order: "callback_only" });
  platform.advance(3 * 3600_000);
  await platform.wechat.pushTicket();
  const held = hold(platform, "api_authorizer_token");
  const reading = tokenOf(platform, appid);
  await held.arrived();
  await shardOf(appid).applyGrant({
    authorizerAppid: appid,
    grant: null,
    tenant: null,
    source: { kind: "event", infoType: "updateauthorized", createTime: seconds(), preAuthHash: null },
  });
  held.release();
  expect((await reading).json.expires_in).toBeGreaterThan(0);
});

test("a rejecter that comes while the token it rejects is being published does not get it back", async () => {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const [appid = ""] = await adoptMany(platform, 1);
  const proto = Object.getPrototypeOf(env.CREDENTIALS);
  const put = proto.put;
  const state = { open: false };
  const spy = vi.spyOn(proto, "put").mockImplementation(async function (this: KVNamespace, ...args: unknown[]) {
    if (String(args[0]).includes("authorizer_access_token"))
      while (!state.open) await new Promise((r) => setTimeout(r, 5));
    return put.apply(this, args);
  });
  const first = tokenOf(platform, appid);
  await vi.waitFor(
    () => expect(spy.mock.calls.some(([key]) => String(key).includes("authorizer_access_token"))).toBe(true),
    { timeout: 30_000 },
  );
  const second = (await tokenOf(platform, appid)).json.authorizer_access_token; // stored already: served
  const rejecting = platform.api(`/v1/authorizers/${appid}/access-token`, {
    method: "POST",
    body: { rejected: second },
  });
  setTimeout(() => {
    state.open = true;
  }, 100);
  await first;
  expect((await rejecting).json.authorizer_access_token).not.toBe(second);
});

test("a made-up code takes nobody's lost authorization, nor its tenant", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const link = (tenant: string) =>
    platform.api("/v1/authorization-links", { method: "POST", body: { auth_type: 6, tenant } });
  const evil = await depart(platform, (await link("evil")).json.url);
  const victim = anAccount(platform);
  const callback = new URL(evil.destination.searchParams.get("redirect_uri") ?? "");
  callback.searchParams.set("auth_code", "queryauthcode@@@made-up");
  callback.searchParams.set("expires_in", "3600");
  // a quota, at which the code was surely not spent
  platform.wechat.faults.inject({ kind: "errcode", errcode: 45009, path: "api_query_auth", times: 1 });
  const denied = await platform.fetch(callback.href, { headers: { accept: "text/html" } });
  expect(denied.status).toBe(503);
  platform.advance(1_000);
  platform.wechat.faults.inject({ kind: "connection_dropped", when: "after", path: "api_query_auth", times: 1 });
  await authorize(platform, victim, { order: "callback_only" });
  platform.advance(61_000);
  await platform.cron();
  const attacker = await platform.fetch(callback.href, { headers: { accept: "text/html" } });
  expect.soft(attacker.status).not.toBe(200);
  expect(await authorizerOf(platform, victim)).toMatchObject({ status: "authorized", tenant: null });
});

test("a copy that KV refuses to replace is withdrawn", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const [appid = ""] = await adoptMany(platform, 1);
  const old = (await tokenOf(platform, appid)).json.authorizer_access_token;
  const spy = vi.spyOn(Object.getPrototypeOf(env.CREDENTIALS), "put").mockRejectedValueOnce(new Error("429"));
  const path = `/v1/authorizers/${appid}/access-token`;
  const fresh = (await platform.api(path, { method: "POST", body: { rejected: old } })).json.authorizer_access_token;
  expect(fresh).not.toBe(old);
  spy.mockRestore();
  platform.advance(3600_000);
  await platform.cron();
  expect((await tokenOf(platform, appid)).json.authorizer_access_token).toBe(fresh);
});

test("an unauthorized from before the callback, applied while the code is exchanged, does not win over it", async () => {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  platform.advance(60_000);
  await platform.wechat.unauthorize(appid, { push: false });
  const revokedAt = seconds();
  platform.advance(30_000);
  const confirmation = await confirm(platform, await depart(platform), {
    authorizerAppid: appid,
    order: "callback_only",
  });
  const held = hold(platform, "api_query_auth");
  const coming = comeBack(platform, confirmation);
  await held.arrived();
  platform.advance(50);
  await platform.wechat.pushEvent({ InfoType: "unauthorized", AuthorizerAppid: appid }, { createTime: revokedAt });
  held.release();
  expect.soft((await coming).status).toBe(200);
  expect((await tokenOf(platform, appid)).status).toBe(200);
});

test("the callback's own event leaves a tenant that the business has set since", async () => {
  const platform = startPlatform();
  platform.wechat.settings.eventDelayMs = 400;
  await platform.wechat.pushTicket();
  const link = await platform.api("/v1/authorization-links", {
    method: "POST",
    body: { auth_type: 6, tenant: "from-link" },
  });
  const appid = anAccount(platform);
  const confirmation = await confirm(platform, await depart(platform, link.json.url), {
    authorizerAppid: appid,
    order: "callback_first",
  });
  await comeBack(platform, confirmation);
  await platform.api(`/v1/authorizers/${appid}`, { method: "PATCH", body: { tenant: "shop-42" } });
  await confirmation.eventPush;
  await platform.wechat.settled();
  expect(await authorizerOf(platform, appid)).toMatchObject({ tenant: "shop-42" });
});
