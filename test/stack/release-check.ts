import { parseArgs, styleText } from "node:util";
import type { ReleaseCheck } from "../simulator/release-check.ts";
import { type Checker, checkerOfOwnStack, checkerOfSimulator, checkerOfWorker } from "./release-checker.ts";

/**
 * 全网发布接入检测, as WeChat would play it, for all five groups of its test accounts:
 *
 *   npm run release-check                                          a simulator and a Worker, started for it
 *   npm run release-check -- --simulator http://localhost:8790     what `npm run dev` runs
 *   npm run release-check -- --worker https://wx.example.com --simulator-port 8790   any Worker whose WECHAT_API_BASE is
 *                                                                  this machine's simulator at that port
 *
 * `--group 2` plays one of them; `--not-whitelisted` lets WeChat refuse the Worker's address, to see how that looks.
 */
const GROUPS = [1, 2, 3, 4, 5];
const WIDTHS = { group: 7, step: 42, outcome: 9 };

const { values } = parseArgs({
  options: {
    simulator: { type: "string" },
    worker: { type: "string" },
    "simulator-port": { type: "string", default: "8790" },
    group: { type: "string" },
    "not-whitelisted": { type: "boolean", default: false },
  },
});

const checker = await connect();
let failed = 0;
let refused = new Map<string, number>();
try {
  if (values["not-whitelisted"]) await checker.whitelist(["198.51.100.7"]);
  console.log(`\n${styleText("bold", "全网发布接入检测 · the release check")}   ${checker.worker}\n`);
  row("group", "step", "", "what WeChat saw");
  for (const group of values.group === undefined ? GROUPS : [Number(values.group)]) {
    const { check, refusals } = await checker.check(group);
    show(check);
    failed += check.steps.filter(({ passed }) => !passed).length;
    for (const [refusal, times] of refusals) refused = refused.set(refusal, (refused.get(refusal) ?? 0) + times);
  }
} finally {
  if (values["not-whitelisted"]) await checker.whitelist(null);
  await checker.close();
}

console.log();
for (const [refusal, times] of refused) console.log(styleText("red", `    WeChat refused ${times} calls: ${refusal}`));
if ([...refused.keys()].some((refusal) => refusal.includes("61004"))) {
  console.log(
    "    61004: the address that the Worker's calls come from is not on the IP whitelist (白名单IP地址列表) of the",
  );
  console.log("    platform. Addresses of Workers change: see WECHAT_API_BASE in README for a relay with a fixed one.");
}
if (failed === 0) console.log(`${styleText("green", " ✓")}  Passed: the platform can go live (全网发布).`);
else console.log(`${styleText("red", " ✗")}  Failed: ${failed} steps.`);
process.exitCode = failed === 0 ? 0 : 1;

function connect(): Promise<Checker> {
  if (values.simulator !== undefined) return checkerOfSimulator(values.simulator);
  if (values.worker !== undefined) return checkerOfWorker(values.worker, Number(values["simulator-port"]));
  return checkerOfOwnStack();
}

function show({ group, steps }: ReleaseCheck): void {
  for (const { name, passed, detail } of steps) {
    row(String(group), name, passed ? styleText("green", "passed") : styleText("red", "FAILED"), detail.trim());
  }
}

function row(group: string, step: string, outcome: string, detail: string): void {
  // What is coloured is wider than it looks.
  const outcomeWidth = WIDTHS.outcome + (outcome === "" ? 0 : outcome.length - "passed".length);
  console.log(`  ${group.padEnd(WIDTHS.group)}${step.padEnd(WIDTHS.step)}${outcome.padEnd(outcomeWidth)}${detail}`);
}
