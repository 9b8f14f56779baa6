import { z } from "zod";
import type { Fault } from "../state/faults.ts";

const seconds = z.number().int();
const maybe = <T extends z.ZodType>(type: T) => type.exactOptional();

export const xmlFields: z.ZodType<import("../push/message-xml.ts").XmlFields> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), z.number(), xmlFields, z.array(xmlFields)])),
);

export const pushOverrides = z.strictObject({
  msgSignature: maybe(z.string().nullable()),
  token: maybe(z.string()),
  encodingAesKey: maybe(z.string()),
  tailAppid: maybe(z.string()),
  outerName: maybe(z.string()),
  plaintext: maybe(z.boolean()),
  truncateEncryptBy: maybe(z.number()),
  bodyBytes: maybe(z.number()),
  createTime: maybe(seconds),
  timestamp: maybe(seconds),
  nonce: maybe(z.string()),
  cdata: maybe(z.enum(["always", "never", "by chance"])),
  attempts: maybe(z.number().int().positive()),
});

export const ticketPush = z.strictObject({
  rotate: maybe(z.boolean()),
  createTime: maybe(seconds),
  attempts: maybe(z.number().int().positive()),
});

const where = {
  path: maybe(z.string()),
  authorizerAppid: maybe(z.string()),
  times: maybe(z.number().int().positive()),
  skip: maybe(z.number().int().nonnegative()),
  probability: maybe(z.number().min(0).max(1)),
};
const when = maybe(z.enum(["before", "after"]));

export const fault: z.ZodType<Fault> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), ms: z.number(), when, ...where }),
  z.strictObject({ kind: z.literal("errcode"), errcode: z.number().int(), errmsg: maybe(z.string()), when, ...where }),
  z.strictObject({ kind: z.literal("http_status"), status: z.number().int().min(200).max(599), when, ...where }),
  z.strictObject({ kind: z.enum(["html", "connection_dropped", "never_answering"]), when, ...where }),
  z.strictObject({
    kind: z.enum([
      "truncated_json",
      "expires_in_missing",
      "expires_in_string",
      "content_type_text",
      "unknown_fields",
      "refresh_token_empty",
      "refresh_token_absent",
      "refresh_token_new",
    ]),
    ...where,
  }),
]);

export const directGrant = z.object({
  funcIds: maybe(z.array(z.number().int())),
  push: maybe(z.boolean()),
  exchanged: maybe(z.boolean()),
  createTime: maybe(seconds),
});

export const confirmation = z.strictObject({
  preAuthCode: z.string(),
  authorizerAppid: z.string(),
  funcIds: maybe(z.array(z.number().int())),
  redirectUri: maybe(z.string()),
  order: maybe(z.enum(["event_first", "callback_first", "together", "event_only", "callback_only"])),
  codes: maybe(z.enum(["same", "different"])),
});

const accountFields = {
  userName: maybe(z.string()),
  kind: maybe(z.enum(["official_account", "mini_program", "channels", "promoter", "talent"])),
  principalName: maybe(z.string()),
  alias: maybe(z.string()),
  signature: maybe(z.string()),
  serviceType: maybe(z.number().int()),
  verifyType: maybe(z.number().int()),
  accountStatus: maybe(z.number().int()),
  hasApiPermission: maybe(z.boolean()),
  webDomains: maybe(z.array(z.string()).nullable()),
};
export const accountSketch = z.strictObject({ appid: z.string(), nickName: z.string(), ...accountFields });
export const accountChanges = z.strictObject({ nickName: maybe(z.string()), ...accountFields });

const flag = maybe(z.boolean());
const count = maybe(z.number().int().nonnegative());
const word = maybe(z.string());
const words = z.array(z.string());

/** What of the settings can be turned over HTTP: all but the clock, the delivery and the seed. */
export const settings = z.strictObject({
  componentAppid: word,
  componentAppsecret: word,
  token: word,
  encodingAesKey: word,
  eventUrl: word,
  messageUrl: word,
  authorizeHost: word,
  lifetimes: maybe(
    z.strictObject({
      ticket: count,
      componentAccessToken: count,
      preAuthCode: count,
      authorizationCode: count,
      authorizerAccessToken: count,
      overlap: count,
      componentOverlap: count,
    }),
  ),
  ipWhitelist: maybe(words.nullable()),
  clientIp: word,
  released: flag,
  testAccounts: maybe(words),
  authorizationOrder: maybe(confirmation.shape.order.unwrap()),
  eventDelayMs: count,
  authorizationCodes: maybe(z.enum(["same", "different"])),
  h5ChecksReferer: flag,
  h5ManglesAmpersands: flag,
  officialAccountInfoHasRefreshToken: flag,
  pushTimeoutMs: count,
  pushRetryAfterMs: count,
  eventPushAttempts: count,
  messagePushAttempts: count,
  ticketPushesPerValue: count,
  startPushTicketDelayMs: count,
  recordsKept: count,
});
