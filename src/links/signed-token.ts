/**
 * Text that only we can have written: base64url JSON, a dot, and an HMAC. It is not encrypted and so holds no secret: links
 * are printed, and stand in request logs.
 */
const MAC_LENGTH = 16;

export type TokenKind = "link" | "state";

/** The key for links and states. Without a secret of its own it is derived from the AppSecret, and changes with it. */
export async function linkKey(settings: { linkSecret: string | null; componentAppsecret: string }): Promise<CryptoKey> {
  const encoder = new TextEncoder();
  const secret = encoder.encode(settings.linkSecret ?? settings.componentAppsecret);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("authorization links") },
    material,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign", "verify"],
  );
}

/** @param kind is signed with it, so that a link never passes for a state */
export async function signToken(key: CryptoKey, kind: TokenKind, payload: object): Promise<string> {
  const body = base64url(new TextEncoder().encode(JSON.stringify(payload)));
  return `${body}.${base64url(await mac(key, kind, body))}`;
}

/** @returns the payload, or null for anything that we have not signed */
export async function verifyToken(key: CryptoKey, kind: TokenKind, token: string): Promise<unknown> {
  const [body, signature, ...rest] = token.split(".");
  if (body === undefined || signature === undefined || rest.length > 0) return null;
  try {
    const expected = await mac(key, kind, body);
    const given = Uint8Array.fromBase64(signature, { alphabet: "base64url", lastChunkHandling: "loose" });
    // One spelling only: the spare bits of the last character must be those that we wrote.
    if (base64url(given) !== signature || !equalInConstantTime(given, expected)) return null;
    const json = Uint8Array.fromBase64(body, { alphabet: "base64url", lastChunkHandling: "loose" });
    return JSON.parse(new TextDecoder().decode(json));
  } catch {
    // Not base64url: said by null.
    return null;
  }
}

async function mac(key: CryptoKey, kind: TokenKind, body: string): Promise<Uint8Array> {
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${kind}.${body}`));
  return new Uint8Array(signature).subarray(0, MAC_LENGTH);
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

function equalInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}
