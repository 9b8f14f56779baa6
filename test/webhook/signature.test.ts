import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signWebhook, webhookKey } from "../../src/webhook/signature.ts";

/** A key whose base64 has both characters that base64url writes otherwise. */
const KEY = Uint8Array.from({ length: 32 }, (_, index) => (index * 8 + 251) % 256);
const SECRET = `whsec_${KEY.toBase64()}`;
const BODY = '{"type":"message.received","timestamp":"2026-11-21T00:00:00.000Z","data":{"text":"你好 😀"}}';

describe("Standard Webhooks", () => {
  it("is verified by the specification's own package", async () => {
    expect(SECRET).toMatch(/[+/]/);
    const headers = await signWebhook(SECRET, "msg_1", Date.now(), BODY);
    expect(new Webhook(SECRET).verify(BODY, headers)).toEqual(JSON.parse(BODY));
  });

  it("signs as that package signs", async () => {
    const now = 1_763_700_000_123;
    const headers = await signWebhook(SECRET, "msg_1", now, BODY);
    expect(headers["webhook-timestamp"]).toBe("1763700000");
    expect(headers["webhook-signature"]).toBe(new Webhook(SECRET).sign("msg_1", new Date(now), BODY));
  });

  it.each(["id", "timestamp", "body"])("is not verified when the %s is another", async (part) => {
    const headers = await signWebhook(SECRET, "msg_1", Date.now(), BODY);
    if (part === "id") headers["webhook-id"] = "msg_2";
    if (part === "timestamp") headers["webhook-timestamp"] = String(Math.floor(Date.now() / 1000) - 1);
    const body = part === "body" ? BODY.replace("你好", "您好") : BODY;
    expect(() => new Webhook(SECRET).verify(body, headers)).toThrow();
  });

  it("is not verified five minutes later: every attempt has to be signed anew", async () => {
    const headers = await signWebhook(SECRET, "msg_1", Date.now() - 301_000, BODY);
    expect(() => new Webhook(SECRET).verify(BODY, headers)).toThrow("old");
  });

  it("takes a secret in base64url and without padding for the same key", async () => {
    const urlSafe = `whsec_${KEY.toBase64({ alphabet: "base64url", omitPadding: true })}`;
    expect(urlSafe).not.toBe(SECRET);
    expect(webhookKey(urlSafe)).toEqual(KEY);
    expect(webhookKey(SECRET.replace(/=+$/, ""))).toEqual(KEY);
    const headers = await signWebhook(urlSafe, "msg_1", Date.now(), BODY);
    expect(new Webhook(SECRET).verify(BODY, headers)).toBeTruthy();
  });

  it.each(["", "whsec_", "whsec_A", "whsec_not base64!", KEY.toBase64()])("finds no key in %j", (secret) => {
    expect(webhookKey(secret)).toBeNull();
  });
});
