import * as z from "zod/mini";
import type { Config } from "../config.ts";
import { DEFAULT_LINK, type LinkOptions } from "../links/authorization-link.ts";
import { mayReturnTo } from "../links/return-to.ts";
import { AUTH_TYPES } from "../wechat/authorization-url.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { appid } from "./appid.ts";

const DAY_SECONDS = 24 * 3600;
export const DEFAULT_LINK_SECONDS = DAY_SECONDS;

/** What a link or a pre_auth_code is asked for with. */
export const linkBody = z.strictObject({
  auth_type: z.optional(z.literal(AUTH_TYPES, `is not one of ${AUTH_TYPES.join(", ")}`)),
  biz_appid: z.optional(appid),
  category_id_list: z.optional(z.array(z.int().check(z.positive(), z.maximum(999_999))).check(z.maxLength(200))),
  platform: z.optional(z.enum(["pc", "h5"], "is neither pc nor h5")),
  tenant: z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(200)))),
  return_to: z.optional(z.string().check(z.maxLength(1_000))),
  expires_in: z.optional(
    z.int().check(z.minimum(60, "is under 60 seconds"), z.maximum(365 * DAY_SECONDS, "is over a year")),
  ),
});

/** The body as a link's options; `return_to` has to be on one of RETURN_ORIGINS. */
export function linkOptions(
  config: Config,
  body: z.output<typeof linkBody>,
): Result<LinkOptions, { code: "invalid_request"; detail: string }> {
  const { auth_type, biz_appid, category_id_list, platform, tenant, return_to } = body;
  if (return_to !== undefined && !mayReturnTo(config.returnOrigins, return_to)) {
    return fail({ code: "invalid_request", detail: "return_to: its origin is not one of RETURN_ORIGINS" });
  }
  return ok({
    authType: auth_type ?? DEFAULT_LINK.authType,
    bizAppid: biz_appid ?? null,
    categoryIds: category_id_list ?? [],
    platform: platform ?? null,
    tenant: tenant ?? null,
    returnTo: return_to ?? null,
  });
}
