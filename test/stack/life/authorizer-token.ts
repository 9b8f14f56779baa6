import assert from "node:assert/strict";
import type { AuthorizerTokenJson } from "../back-end.ts";
import { masked } from "../narrator.ts";
import type { Stack } from "../start.ts";
import type { Stage } from "./stage.ts";

/** The business gets the token and calls WeChat with it. */
export async function serveToken({ stack, narrator, merchant }: Stage): Promise<void> {
  narrator.step("The token is served, and works · authorizer_access_token");
  const token = await tokenOf(stack, merchant.appid);
  narrator.saw("authorizer_access_token", masked(token.authorizer_access_token));
  narrator.saw("expires_in", `${token.expires_in} s`);
  const answer = await callWechat(stack, token.authorizer_access_token);
  assert.equal(answer.errcode, 0, `WeChat accepts it: ${JSON.stringify(answer)}`);
  narrator.saw("getaccountbasicinfo with it", `errcode ${answer.errcode}, ${answer.nickname}`);
}

export async function tokenOf(
  { backEnd }: Pick<Stack, "backEnd">,
  appid: string,
  rejected?: string,
): Promise<AuthorizerTokenJson> {
  const { status, json } = await backEnd.ask<AuthorizerTokenJson>(
    `/v1/authorizers/${appid}/access-token`,
    rejected === undefined ? {} : { method: "POST", body: { rejected } },
  );
  assert.equal(status, 200, `access-token of ${appid} answered ${status} ${JSON.stringify(json)}`);
  return json;
}

/** A call that the business makes by itself: https://api.weixin.qq.com/cgi-bin/account/getaccountbasicinfo */
export async function callWechat(
  { wechatUrl }: Pick<Stack, "wechatUrl">,
  token: string,
): Promise<{ errcode: number; nickname: string }> {
  const url = `${wechatUrl}/cgi-bin/account/getaccountbasicinfo?access_token=${token}`;
  const json = (await (await fetch(url)).json()) as { errcode: number; nickname_info?: { nickname: string } };
  return { errcode: json.errcode, nickname: json.nickname_info?.nickname ?? "" };
}
