import assert from "node:assert/strict";
import type { AuthorizerJson, ProblemJson, StatusJson } from "../back-end.ts";
import { callWechat, tokenOf } from "./authorizer-token.ts";
import type { Stage } from "./stage.ts";

/** The merchant takes the authorization back, which only merchants can. */
export async function revoke({ stack, narrator, merchant: { appid } }: Stage): Promise<void> {
  const { wechat, backEnd } = stack;
  narrator.step("The merchant revokes · unauthorized");
  const { authorizer_access_token: token } = await tokenOf(stack, appid);
  wechat.clearCalls();
  const push = await wechat.unauthorize(appid);
  assert.ok(push?.accepted, `the unauthorized event was answered ${push?.status} ${push?.body}`);
  narrator.saw("event `unauthorized`", `answered \`${push.body}\` in ${push.ms} ms`);

  const refused = await backEnd.ask<ProblemJson>(`/v1/authorizers/${appid}/access-token`);
  assert.equal(refused.status, 409, "no token of it is served any more");
  assert.equal(refused.json.code, "authorizer_unauthorized");
  narrator.saw("GET access-token", `${refused.status} ${refused.json.code}`);
  const { json } = await backEnd.ask<AuthorizerJson>(`/v1/authorizers/${appid}`);
  assert.equal(json.status, "unauthorized", "its row stays, with the status");
  narrator.saw("GET /v1/authorizers/:appid", `status ${json.status}, ${json.nick_name} is still known`);
  const { errcode } = await callWechat(stack, token);
  assert.notEqual(errcode, 0);
  narrator.saw("the last token at WeChat", `errcode ${errcode}`);
  await stack.cron();
  assert.equal(wechat.count("api_authorizer_token", { authorizerAppid: appid }), 0, "no sweep asks for it again");
}

/** How it all stands in the end. */
export async function lookBack({ stack: { backEnd }, narrator }: Stage, authorizers: number): Promise<void> {
  narrator.step("Looking back · /v1/status");
  const { status, json } = await backEnd.ask<StatusJson>("/v1/status");
  assert.equal(status, 200);
  const { total, authorized, unauthorized, needs_reauthorization } = json.authorizers;
  assert.deepEqual(
    { total, authorized, unauthorized, needs_reauthorization },
    { total: authorizers, authorized: authorizers - 1, unauthorized: 1, needs_reauthorization: 0 },
  );
  assert.deepEqual(json.problems, []);
  narrator.saw("authorizers", `${total}: ${authorized} authorized, ${unauthorized} unauthorized`);
  narrator.saw("problems", "none");
}
