import type { Failure } from "../problem.ts";
import { problemOf } from "../problem.ts";

/** Why a change was not made. */
export type ActionFailure = Failure;

/**
 * What the page after a change says of it, carried by its address: known words and numbers only, so that nobody can put
 * words of theirs into a page of ours with a link.
 */
export function outcomeQuery(result: { ok: true } | { ok: false; failure: ActionFailure }, done: string): string {
  if (result.ok) return new URLSearchParams({ done }).toString();
  const problem = problemOf(result.failure);
  const errcode = problem.wechat?.errcode;
  return new URLSearchParams({
    failed: problem.code,
    ...(errcode === undefined ? {} : { errcode: String(errcode) }),
  }).toString();
}
