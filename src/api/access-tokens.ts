import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import type { CredentialFailure } from "../credentials/failure.ts";
import { readAuthorizerToken, readComponentToken } from "../credentials/read.ts";
import { secondsLeft, type TokenRecord } from "../credentials/token.ts";
import { problemResponse } from "../problem.ts";
import type { Result } from "../wechat/result.ts";
import type { AuthorizerAccessToken, ComponentAccessToken } from "./answers/tokens.ts";
import { readBody } from "./body.ts";

export const rejection = z.strictObject({ rejected: z.string().check(z.minLength(1)) });

type Read = (rejected?: string) => Promise<Result<TokenRecord, CredentialFailure>>;

/**
 * Tokens for back ends that call WeChat themselves. GET gives the token that works; POST is for a caller whose token WeChat
 * has just rejected: it names that one, and gets the one that replaces it.
 */
export const accessTokens = new Hono<AppEnv>()
  .on(["GET", "POST"], "/component/access-token", (c) => {
    const { config } = c.var;
    const read: Read = (rejected) => readComponentToken(c.env, config, rejected);
    return respond(c, read, (token, expires_in) => ({
      component_appid: config.componentAppid,
      component_access_token: token,
      expires_in,
    }));
  })
  .on(["GET", "POST"], "/authorizers/:appid/access-token", (c) => {
    const appid = c.req.param("appid");
    const read: Read = (rejected) => readAuthorizerToken(c.env, c.var.config, appid, rejected);
    return respond(c, read, (token, expires_in) => ({
      authorizer_appid: appid,
      authorizer_access_token: token,
      expires_in,
    }));
  });

type Answer = (token: string, expiresIn: number) => ComponentAccessToken | AuthorizerAccessToken;

async function respond(c: Context<AppEnv>, read: Read, answer: Answer): Promise<Response> {
  let rejected: string | undefined;
  if (c.req.method === "POST") {
    const body = await readBody(c, rejection);
    if (!body.ok) return problemResponse(c, body.failure);
    rejected = body.value.rejected;
  }
  const token = await read(rejected);
  if (!token.ok) return problemResponse(c, token.failure);
  return c.json(answer(token.value.value, secondsLeft(token.value, Date.now())));
}
