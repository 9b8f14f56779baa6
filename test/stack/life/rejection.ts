import assert from "node:assert/strict";
import { masked } from "../narrator.ts";
import { callWechat, tokenOf } from "./authorizer-token.ts";
import type { Stage } from "./stage.ts";

const CROWD = 100;

/** A token that WeChat does not take any more, long before its time: somebody else refreshed it, or it leaked. */
export async function replaceRejected({ stack, narrator, merchant: { appid } }: Stage): Promise<string> {
  narrator.step("WeChat rejects a token, and it is replaced · 40001");
  const { authorizer_access_token: rejected } = await tokenOf(stack, appid);
  stack.wechat.invalidateAccessTokens(appid);
  const refused = await callWechat(stack, rejected);
  assert.equal(refused.errcode, 40001, "WeChat refuses the token that was invalidated");
  narrator.saw("getaccountbasicinfo", `errcode ${refused.errcode} with ${masked(rejected)}`);

  const { authorizer_access_token: replaced } = await tokenOf(stack, appid, rejected);
  assert.notEqual(replaced, rejected, "another token comes back");
  narrator.saw("POST access-token {rejected}", masked(replaced));
  const accepted = await callWechat(stack, replaced);
  assert.equal(accepted.errcode, 0, "WeChat accepts the one that replaced it");
  narrator.saw("getaccountbasicinfo", `errcode ${accepted.errcode}, ${accepted.nickname}`);
  return replaced;
}

/** Many processes of the business find out at the same moment. */
export async function crowdRejects({ stack, narrator, merchant: { appid } }: Stage, rejected: string): Promise<void> {
  narrator.step(`${CROWD} callers reject the same token at once · 并发`);
  stack.wechat.invalidateAccessTokens(appid);
  stack.wechat.clearCalls();
  const answers = await Promise.all(Array.from({ length: CROWD }, () => tokenOf(stack, appid, rejected)));
  const tokens = new Set(answers.map((answer) => answer.authorizer_access_token));
  const calls = stack.wechat.count("api_authorizer_token");
  assert.equal(tokens.size, 1, "all get the same token");
  assert.equal(calls, 1, "at the cost of one call of api_authorizer_token");
  const [token = ""] = tokens;
  assert.notEqual(token, rejected);
  narrator.saw("answers", `${answers.length}, all ${masked(token)}`);
  narrator.saw("cost", `${calls} call of api_authorizer_token`);
  const late = await tokenOf(stack, appid, rejected);
  assert.equal(late.authorizer_access_token, token, "who comes late gets it too");
  assert.equal(stack.wechat.count("api_authorizer_token"), calls, "for nothing");
  narrator.saw("one who comes late", "the same token, no call");
}
