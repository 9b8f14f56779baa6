import * as z from "zod/mini";
import { AUTH_TYPES, type AuthorizationPlatform, type AuthType } from "../wechat/authorization-url.ts";
import { signToken, verifyToken } from "./signed-token.ts";

/** What a merchant is asked to authorize, and what the business wants back with it. */
export interface LinkOptions {
  authType: AuthType;
  bizAppid: string | null;
  categoryIds: number[];
  /** Null: by the visitor's browser. */
  platform: AuthorizationPlatform | null;
  tenant: string | null;
  returnTo: string | null;
}

export const DEFAULT_LINK: LinkOptions = {
  authType: 3,
  bizAppid: null,
  categoryIds: [],
  platform: null,
  tenant: null,
  returnTo: null,
};

// Single letters, and only what differs from the default: the link goes into a QR code.
const schema = z.object({
  e: z.number(),
  a: z.optional(z.union(AUTH_TYPES.map((type) => z.literal(type)) as [z.ZodMiniLiteral<AuthType>])),
  b: z.optional(z.string()),
  c: z.optional(z.array(z.number())),
  p: z.optional(z.enum(["pc", "h5"])),
  t: z.optional(z.string()),
  r: z.optional(z.string()),
});

/** @param expiresAt ms since the epoch */
export function signLink(key: CryptoKey, options: LinkOptions, expiresAt: number): Promise<string> {
  return signToken(key, "link", {
    e: Math.ceil(expiresAt / 1000),
    ...(options.authType === DEFAULT_LINK.authType ? {} : { a: options.authType }),
    ...(options.bizAppid === null ? {} : { b: options.bizAppid }),
    ...(options.categoryIds.length === 0 ? {} : { c: options.categoryIds }),
    ...(options.platform === null ? {} : { p: options.platform }),
    ...(options.tenant === null ? {} : { t: options.tenant }),
    ...(options.returnTo === null ? {} : { r: options.returnTo }),
  });
}

/** By which a link is known among those that were issued: a part of its signature, so that it need not grow by it. */
export function linkId(link: string): string {
  return link.slice(link.lastIndexOf(".") + 1).slice(0, 16);
}

/** @returns null for a link that is not ours, was tampered with or has expired */
export async function verifyLink(key: CryptoKey, link: string, now: number): Promise<LinkOptions | null> {
  const parsed = schema.safeParse(await verifyToken(key, "link", link));
  if (!parsed.success || parsed.data.e * 1000 <= now) return null;
  const { a, b, c, p, t, r } = parsed.data;
  return {
    authType: a ?? DEFAULT_LINK.authType,
    bizAppid: b ?? null,
    categoryIds: c ?? [],
    platform: p ?? null,
    tenant: t ?? null,
    returnTo: r ?? null,
  };
}
