import type { AuthorizerRow } from "./authorizer-row.ts";

/** What tells WeChat's events about one authorizer apart. */
export interface EventMark {
  /** CreateTime, whole seconds of WeChat's clock. */
  createTime: number;
  infoType: string;
}

/**
 * I4: whether an event still has something to say. Pushes are repeated and overtake each other; CreateTime is all there
 * is to put them in order, and within one second only the type tells them apart.
 */
export function orderOf(row: AuthorizerRow, event: EventMark): "new" | "repeat" | "stale" {
  if (event.createTime < row.eventCreateTime) return "stale";
  if (event.createTime > row.eventCreateTime) return "new";
  return row.eventTypes.includes(event.infoType) ? "repeat" : "new";
}

/** The row after an event was applied to it. */
export function withEvent(row: AuthorizerRow, event: EventMark, now: number): AuthorizerRow {
  const sameSecond = event.createTime === row.eventCreateTime;
  return {
    ...row,
    eventCreateTime: event.createTime,
    eventTypes: sameSecond ? [...row.eventTypes, event.infoType] : [event.infoType],
    eventAppliedAt: now,
    updatedAt: now,
  };
}

/** Pushes come late, and two clocks differ. */
const CALLBACK_DOUBT_MS = 60_000;

/**
 * True when an `unauthorized` may belong to the time before a browser's callback whose own event has not come yet: the
 * callback has no CreateTime to compare with, so WeChat has to be asked how things stand.
 */
export function isDoubtful(row: AuthorizerRow, createTime: number): boolean {
  return row.callbackAt !== null && createTime * 1000 < row.callbackAt + CALLBACK_DOUBT_MS;
}
