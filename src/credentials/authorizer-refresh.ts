import { log } from "../log.ts";
import { type AuthorizerInfo, requestAuthorizerInfo } from "../wechat/authorizer-info.ts";
import { type RefreshedToken, requestAuthorizerToken } from "../wechat/authorizer-token.ts";
import type { WechatApi } from "../wechat/call.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import type { AuthorizerRow, LastError } from "./authorizer-row.ts";
import { findListed } from "./authorizer-search.ts";
import { callWithToken, type TokenCallFailure, type TokenSource } from "./call-with-token.ts";
import type { CredentialFailure } from "./failure.ts";
import { authorizerDueShare, type TokenRecord, tokenRecord } from "./token.ts";

export interface ComponentAccess {
  api: WechatApi;
  componentAppid: string;
  componentToken: TokenSource;
}

/**
 * Buys a new token for an authorizer. When WeChat does not know the refresh token (61023), the one it does know is looked
 * up and tried, once (I7).
 */
export async function askForToken(
  component: ComponentAccess,
  row: AuthorizerRow & { refreshToken: string },
): Promise<Result<RefreshedToken, TokenCallFailure>> {
  const ask = (authorizerRefreshToken: string) =>
    callWithToken(component.componentToken, (token) =>
      requestAuthorizerToken(component.api, component.componentAppid, token, {
        authorizerAppid: row.authorizerAppid,
        authorizerRefreshToken,
      }),
    );
  const answer = await ask(row.refreshToken);
  if (answer.ok || answer.failure.failure.code !== "needs_reauthorization") return answer;

  const known = await refreshTokenThatWechatKnows(component, row.authorizerAppid);
  if (!known.ok) return known;
  if (known.value === null || known.value === row.refreshToken) return answer;
  log("warn", "an authorizer's refresh token was recovered", { authorizer: row.authorizerAppid });
  const again = await ask(known.value);
  return again.ok
    ? ok({ ...again.value, authorizerRefreshToken: again.value.authorizerRefreshToken ?? known.value })
    : again;
}

async function refreshTokenThatWechatKnows(
  component: ComponentAccess,
  authorizerAppid: string,
): Promise<Result<string | null, TokenCallFailure>> {
  const info = await askForInfo(component, authorizerAppid);
  if (!info.ok) return info;
  if (info.value.authorizerRefreshToken !== null) return ok(info.value.authorizerRefreshToken);
  const listed = await findListed(component, (item) => item.authorizerAppid === authorizerAppid);
  return listed.ok ? ok(listed.value[0]?.refreshToken ?? null) : listed;
}

export function askForInfo(
  component: ComponentAccess,
  authorizerAppid: string,
): Promise<Result<AuthorizerInfo, TokenCallFailure>> {
  return callWithToken(component.componentToken, (token) =>
    requestAuthorizerInfo(component.api, component.componentAppid, token, authorizerAppid),
  );
}

/** I3: the row with the new token, and with the refresh token if WeChat gave one. */
export function refreshedRow(
  row: AuthorizerRow,
  answer: RefreshedToken,
  askedAt: number,
): AuthorizerRow & { token: TokenRecord } {
  if (answer.authorizerAccessToken.expiresInAssumed) {
    log("warn", "authorizer_access_token came without expires_in: 7,200 s assumed", {
      authorizer: row.authorizerAppid,
    });
  }
  return {
    ...row,
    token: tokenRecord(answer.authorizerAccessToken, askedAt, authorizerDueShare()),
    refreshToken: answer.authorizerRefreshToken ?? row.refreshToken,
    failures: 0,
    retryAt: 0,
    lastError: null,
  };
}

/** I8: one minute, then twice as long each time, up to an hour. */
const BACK_OFF_MS = 60_000;
const MAX_BACK_OFF_MS = 3600_000;

/** The row after WeChat said no, or null when that was no fault of the account's. */
export function failedRow(
  row: AuthorizerRow,
  { failure, platform }: TokenCallFailure,
  now: number,
): AuthorizerRow | null {
  if (platform) return null;
  const wechat = "wechat" in failure ? failure.wechat : undefined;
  const lastError: LastError = {
    code: failure.code,
    errcode: wechat?.errcode ?? null,
    errmsg: wechat?.errmsg ?? null,
    at: now,
  };
  if (failure.code === "authorizer_unauthorized") return revokedRow({ ...row, lastError }, "unauthorized", now);
  if (failure.code === "needs_reauthorization") return revokedRow({ ...row, lastError }, "needs_reauthorization", now);
  const backOffMs = Math.min(BACK_OFF_MS * 2 ** row.failures, MAX_BACK_OFF_MS);
  return { ...row, lastError, failures: row.failures + 1, retryAt: now + backOffMs };
}

/** I7: the row stays, with the status; its token is gone. */
export function revokedRow(
  row: AuthorizerRow,
  status: "unauthorized" | "needs_reauthorization",
  now: number,
): AuthorizerRow {
  return { ...row, status, token: null, jsapiTickets: {}, generation: row.generation + 1, updatedAt: now };
}

/** A row whose token may be asked for, or why not. */
export function refreshable(
  row: AuthorizerRow | null,
): Result<AuthorizerRow & { refreshToken: string }, CredentialFailure> {
  if (row === null) return fail({ code: "unknown_authorizer" });
  switch (row.status) {
    case "unauthorized":
      return fail({ code: "authorizer_unauthorized" });
    case "needs_reauthorization":
      return fail({ code: "needs_reauthorization" });
    case "authorized":
      return row.refreshToken === null
        ? fail({ code: "no_api_permission" })
        : ok({ ...row, refreshToken: row.refreshToken });
  }
}
