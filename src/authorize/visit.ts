import type { Context } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { DEFAULT_LINK, type LinkOptions, linkId, verifyLink } from "../links/authorization-link.ts";
import { AUTH_TYPES, type AuthorizationPlatform, type AuthType } from "../wechat/authorization-url.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import type { VisitFailure } from "./respond.tsx";

/** What a merchant's browser asks for at /authorize. */
export interface Visit {
  link: LinkOptions;
  /** Of a signed link; else null. */
  linkId: string | null;
  platform: AuthorizationPlatform;
}

const query = z.object({
  auth_type: z.optional(
    z
      .string()
      .check(
        z.refine((text) => AUTH_TYPES.map(String).includes(text), `auth_type is not one of ${AUTH_TYPES.join(", ")}`),
      ),
  ),
  biz_appid: z.optional(z.string().check(z.regex(/^\w{1,64}$/, "biz_appid is not an appid"))),
  category_id_list: z.optional(
    z.string().check(z.regex(/^\d{1,6}(\|\d{1,6})*$/, "category_id_list is not ids with | between them")),
  ),
  platform: z.optional(z.enum(["pc", "h5"], "platform is neither pc nor h5")),
});

/** Reads the query of a visit, or the signed link in its place. */
export async function readVisit(c: Context<AppEnv>, key: CryptoKey): Promise<Result<Visit, VisitFailure>> {
  const signed = c.req.query("link");
  if (signed !== undefined) {
    const link = await verifyLink(key, signed, Date.now());
    if (link === null) return fail({ code: "invalid_link" });
    return ok({ link, linkId: linkId(signed), platform: link.platform ?? platformOf(c) });
  }
  if (!c.var.config.authorizePublic) return fail({ code: "link_required" });
  // A parameter that is left empty is one that is left out.
  const given = Object.entries(c.req.query()).filter(([, value]) => value !== "");
  const parsed = query.safeParse(Object.fromEntries(given));
  if (!parsed.success) return fail({ code: "invalid_request", detail: parsed.error.issues[0]?.message ?? "" });
  const { auth_type, biz_appid, category_id_list, platform } = parsed.data;
  const link: LinkOptions = {
    ...DEFAULT_LINK,
    authType: auth_type === undefined ? DEFAULT_LINK.authType : (Number(auth_type) as AuthType),
    bizAppid: biz_appid ?? null,
    categoryIds: category_id_list?.split("|").map(Number) ?? [],
  };
  return ok({ link, linkId: null, platform: platform ?? platformOf(c) });
}

/** Phones and tablets get WeChat's H5 page. WeChat on a desktop is a desktop. */
function platformOf(c: Context<AppEnv>): AuthorizationPlatform {
  const agent = c.req.header("user-agent") ?? "";
  const mobile = c.req.header("sec-ch-ua-mobile") === "?1" || /Android|iPhone|iPad|iPod|HarmonyOS|Mobile/i.test(agent);
  return mobile ? "h5" : "pc";
}
