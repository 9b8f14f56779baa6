import * as z from "zod/mini";
import type { AccessSettings } from "../config.ts";
import { log } from "../log.ts";

const header = z.object({ alg: z.literal("RS256"), kid: z.string() });
const claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.optional(z.number()),
  email: z.string().check(z.minLength(1)),
});
const certificates = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() })),
});
type PublicKey = z.output<typeof certificates>["keys"][number];

/** Access changes its keys every six weeks, and publishes the next one early. */
const KEPT_MS = 3600_000;
/** A key that is not known may be a new one, or a forgery: asked for again, but not for every forgery. */
const ASKED_AGAIN_AFTER_MS = 60_000;
/** Two clocks differ. */
const SKEW_SECONDS = 60;

/** A saving and no more: any copy of the keys is as good as any other. */
const known = new Map<string, { keys: PublicKey[]; askedAt: number }>();

/**
 * Who Cloudflare Access says is at the browser.
 * @returns the e-mail address; null unless the token is Access's own, for this application, and valid now
 * @see https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
export async function accessIdentity(token: string, settings: AccessSettings, now: number): Promise<string | null> {
  const [head, body, signature, ...rest] = token.split(".");
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return null;
  try {
    const { kid } = header.parse(readJson(head));
    const { iss, aud, exp, nbf, email } = claims.parse(readJson(body));
    const key = await publicKey(settings.issuer, kid, now);
    if (key === null) return null;
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const { kty, n, e } = key;
    const imported = await crypto.subtle.importKey("jwk", { kty, n, e }, rsa, false, ["verify"]);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    if (!(await crypto.subtle.verify(rsa, imported, bytesOf(signature), signed))) return null;
    const seconds = now / 1000;
    const valid = exp > seconds && (nbf ?? 0) <= seconds + SKEW_SECONDS;
    return valid && iss === settings.issuer && [aud].flat().includes(settings.audience) ? email : null;
  } catch {
    // Not a token of the expected form.
    return null;
  }
}

async function publicKey(issuer: string, kid: string, now: number): Promise<PublicKey | null> {
  const kept = known.get(issuer);
  const found = kept?.keys.find((key) => key.kid === kid) ?? null;
  const ageMs = kept === undefined ? Number.POSITIVE_INFINITY : now - kept.askedAt;
  if (ageMs < (found === null ? ASKED_AGAIN_AFTER_MS : KEPT_MS)) return found;
  try {
    const response = await fetch(`${issuer}/cdn-cgi/access/certs`);
    const { keys } = certificates.parse(await response.json());
    known.set(issuer, { keys, askedAt: now });
    return keys.find((key) => key.kid === kid) ?? null;
  } catch (error) {
    log("warn", "the keys of Cloudflare Access could not be had", { error: error instanceof Error ? error.name : "" });
    return found;
  }
}

function readJson(part: string): unknown {
  return JSON.parse(new TextDecoder().decode(bytesOf(part)));
}

function bytesOf(part: string): Uint8Array {
  return Uint8Array.fromBase64(part, { alphabet: "base64url", lastChunkHandling: "loose" });
}
