import type { AuthorizerCounts } from "../credentials/authorizer-table.ts";
import type { ComponentStatus } from "../credentials/component-credentials.ts";

/** One thing that has to have happened. `trouble`: it was tried, and something stands in its way. */
export interface SetupStep {
  name: "settings" | "ticket" | "token" | "address" | "authorization" | "release_check";
  state: "done" | "waiting" | "trouble";
  /** When it came about, or when the trouble began; ms. */
  at: number | null;
  /** An IP address to whitelist, a count, or the code of a failure; by the step. */
  detail: string | null;
}

/** How far the platform has come, as is seen from what is stored: nothing is asked of WeChat. */
export function checklistOf(
  facts: { status: ComponentStatus; releaseCheckAt: number | null; counts: AuthorizerCounts },
  now: number,
): SetupStep[] {
  const { status, releaseCheckAt, counts } = facts;
  const { ticket, token, trouble } = status;
  const lost = ticket !== null && ticket.expiresAt <= now;
  const barred = trouble?.failure.code === "ip_not_whitelisted" ? trouble : null;
  const other = trouble !== null && barred === null ? trouble : null;
  const barredIp = barred !== null && barred.failure.code === "ip_not_whitelisted" ? barred.failure.ip : null;
  return [
    { name: "settings", state: "done", at: null, detail: null },
    {
      name: "ticket",
      state: lost ? "trouble" : ticket === null ? "waiting" : "done",
      at: ticket?.receivedAt ?? null,
      detail: null,
    },
    {
      name: "address",
      state: barred !== null ? "trouble" : token === null ? "waiting" : "done",
      at: barred?.since ?? null,
      detail: barredIp,
    },
    {
      name: "token",
      state: other !== null ? "trouble" : token === null ? "waiting" : "done",
      at: other?.since ?? token?.issuedAt ?? null,
      detail: other?.failure.code ?? null,
    },
    {
      name: "authorization",
      state: counts.total > 0 ? "done" : "waiting",
      at: null,
      detail: String(counts.total),
    },
    { name: "release_check", state: releaseCheckAt === null ? "waiting" : "done", at: releaseCheckAt, detail: null },
  ];
}
