import { createMiddleware } from "hono/factory";
import type { ApiKey } from "../config.ts";
import type { AppEnv } from "../context.ts";
import { problemResponse } from "../problem.ts";

/** Lets in who shows one of API_KEYS, and notes its name. */
export const bearerKey = createMiddleware<AppEnv>(async (c, next) => {
  const shown = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const name = shown === undefined ? null : await nameOfKey(c.var.config.apiKeys, shown);
  if (name === null) return problemResponse(c, { code: "invalid_api_key" });
  c.set("apiKeyName", name);
  c.header("cache-control", "no-store");
  return next();
});

/**
 * Compares with every key, by their digests: the time that it takes says neither which one nearly matched, nor how long
 * one is.
 */
async function nameOfKey(keys: readonly ApiKey[], shown: string): Promise<string | null> {
  const digest = await sha256(shown);
  let found: string | null = null;
  for (const { name, key } of keys) {
    if (crypto.subtle.timingSafeEqual(digest, await sha256(key))) found = name;
  }
  return found;
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
