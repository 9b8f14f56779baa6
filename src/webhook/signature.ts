/**
 * Standard Webhooks: `v1,` and the base64 of an HMAC-SHA256 over `id.timestamp.body`.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export interface WebhookHeaders extends Record<string, string> {
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
}

const keys = new Map<string, Promise<CryptoKey>>();

/**
 * Signs one attempt: the id stays the same in all of them, the timestamp does not, for receivers refuse old ones.
 * @param secret WEBHOOK_SECRET: `whsec_` and base64 or base64url, checked by whoever read the settings
 * @param now ms since the epoch
 */
export async function signWebhook(secret: string, id: string, now: number, body: string): Promise<WebhookHeaders> {
  const timestamp = String(Math.floor(now / 1000));
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), content));
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac.toBase64()}` };
}

/** The key in a `whsec_…`, or null when there is none in it. */
export function webhookKey(secret: string): Uint8Array<ArrayBuffer> | null {
  if (!secret.startsWith("whsec_")) return null;
  const text = secret.slice("whsec_".length).replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  try {
    const key = Uint8Array.fromBase64(text);
    return key.length === 0 ? null : key;
  } catch {
    // Not base64: said by null.
    return null;
  }
}

/** Importing a key takes longer than signing with it. */
function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const bytes = webhookKey(secret);
  if (bytes === null) throw new TypeError("WEBHOOK_SECRET has no key in it");
  const key = crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  keys.set(secret, key);
  return key;
}
