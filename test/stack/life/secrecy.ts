import assert from "node:assert/strict";
import { findLeaks } from "../secrets.ts";
import type { Stage } from "./stage.ts";

/** Everything secret that came up is looked for in everything that the Worker has written to its log. */
export function searchLog({ stack, narrator, secrets }: Stage): void {
  narrator.step("Is anything secret in the Worker's log? · 日志");
  const lines = stack.log();
  const issued = secrets();
  const leaks = findLeaks(
    lines.map(({ message }) => ({ where: "the log", text: message })),
    issued,
  );
  assert.ok(lines.length > 0, "the Worker writes a log");
  assert.deepEqual(leaks, [], "no secret is in the log");
  narrator.saw("looked for", `${issued.size} tickets, tokens, codes, keys and passwords`);
  narrator.saw("looked in", `${lines.length} lines: none`);
}
