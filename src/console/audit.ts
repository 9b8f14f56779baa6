import { clientAddress } from "../client-address.ts";
import { problemOf } from "../problem.ts";
import type { Result } from "../wechat/result.ts";
import { type ConsoleContext, operatorLog } from "./console-env.ts";
import type { ActionFailure } from "./outcome.ts";

/** Everything that an operator can change from here. */
export const AUDIT_ACTIONS = [
  "sign_in",
  "sign_out",
  "ask_for_ticket",
  "buy_token",
  "sweep",
  "clear_quota",
  "ask_quota",
  "sync",
  "annotate",
  "refresh_profile",
  "refresh_token",
  "read_option",
  "set_option",
  "export",
  "issue_link",
  "send_again",
  "call_api",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Makes a change and keeps a record of it: written before, so that none goes without, and finished after. */
export async function audited<Value>(
  c: ConsoleContext,
  action: AuditAction,
  about: { subject?: string | null; detail?: string | null },
  change: () => Promise<Result<Value, ActionFailure>>,
): Promise<Result<Value, ActionFailure>> {
  const log = operatorLog(c);
  const { subject = null, detail = null } = about;
  const { who } = c.var.operator;
  const id = await log.begin({ who, address: clientAddress(c), action, subject, detail });
  const result = await change();
  await log.settle(id, result.ok ? "done" : problemOf(result.failure).code);
  return result;
}
