import { Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { authorizerLoginUrl, wecomLoginUrl } from "../wechat/oauth-url.ts";
import type { OauthLinkAnswer } from "./answers/links.ts";
import { appid } from "./appid.ts";
import { readBody } from "./body.ts";

const redirectUri = z.string().check(z.maxLength(2_000), z.refine(isRedirectUri, "is not an http(s) URL without a #"));

/** WeChat's limit. */
const STATE_BYTES = 128;
const state = z.optional(
  z
    .string()
    .check(z.refine((text) => new TextEncoder().encode(text).length <= STATE_BYTES, `is over ${STATE_BYTES} bytes`)),
);

export const oauthLinkBody = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("authorizer"),
    appid,
    redirect_uri: redirectUri,
    scope: z.enum(["snsapi_base", "snsapi_userinfo"], "is neither snsapi_base nor snsapi_userinfo"),
    state,
  }),
  z.strictObject({
    kind: z.literal("wecom"),
    corpid: appid,
    agentid: z.optional(z.union([z.string().check(z.regex(/^\d{1,12}$/, "is not a number")), z.int()])),
    redirect_uri: redirectUri,
    scope: z.optional(z.enum(["snsapi_base", "snsapi_privateinfo"], "is neither snsapi_base nor snsapi_privateinfo")),
    state,
  }),
]);

/** Links by which a page learns who its visitor is: on behalf of an official account, or in WeCom. */
export const oauthLinks = new Hono<AppEnv>().post("/", async (c) => {
  const body = await readBody(c, oauthLinkBody);
  if (!body.ok) return problemResponse(c, body.failure);
  const { wechatOpenBase, componentAppid } = c.var.config;
  const link = body.value;
  const url =
    link.kind === "authorizer"
      ? authorizerLoginUrl(wechatOpenBase, {
          appid: link.appid,
          redirectUri: link.redirect_uri,
          scope: link.scope,
          state: link.state ?? "",
          componentAppid,
        })
      : wecomLoginUrl(wechatOpenBase, {
          corpid: link.corpid,
          agentid: link.agentid === undefined ? null : String(link.agentid),
          redirectUri: link.redirect_uri,
          scope: link.scope ?? "snsapi_base",
          state: link.state ?? "",
        });
  return c.json<OauthLinkAnswer>({ url });
});

/** A fragment would swallow the code, or be lost with it. */
function isRedirectUri(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !text.includes("#");
}
