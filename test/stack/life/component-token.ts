import assert from "node:assert/strict";
import type { ComponentTokenJson } from "../back-end.ts";
import { masked } from "../narrator.ts";
import type { Stage } from "./stage.ts";

const READERS = 100;

/** The ticket buys the component_access_token, once, however many ask at the same moment. */
export async function buyComponentToken({ stack: { wechat, backEnd }, narrator }: Stage): Promise<void> {
  narrator.step("The component token is bought · component_access_token");
  const ask = () => backEnd.ask<ComponentTokenJson>("/v1/component/access-token");
  const answers = await Promise.all(Array.from({ length: READERS }, ask));
  const tokens = new Set(answers.map(({ json }) => json.component_access_token));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200], "every reader gets 200");
  assert.equal(tokens.size, 1, "every reader gets the same token");
  const [token = ""] = tokens;
  assert.equal(token, wechat.accessToken(wechat.settings.componentAppid), "it is the one that WeChat issued");
  const calls = wechat.count("api_component_token");
  assert.equal(calls, 1, "it costs one call of api_component_token");
  narrator.saw("component_access_token", masked(token));
  narrator.saw("expires_in", `${answers[0]?.json.expires_in} s`);
  narrator.saw(`${READERS} readers at once`, `1 token, ${calls} call of api_component_token`);
}
