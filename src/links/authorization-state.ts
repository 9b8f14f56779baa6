import * as z from "zod/mini";
import { signToken, verifyToken } from "./signed-token.ts";

const schema = z.object({ e: z.number(), h: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

/**
 * The part of the callback's path that ties a merchant's return to the visit it began with. It goes into the path because
 * WeChat's H5 page turns `&` in a query into `&amp;`.
 * @param preAuthHash SHA-256 of the pre_auth_code, which is itself not shown
 * @param expiresAt ms since the epoch
 */
export function signState(key: CryptoKey, preAuthHash: string, expiresAt: number): Promise<string> {
  return signToken(key, "state", { e: Math.ceil(expiresAt / 1000), h: preAuthHash });
}

/** @returns the hash of the pre_auth_code, or null for a state that is not ours, was tampered with or has expired */
export async function verifyState(key: CryptoKey, state: string, now: number): Promise<string | null> {
  const parsed = schema.safeParse(await verifyToken(key, "state", state));
  return parsed.success && parsed.data.e * 1000 > now ? parsed.data.h : null;
}
