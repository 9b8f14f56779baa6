import type { ComponentStatus } from "./credentials/component-credentials.ts";
import { type Failure, problemOf } from "./problem.ts";

/** Something an operator should mend; `since` is ms since the epoch, where it is known. */
export interface HealthProblem {
  code: string;
  detail: string;
  since: number | null;
  /** False for what does not keep tokens from being served yet. */
  serious: boolean;
}

/** WeChat pushes every ten minutes. */
const TICKET_LATE_MS = 3600_000;

/** What is wrong with the component just now. */
export function healthProblems(status: ComponentStatus, now: number): HealthProblem[] {
  const problems: HealthProblem[] = [];
  const add = (failure: Failure, since: number | null) => {
    const { code, detail } = problemOf(failure);
    if (!problems.some((each) => each.code === code)) problems.push({ code, detail, since, serious: true });
  };
  const { ticket, trouble, lastSweep } = status;
  if (ticket === null || ticket.expiresAt <= now) {
    add({ code: "ticket_missing" }, ticket?.expiresAt ?? null);
  } else if (now - ticket.receivedAt > TICKET_LATE_MS) {
    const detail =
      "No ticket for over an hour, though the last one still works. WeChat is asked for one every hour; check that " +
      "授权事件接收URL is …/wechat/events on this Worker's domain.";
    problems.push({ code: "ticket_late", detail, since: ticket.receivedAt, serious: false });
  }
  if (trouble !== null) add(trouble.failure, trouble.since);
  if (lastSweep !== null && lastSweep.trouble !== null) add(lastSweep.trouble, lastSweep.startedAt);
  return problems;
}
