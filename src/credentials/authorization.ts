import type { Config } from "../config.ts";
import { log } from "../log.ts";
import type { AuthorizationEvent } from "../wechat/component-event.ts";
import { isPlatformTrouble } from "../wechat/failure.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import type { GrantSource } from "./apply-grant.ts";
import type { Authorizer } from "./authorizer-credentials.ts";
import type { Exchange, ExchangeRequest } from "./code-exchange.ts";
import type { LinkPurpose } from "./component-ledger.ts";
import type { CredentialFailure } from "./failure.ts";
import { authorizerHolder, type CredentialBindings, componentHolder } from "./holders.ts";
import { sha256Hex } from "./sha256.ts";

/** A merchant's authorization that is stored. */
export interface Authorization {
  authorizer: Authorizer;
  /** What the link was for; null when it was none of ours, or long ago. */
  purpose: LinkPurpose | null;
}

/**
 * Finishes what a merchant's browser came back with: exchanges the code, carries what it gave to its shard, and asks for
 * the profile. All of it may be done already, by WeChat's event or by an earlier visit (I5).
 */
export async function completeCallback(
  env: CredentialBindings,
  config: Config,
  request: ExchangeRequest,
): Promise<Result<Authorization, CredentialFailure>> {
  const exchange = await componentHolder(env, config.componentAppid).exchange(request);
  if (!exchange.ok) return exchange;
  const { preAuthHash } = request;
  const authorizer = await carry(env, config, exchange.value, { kind: "callback", preAuthHash });
  const { purpose } = exchange.value;
  if (authorizer.status === "unauthorized") return fail({ code: "authorizer_unauthorized" });
  const described = await withProfile(env, config, authorizer);
  if (described.lastError?.code === "no_api_permission") return fail({ code: "no_api_permission" });
  return ok({ authorizer: described, purpose });
}

/**
 * Applies one of WeChat's authorization events.
 * @returns a failure when it has to be tried again
 */
export async function applyEvent(
  env: CredentialBindings,
  config: Config,
  event: AuthorizationEvent,
): Promise<Result<Authorizer | null, CredentialFailure>> {
  const { authorizerAppid, createTime, infoType, authorizationCode: code } = event;
  const shard = authorizerHolder(env, config.componentAppid, authorizerAppid);
  if (infoType === "unauthorized") return shard.applyUnauthorized(authorizerAppid, createTime);

  // A code is not spent for an event that says nothing new.
  if ((await shard.orderOf(authorizerAppid, { createTime, infoType })) !== "new") return ok(null);
  const preAuthHash = event.preAuthCode === null ? null : await sha256Hex(event.preAuthCode);
  const source: GrantSource = { kind: "event", createTime, infoType, preAuthHash };
  if (code === null) {
    // The documentation knows no such event. The profile's answer tells the refresh token, as a rule.
    const authorizer = await shard.applyGrant({ authorizerAppid, grant: null, source, tenant: null });
    return ok(await withProfile(env, config, authorizer));
  }
  const component = componentHolder(env, config.componentAppid);
  const exchange = await component.exchange({ code, preAuthHash, authorizerAppid });
  if (!exchange.ok) return exchange;
  return ok(await withProfile(env, config, await carry(env, config, exchange.value, source)));
}

/**
 * Applies an event that is written down, and settles it unless it is to be tried again: WeChat out of reach, or the
 * platform in trouble, for which the next cron comes back to it.
 */
export async function settleEvent(
  env: CredentialBindings,
  config: Config,
  id: number,
  event: AuthorizationEvent,
): Promise<void> {
  const applied = await applyEvent(env, config, event);
  if (applied.ok || !passes(applied.failure)) {
    await componentHolder(env, config.componentAppid).settleEvent(id);
  }
  if (!applied.ok) {
    log("warn", "an authorization event could not be applied", {
      infoType: event.infoType,
      authorizer: event.authorizerAppid,
      code: applied.failure.code,
    });
  }
}

/** Finishes what was cut off: events that were not applied, codes without an answer, grants that did not reach their shard. */
export async function finishLeftOver(env: CredentialBindings, config: Config): Promise<void> {
  const component = componentHolder(env, config.componentAppid);
  const { events, codes } = await component.leftOver();
  for (const { id, event } of events) await unhindered(() => settleEvent(env, config, id, event));
  for (const request of codes) await unhindered(() => completeCallback(env, config, request));
  // Also what has just been found for codes without an answer.
  const { grants } = await component.leftOver();
  for (const { exchange, preAuthHash } of grants) {
    const { grant } = exchange;
    const source: GrantSource =
      preAuthHash === null
        ? { kind: "listing", authorizedAt: grant?.grantedAt ?? Date.now() }
        : { kind: "callback", preAuthHash };
    await unhindered(async () => withProfile(env, config, await carry(env, config, exchange, source)));
  }
}

/** One that can't be finished is not to keep the others from being: it is left over for the next run. */
async function unhindered(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log("error", "what was left over could not be finished", { error: String(error) });
  }
}

async function carry(
  env: CredentialBindings,
  config: Config,
  exchange: Exchange,
  source: GrantSource,
): Promise<Authorizer> {
  const { authorizerAppid, grant, purpose, codeHash } = exchange;
  const shard = authorizerHolder(env, config.componentAppid, authorizerAppid);
  const authorizer = await shard.applyGrant({ authorizerAppid, grant, source, tenant: purpose?.tenant ?? null });
  if (grant !== null) await componentHolder(env, config.componentAppid).carried(codeHash);
  return authorizer;
}

/** A profile that can't be had now is fetched by a sweep. */
async function withProfile(env: CredentialBindings, config: Config, authorizer: Authorizer): Promise<Authorizer> {
  if (authorizer.status !== "authorized" || authorizer.profileDueAt === null) return authorizer;
  const { authorizerAppid } = authorizer;
  const described = await authorizerHolder(env, config.componentAppid, authorizerAppid).refreshProfile(authorizerAppid);
  return described.ok ? described.value : authorizer;
}

function passes(failure: CredentialFailure): boolean {
  return failure.code === "wechat_unavailable" || isPlatformTrouble(failure);
}
