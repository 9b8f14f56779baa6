import * as z from "zod/mini";
import { at, count, field } from "./field.ts";

export const authorizationLink = z.object({
  url: field(z.url(), "The link. It can be sent, printed and opened again and again."),
  expires_at: at("Until then it can be opened."),
  qr_svg: field(z.string(), "The link as a QR code: an SVG document."),
});
export type AuthorizationLinkAnswer = z.infer<typeof authorizationLink>;

export const preAuthCode = z.object({
  pre_auth_code: field(z.string(), "预授权码. One authorization uses it up."),
  expires_in: count("Seconds, from now."),
  plugin: field(
    z.object({
      platformAppID: z.string(),
      preAuthCode: z.string(),
      authType: z.int(),
      bizAppid: z.exactOptional(z.string()),
    }),
    "What the plugin's page is opened with.",
  ),
});
export type PreAuthCodeAnswer = z.infer<typeof preAuthCode>;

export const oauthLink = z.object({ url: field(z.url(), "Where the visitor's browser is to go.") });
export type OauthLinkAnswer = z.infer<typeof oauthLink>;
