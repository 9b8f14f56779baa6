import { Hono } from "hono";
import { renderSVG } from "uqr";
import { type AppEnv, publicOrigin } from "../context.ts";
import { draftLink, recordLink } from "../credentials/issue-link.ts";
import { problemResponse } from "../problem.ts";
import type { AuthorizationLinkAnswer } from "./answers/links.ts";
import { readBody } from "./body.ts";
import { iso } from "./json.ts";
import { DEFAULT_LINK_SECONDS, linkBody, linkOptions } from "./link-body.ts";

/** What the largest QR code (version 40, error correction L) holds: ISO/IEC 18004, table 7. */
const QR_CODE_BYTES = 2_953;
/** Scanners find no code that runs into what is printed beside it: the same, section 9.1. */
const QUIET_ZONE_MODULES = 4;

/**
 * Links of ours for merchants. They can be sent, printed and opened again and again, for each opening asks WeChat for a
 * fresh pre_auth_code.
 */
export const authorizationLinks = new Hono<AppEnv>().post("/", async (c) => {
  const body = await readBody(c, linkBody);
  if (!body.ok) return problemResponse(c, body.failure);
  const { config } = c.var;
  const options = linkOptions(config, body.value);
  if (!options.ok) return problemResponse(c, options.failure);
  const expiresAt = Math.ceil(Date.now() / 1000 + (body.value.expires_in ?? DEFAULT_LINK_SECONDS)) * 1000;
  const { url, link } = await draftLink(config, publicOrigin(c), options.value, expiresAt, c.var.apiKeyName);
  if (url.length > QR_CODE_BYTES) {
    const detail = "The link is too long for a QR code: shorten tenant, return_to or category_id_list.";
    return problemResponse(c, { code: "invalid_request", detail });
  }
  await recordLink(c.env, config, link);
  const qrSvg = renderSVG(url, { border: QUIET_ZONE_MODULES });
  return c.json<AuthorizationLinkAnswer>({ url, expires_at: iso(expiresAt), qr_svg: qrSvg });
});
