import { createMiddleware } from "hono/factory";
import type { ApiKey } from "../config.ts";
import type { AppEnv } from "../context.ts";
import { log } from "../log.ts";
import { problemResponse } from "../problem.ts";

/** The period of API_RATE_LIMIT in wrangler.toml. */
const RATE_LIMIT_SECONDS = 10;

/** Lets in who shows one of API_KEYS, as often as its rate limit allows, and logs each call with the key's name. */
export const bearerKey = createMiddleware<AppEnv>(async (c, next) => {
  const shown = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const name = shown === undefined ? null : await nameOfKey(c.var.config.apiKeys, shown);
  if (name === null) return problemResponse(c, { code: "invalid_api_key" });
  c.set("apiKeyName", name);
  if (!(await c.env.API_RATE_LIMIT.limit({ key: name })).success) {
    return problemResponse(c, { code: "rate_limited", retryAfterSeconds: RATE_LIMIT_SECONDS });
  }
  const startedAt = Date.now();
  await next();
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  // The path names accounts and endpoints; what a query holds is nobody's business.
  log("info", "api call", {
    key: name,
    method: c.req.method,
    path: c.req.path,
    status: c.res.status,
    ms: Date.now() - startedAt,
  });
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
