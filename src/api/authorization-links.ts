import { Hono } from "hono";
import { renderSVG } from "uqr";
import * as z from "zod/mini";
import { type AppEnv, publicOrigin } from "../context.ts";
import { DEFAULT_LINK, signLink } from "../links/authorization-link.ts";
import { linkKey } from "../links/signed-token.ts";
import { problemResponse } from "../problem.ts";
import { AUTH_TYPES, type AuthType } from "../wechat/authorization-url.ts";
import { readBody } from "./body.ts";
import { iso } from "./json.ts";

const DAY_SECONDS = 24 * 3600;

const linkBody = z.strictObject({
  auth_type: z.optional(
    z
      .number()
      .check(z.refine((type) => AUTH_TYPES.includes(type as AuthType), `is not one of ${AUTH_TYPES.join(", ")}`)),
  ),
  biz_appid: z.optional(z.string().check(z.regex(/^\w{1,64}$/, "is not an appid"))),
  category_id_list: z.optional(z.array(z.int().check(z.positive())).check(z.maxLength(200))),
  platform: z.optional(z.enum(["pc", "h5"], "is neither pc nor h5")),
  tenant: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  return_to: z.optional(z.string().check(z.maxLength(1_000))),
  expires_in: z.optional(
    z.int().check(z.minimum(60, "is under 60 seconds"), z.maximum(365 * DAY_SECONDS, "is over a year")),
  ),
});

/**
 * Links of ours for merchants. They can be sent, printed and opened again and again, for each opening asks WeChat for a
 * fresh pre_auth_code.
 */
export const authorizationLinks = new Hono<AppEnv>().post("/", async (c) => {
  const body = await readBody(c, linkBody);
  if (!body.ok) return problemResponse(c, body.failure);
  const { auth_type, biz_appid, category_id_list, platform, tenant, return_to, expires_in = DAY_SECONDS } = body.value;
  const { config } = c.var;
  if (return_to !== undefined && !mayReturnTo(config.returnOrigins, return_to)) {
    const detail = "return_to: its origin is not one of RETURN_ORIGINS";
    return problemResponse(c, { code: "invalid_request", detail });
  }
  const expiresAt = Math.ceil(Date.now() / 1000 + expires_in) * 1000;
  const options = {
    authType: (auth_type ?? DEFAULT_LINK.authType) as AuthType,
    bizAppid: biz_appid ?? null,
    categoryIds: category_id_list ?? [],
    platform: platform ?? null,
    tenant: tenant ?? null,
    returnTo: return_to ?? null,
  };
  const link = await signLink(await linkKey(config), options, expiresAt);
  const url = `${publicOrigin(c)}/authorize?link=${link}`;
  return c.json({ url, expires_at: iso(expiresAt), qr_svg: renderSVG(url) });
});

function mayReturnTo(origins: readonly string[], returnTo: string): boolean {
  return URL.canParse(returnTo) && origins.includes(new URL(returnTo).origin);
}
