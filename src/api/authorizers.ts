import { Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { AUTHORIZER_STATUSES } from "../credentials/authorizer-row.ts";
import { listAuthorizers } from "../credentials/directory.ts";
import { authorizerHolder } from "../credentials/holders.ts";
import { problemResponse } from "../problem.ts";
import { isForwardUrl } from "../webhook/forward-url.ts";
import type { AuthorizerListAnswer } from "./answers/authorizer.ts";
import { readBody } from "./body.ts";
import { readInput } from "./input.ts";
import { authorizerDetailJson, authorizerJson } from "./json.ts";

const MAX_LIMIT = 100;

export const listQuery = z.object({
  cursor: z.optional(z.string()),
  limit: z.optional(
    z.pipe(
      z.string().check(z.regex(/^\d{1,4}$/, "is not a number")),
      z.pipe(
        z.transform(Number),
        z.number().check(z.minimum(1, "is under 1"), z.maximum(MAX_LIMIT, `is over ${MAX_LIMIT}`)),
      ),
    ),
  ),
  q: z.optional(z.string().check(z.maxLength(100))),
  status: z.optional(z.enum(AUTHORIZER_STATUSES, `is not one of ${AUTHORIZER_STATUSES.join(", ")}`)),
});

const text = (length: number) => z.optional(z.nullable(z.string().check(z.maxLength(length))));

export const notesBody = z.strictObject({
  tenant: text(200),
  note: text(2_000),
  forward_url: z.optional(
    z.nullable(z.string().check(z.maxLength(2_000), z.refine(isForwardUrl, "is not https, or http on loopback"))),
  ),
});

export const authorizers = new Hono<AppEnv>()
  .get("/", async (c) => {
    const query = readInput(listQuery, c.req.query());
    if (!query.ok) return problemResponse(c, query.failure);
    const { cursor, limit = MAX_LIMIT, q, status } = query.value;
    const filter = { text: q?.trim() || null, status: status ?? null };
    const page = await listAuthorizers(c.env, c.var.config.componentAppid, cursor ?? "", limit, filter);
    return c.json<AuthorizerListAnswer>({ authorizers: page.authorizers.map(authorizerJson), next_cursor: page.next });
  })
  .get("/:appid", async (c) => {
    const appid = c.req.param("appid");
    const authorizer = await authorizerHolder(c.env, c.var.config.componentAppid, appid).describe(appid);
    if (authorizer === null) return problemResponse(c, { code: "unknown_authorizer" });
    return c.json(authorizerDetailJson(authorizer));
  })
  .patch("/:appid", async (c) => {
    const appid = c.req.param("appid");
    const body = await readBody(c, notesBody);
    if (!body.ok) return problemResponse(c, body.failure);
    const { tenant, note, forward_url: forwardUrl } = body.value;
    const authorizer = await authorizerHolder(c.env, c.var.config.componentAppid, appid).annotate(appid, {
      ...(tenant === undefined ? {} : { tenant: tenant || null }),
      ...(note === undefined ? {} : { note }),
      ...(forwardUrl === undefined ? {} : { forwardUrl }),
    });
    if (authorizer === null) return problemResponse(c, { code: "unknown_authorizer" });
    return c.json(authorizerDetailJson(authorizer));
  });
