import { Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { authorizerHolder } from "../credentials/holders.ts";
import { secondsLeft } from "../credentials/token.ts";
import { problemResponse } from "../problem.ts";
import { JSAPI_TICKET_TYPES, signJsapi } from "../wechat/jsapi-ticket.ts";
import { rejection } from "./access-tokens.ts";
import type { JsapiSignatureAnswer, JsapiTicketAnswer } from "./answers/tokens.ts";
import { readBody } from "./body.ts";
import { readInput } from "./input.ts";

export const ticketQuery = z.object({
  type: z.optional(z.enum(JSAPI_TICKET_TYPES, `is not one of ${JSAPI_TICKET_TYPES.join(", ")}`)),
});

export const signatureBody = z.strictObject({
  url: z.string().check(z.maxLength(2_000), z.refine(isHttpUrl, "is not an http(s) URL")),
});

/** For pages of official accounts: the ticket, held as the token is, and ready-made signatures for wx.config. */
export const jsapi = new Hono<AppEnv>()
  .on(["GET", "POST"], "/:appid/jsapi-ticket", async (c) => {
    const query = readInput(ticketQuery, c.req.query());
    if (!query.ok) return problemResponse(c, query.failure);
    let rejected: string | undefined;
    if (c.req.method === "POST") {
      const body = await readBody(c, rejection);
      if (!body.ok) return problemResponse(c, body.failure);
      rejected = body.value.rejected;
    }
    const appid = c.req.param("appid");
    const holder = authorizerHolder(c.env, c.var.config.componentAppid, appid);
    const ticket = await holder.getJsapiTicket(appid, query.value.type ?? "jsapi", rejected);
    if (!ticket.ok) return problemResponse(c, ticket.failure);
    return c.json<JsapiTicketAnswer>({ ticket: ticket.value.value, expires_in: secondsLeft(ticket.value, Date.now()) });
  })
  .post("/:appid/jsapi-signature", async (c) => {
    const body = await readBody(c, signatureBody);
    if (!body.ok) return problemResponse(c, body.failure);
    const appid = c.req.param("appid");
    const holder = authorizerHolder(c.env, c.var.config.componentAppid, appid);
    const ticket = await holder.getJsapiTicket(appid, "jsapi");
    if (!ticket.ok) return problemResponse(c, ticket.failure);
    const nonceStr = crypto.randomUUID().replaceAll("-", "");
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = await signJsapi(appid, ticket.value.value, body.value.url, nonceStr, timestamp);
    return c.json<JsapiSignatureAnswer>(signature);
  });

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
