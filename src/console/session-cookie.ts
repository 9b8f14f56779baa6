import type { Config } from "../config.ts";

/** The prefix holds browsers to Secure, Path=/ and no Domain: no other host, and no plain http, can put one here. */
export const SESSION_COOKIE = "__Host-console";
/** A working day; whoever comes back tomorrow signs in again. */
export const SESSION_MS = 12 * 3600_000;

const ID_BYTES = 16;

/** Signs sessions and forms. Derived from the password too, so that a new one ends every session. */
export async function sessionKey({ consolePassword, componentAppsecret }: Config): Promise<CryptoKey> {
  const encoder = new TextEncoder();
  const secret = encoder.encode(JSON.stringify([consolePassword, componentAppsecret]));
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("console sessions") },
    material,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign", "verify"],
  );
}

export function newSessionId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

/** @param expiresAt ms since the epoch */
export async function signSession(key: CryptoKey, id: string, expiresAt: number): Promise<string> {
  const payload = `${id}.${expiresAt}`;
  return `${payload}.${await mac(key, "session", payload)}`;
}

/** @returns the session's id, or null for a cookie that is not ours, was changed or has expired */
export async function verifySession(key: CryptoKey, cookie: string, now: number): Promise<string | null> {
  const [, id, expiresAt, signature] = /^([\w-]{22})\.(\d{13})\.([\w-]{43})$/.exec(cookie) ?? [];
  if (id === undefined || expiresAt === undefined || signature === undefined) return null;
  if (!(await matches(key, "session", `${id}.${expiresAt}`, signature))) return null;
  return Number(expiresAt) > now ? id : null;
}

/** What every form of a session carries: a page elsewhere can have a form sent, and yet not know this. */
export function formToken(key: CryptoKey, session: string): Promise<string> {
  return mac(key, "form", session);
}

export function isFormToken(key: CryptoKey, session: string, token: string): Promise<boolean> {
  return matches(key, "form", session, token);
}

async function mac(key: CryptoKey, kind: string, text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoded(kind, text))));
}

/** WebCrypto's `verify` compares in constant time. */
async function matches(key: CryptoKey, kind: string, text: string, signature: string): Promise<boolean> {
  try {
    const bytes = Uint8Array.fromBase64(signature, { alphabet: "base64url", lastChunkHandling: "loose" });
    // One spelling only: the spare bits of the last character must be those that we wrote.
    if (base64url(bytes) !== signature) return false;
    return await crypto.subtle.verify("HMAC", key, bytes, encoded(kind, text));
  } catch {
    // Not base64url: not ours.
    return false;
  }
}

function encoded(kind: string, text: string): Uint8Array {
  return new TextEncoder().encode(`${kind}.${text}`);
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
