import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { bearerKey } from "./bearer-key.ts";
import { callThrough } from "./proxy-call.ts";

/**
 * WeChat's API without tokens: `/wx/component/{path}` for the component, `/wx/{authorizer_appid}/{path}` on behalf of an
 * authorizer. An SDK works by changing its base URL.
 */
export const proxy = new Hono<AppEnv>().use(bearerKey).all("/*", async (c) => {
  // By the URL as it was written: nothing in it may be decoded or resolved before it is judged.
  const [, account = "", path = "", query = ""] =
    /^[^/]*\/\/[^/]*\/wx\/([^/?#]*)\/?([^?#]*)\??([^#]*)/.exec(c.req.url) ?? [];
  const call = { authorizerAppid: account === "component" ? null : account, path, query, request: c.req.raw };
  const answer = await callThrough(c.env, c.var.config, call, (work) => c.executionCtx.waitUntil(work));
  return answer.ok ? answer.value : problemResponse(c, answer.failure);
});
