import type { AuthorizerRow } from "./authorizer-row.ts";
import { type EventMark, orderOf, withEvent } from "./event-order.ts";
import type { Grant } from "./grant.ts";
import type { TokenRecord } from "./token.ts";

/** Who brought the grant: WeChat's event, the merchant's browser, or a listing of what WeChat knows. */
export type GrantSource =
  | ({ kind: "event"; preAuthHash: string | null } & EventMark)
  | { kind: "callback"; preAuthHash: string | null }
  | { kind: "listing"; authorizedAt: number };

export interface GrantInput {
  authorizerAppid: string;
  /** Null when the tokens are here already, and only the event's place in the order is news. */
  grant: Grant | null;
  source: GrantSource;
  /** From the link; null leaves the tenant as it is. */
  tenant: string | null;
}

/**
 * The row after an authorization, or null when it changes nothing: an event that is old or a repeat, a grant older than
 * what is stored (I3, I4).
 */
export function applyGrant(row: AuthorizerRow, input: GrantInput, now: number): AuthorizerRow | null {
  const { source, grant } = input;
  if (source.kind === "event") {
    if (orderOf(row, source) !== "new") return null;
    const ownCallback = source.preAuthHash === null || source.preAuthHash === row.callbackPreAuthHash;
    return withEvent(
      {
        ...withTokens(
          authorized(row, { ...input, tenant: row.callbackAt === null ? input.tenant : null }, now),
          grant,
          now,
        ),
        eventPreAuthHash: source.preAuthHash,
        callbackAt: ownCallback ? null : row.callbackAt,
        callbackPreAuthHash: ownCallback ? null : row.callbackPreAuthHash,
      },
      source,
      now,
    );
  }

  if (grant === null || grant.grantedAt <= row.grantedAt) return null;
  if (row.status === "unauthorized" && row.eventAppliedAt > grant.grantedAt) {
    // Revoked while the grant was on its way: nothing is served, yet the refresh token is kept, for should WeChat's own
    // `authorized` follow, it is the one that counts.
    return { ...withTokens(row, grant, now), token: null };
  }
  const eventCame = source.kind !== "callback" || source.preAuthHash === row.eventPreAuthHash;
  return {
    ...withTokens(authorized(row, input, now), grant, now),
    callbackAt: eventCame ? row.callbackAt : now,
    callbackPreAuthHash: eventCame || source.kind !== "callback" ? row.callbackPreAuthHash : source.preAuthHash,
  };
}

function authorized(row: AuthorizerRow, input: GrantInput, now: number): AuthorizerRow {
  const authorizedAt = authorizedAtBy(input.source, now);
  return {
    ...row,
    status: "authorized",
    generation: row.generation + 1,
    tenant: input.tenant ?? row.tenant,
    authorizedAt: row.status === "authorized" ? (row.authorizedAt ?? authorizedAt) : authorizedAt,
    updatedAt: now,
    // What was wrong with the authorization before this one is over; the profile may have changed with it.
    failures: 0,
    retryAt: 0,
    lastError: null,
    profileDueAt: now,
  };
}

/** I3: a non-empty new refresh token replaces the stored one; nothing else does. */
function withTokens(row: AuthorizerRow, grant: Grant | null, now: number): AuthorizerRow {
  if (grant === null || grant.grantedAt <= row.grantedAt) return row;
  const { authorizerAccessToken: token } = grant;
  const refreshToken = grant.authorizerRefreshToken ?? row.refreshToken;
  return {
    ...row,
    refreshToken,
    // A listing without a refresh token says nothing that an exchange under way does not know better.
    grantedAt: grant.authorizerRefreshToken === null && token === null ? row.grantedAt : grant.grantedAt,
    funcInfo: grant.funcInfo ?? row.funcInfo,
    token: token === null ? dueBy(row.token, now) : supersedes(row.token, token) ? dueBy(token, now) : token,
    lastError:
      refreshToken === null ? { code: "no_api_permission", errcode: null, errmsg: null, at: now } : row.lastError,
  };
}

/** Of two tokens bought at about the same time only WeChat knows the valid one: the next reader buys a third. */
function supersedes(stored: TokenRecord | null, granted: TokenRecord): boolean {
  return stored !== null && stored.issuedAt > granted.issuedAt;
}

function dueBy(token: TokenRecord | null, now: number): TokenRecord | null {
  return token === null ? null : { ...token, dueAt: Math.min(token.dueAt, now) };
}

function authorizedAtBy(source: GrantSource, now: number): number {
  switch (source.kind) {
    case "event":
      return source.createTime * 1000;
    case "listing":
      return source.authorizedAt;
    case "callback":
      return now;
  }
}
