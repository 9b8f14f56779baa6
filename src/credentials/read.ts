import * as z from "zod/mini";
import type { Config } from "../config.ts";
import { log } from "../log.ts";
import { ok, type Result } from "../wechat/result.ts";
import { copyKey } from "./copies.ts";
import type { CredentialFailure } from "./failure.ts";
import { authorizerHolder, type CredentialBindings, componentHolder } from "./holders.ts";
import type { TokenRecord } from "./token.ts";

/** The least that Workers KV takes: a copy that was replaced for being rejected is seen no longer than needs be. */
const CACHE_TTL_SECONDS = 30;

const record = z.object({ value: z.string(), issuedAt: z.number(), dueAt: z.number(), expiresAt: z.number() });

/**
 * The component_access_token, from its copy in KV if that is to be trusted, else from its holder.
 * @param rejected the token that WeChat refused, when the caller saw that happen
 */
export async function readComponentToken(
  env: CredentialBindings,
  config: Config,
  rejected?: string,
): Promise<Result<TokenRecord, CredentialFailure>> {
  const { componentAppid } = config;
  const copy = await readCopy(env, copyKey.componentToken(componentAppid), rejected);
  return copy === null ? componentHolder(env, componentAppid).getToken(rejected) : ok(copy);
}

/** An authorizer's authorizer_access_token, likewise. */
export async function readAuthorizerToken(
  env: CredentialBindings,
  config: Config,
  authorizerAppid: string,
  rejected?: string,
): Promise<Result<TokenRecord, CredentialFailure>> {
  const { componentAppid } = config;
  const copy = await readCopy(env, copyKey.authorizerToken(componentAppid, authorizerAppid), rejected);
  if (copy !== null) return ok(copy);
  return authorizerHolder(env, componentAppid, authorizerAppid).getToken(authorizerAppid, rejected);
}

/**
 * A copy may be stale, and yet never superseded before it is due: the holder replaces no token earlier, but for a caller
 * who shows it the one that WeChat rejected, and such a caller is not answered from here.
 */
async function readCopy(env: CredentialBindings, key: string, rejected?: string): Promise<TokenRecord | null> {
  if (rejected !== undefined) return null;
  try {
    const copy = record.safeParse(await env.CREDENTIALS.get(key, { type: "json", cacheTtl: CACHE_TTL_SECONDS }));
    return copy.success && Date.now() < copy.data.dueAt ? copy.data : null;
  } catch (error) {
    // The message of a JSON error would quote what was read.
    log("warn", "a copy could not be read", { error: error instanceof Error ? error.name : "unknown" });
    return null;
  }
}
