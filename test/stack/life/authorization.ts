import assert from "node:assert/strict";
import type { AuthorizerJson, LinkJson } from "../back-end.ts";
import { confirmAuthorization, openAuthorization } from "../merchant.ts";
import { BUSINESS_ORIGIN } from "../settings.ts";
import type { Stage } from "./stage.ts";

const TENANT = "shop-42";
const RETURN_TO = `${BUSINESS_ORIGIN}/wechat/connected`;

/** The business makes a link for its tenant. */
export async function createLink({ stack: { backEnd }, narrator }: Stage): Promise<string> {
  narrator.step("The business asks for a link · 授权链接");
  const { status, json } = await backEnd.ask<LinkJson>("/v1/authorization-links", {
    method: "POST",
    body: { tenant: TENANT, return_to: RETURN_TO, auth_type: 3 },
  });
  assert.equal(status, 200, `POST /v1/authorization-links answered ${status} ${JSON.stringify(json)}`);
  assert.match(json.qr_svg, /^<svg/, "a QR code comes with it");
  narrator.saw("POST /v1/authorization-links", `tenant ${TENANT}, return_to ${RETURN_TO}`);
  narrator.saw("signed link", `${json.url.slice(0, 60)}… (${json.url.length} characters)`);
  narrator.saw("good until", `${json.expires_at}, with a QR code of ${json.qr_svg.length} characters of SVG`);
  return json.url;
}

/** The merchant opens the link, is taken to WeChat's page, confirms there, and comes back. */
export async function authorize({ stack, narrator, merchant }: Stage, link: string): Promise<void> {
  const { wechat } = stack;
  narrator.step("The merchant opens it and confirms on WeChat's page · 授权页");
  const page = await openAuthorization(link);
  narrator.saw("our page", "200, and on to WeChat with the Referer that WeChat wants");
  narrator.saw("WeChat's page", `${page.url.pathname}, ${page.choices.length} accounts to choose from`);

  const end = await confirmAuthorization(page, merchant.appid);
  const { eventPush } = { eventPush: wechat.pushes.findLast(({ infoType }) => infoType === "authorized") };
  assert.ok(eventPush?.accepted, "WeChat's authorized event is answered success");
  narrator.saw("the merchant confirms as", `${merchant.nickName} (${merchant.appid})`);
  narrator.saw("event `authorized`", `answered \`${eventPush.body}\` in ${eventPush.ms} ms`);

  assert.equal(end.status, 303, `the callback answered ${end.status}`);
  const returned = new URL(end.location ?? "");
  assert.equal(returned.origin + returned.pathname, RETURN_TO, "the browser is sent back to return_to");
  assert.equal(returned.searchParams.get("authorizer_appid"), merchant.appid);
  assert.equal(returned.searchParams.get("tenant"), TENANT);
  narrator.saw("callback", `${end.status} → ${returned.href}`);

  const exchanges = wechat.count("api_query_auth");
  assert.equal(exchanges, 1, "event and callback together cost one api_query_auth");
  narrator.saw("code brought by both", `exchanged once (${exchanges} call of api_query_auth)`);
}

/** What is known of the merchant's account then. */
export async function showAuthorizer({ stack: { backEnd }, narrator, merchant }: Stage): Promise<void> {
  narrator.step("Tokens and profile are stored · 授权方");
  const { status, json } = await backEnd.ask<AuthorizerJson>(`/v1/authorizers/${merchant.appid}`);
  assert.equal(status, 200, "GET /v1/authorizers/:appid");
  assert.equal(json.status, "authorized");
  assert.equal(json.nick_name, merchant.nickName);
  assert.equal(json.tenant, TENANT);
  assert.ok(json.func_info.length > 0, "its permission sets are known");
  narrator.saw("nick_name", `${json.nick_name} · ${json.principal_name}`);
  narrator.saw("tenant, status", `${json.tenant}, ${json.status}`);
  const names = json.func_info.slice(0, 4).map(({ id, name }) => `${id} ${name}`);
  narrator.saw("func_info", `${json.func_info.length} permission sets: ${names.join("、")} …`);
}

const TOGETHER = 8;

/** More merchants, of whom only WeChat's events tell. */
export async function othersAuthorize({ stack: { wechat, backEnd }, narrator }: Stage, others: number): Promise<void> {
  narrator.step(`${others} more merchants authorize · 更多商家`);
  const appids = wechat.addAccounts(others).map(({ appid }) => appid);
  for (let first = 0; first < appids.length; first += TOGETHER) {
    const grants = wechat.authorizeMany(appids.slice(first, first + TOGETHER), { push: true });
    for (const push of await Promise.all(grants.map(({ eventPush }) => eventPush))) {
      assert.ok(push?.accepted, `an authorized event was answered ${push?.status} ${push?.body}`);
    }
  }
  const { json } = await backEnd.ask<{ authorizers: AuthorizerJson[]; next_cursor: string | null }>("/v1/authorizers");
  assert.equal(json.authorizers.length, others + 1, "GET /v1/authorizers lists them all");
  assert.ok(json.authorizers.every(({ status }) => status === "authorized"));
  narrator.saw("events `authorized`", `${others}, each answered \`success\``);
  narrator.saw(
    "GET /v1/authorizers",
    `${json.authorizers.length}: ${json.authorizers
      .slice(-3)
      .map(({ nick_name }) => nick_name)
      .join("、")} …`,
  );
}
