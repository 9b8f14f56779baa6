import * as z from "zod/mini";
import { appid, componentAppid, count, expiresIn, field } from "./field.ts";

export const componentAccessToken = z.object({
  component_appid: componentAppid,
  component_access_token: field(z.string(), "The token that works just now."),
  expires_in: expiresIn,
});
export type ComponentAccessToken = z.infer<typeof componentAccessToken>;

export const authorizerAccessToken = z.object({
  authorizer_appid: appid,
  authorizer_access_token: field(z.string(), "The token that works just now."),
  expires_in: expiresIn,
});
export type AuthorizerAccessToken = z.infer<typeof authorizerAccessToken>;

export const jsapiTicketAnswer = z.object({
  ticket: field(z.string(), "The ticket that works just now."),
  expires_in: expiresIn,
});
export type JsapiTicketAnswer = z.infer<typeof jsapiTicketAnswer>;

export const jsapiSignatureAnswer = z.object({
  appId: z.string(),
  timestamp: count("Seconds since the epoch."),
  nonceStr: z.string(),
  signature: field(z.string(), "SHA-1, 40 hexadecimal digits."),
});
export type JsapiSignatureAnswer = z.infer<typeof jsapiSignatureAnswer>;
