import type { IssuedToken } from "../wechat/answer.ts";

/** A token as it is held and as it is published; all times in ms since the epoch. */
export interface TokenRecord {
  value: string;
  issuedAt: number;
  /** From here on it is replaced by whoever asks for it, while it still works. */
  dueAt: number;
  expiresAt: number;
}

/**
 * @param issuedAt when WeChat was asked, not when it answered: the earlier of the two is the safe one
 * @param dueShare the part of its life after which it is due; a share, so that a short-lived token behaves the same
 */
export function tokenRecord(issued: IssuedToken, issuedAt: number, dueShare: number): TokenRecord {
  const lifeMs = issued.expiresInSeconds * 1000;
  return {
    value: issued.value,
    issuedAt,
    dueAt: Math.floor(issuedAt + lifeMs * dueShare),
    expiresAt: Math.floor(issuedAt + lifeMs),
  };
}

/** 1 h 50 of 2 h, as WeChat's documentation advises. */
export const COMPONENT_DUE_SHARE = 11 / 12;

/** 1 h 35 to 1 h 40 of 2 h: tokens that were issued together do not come due together for ever. */
export function authorizerDueShare(): number {
  return 5 / 6 - Math.random() / 24;
}

/** Seconds left of a token, for `expires_in` on the wire. */
export function secondsLeft(token: TokenRecord, now: number): number {
  return Math.max(0, Math.floor((token.expiresAt - now) / 1000));
}
