import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import type { Fault } from "../simulator/state/faults.ts";
import { authorize, createLink, othersAuthorize, showAuthorizer } from "./life/authorization.ts";
import { serveToken } from "./life/authorizer-token.ts";
import { buyComponentToken } from "./life/component-token.ts";
import { LIFETIMES, letTimePass, SHORT_LIFETIMES } from "./life/hours.ts";
import { crowdRejects, replaceRejected } from "./life/rejection.ts";
import { lookBack, revoke } from "./life/revocation.ts";
import { searchLog } from "./life/secrecy.ts";
import type { Stage } from "./life/stage.ts";
import { receiveTicket } from "./life/ticket.ts";
import { createNarrator } from "./narrator.ts";
import { overhearSecrets } from "./secrets.ts";
import { type LogLine, type Stack, startStack } from "./start.ts";

/**
 * The whole life of a platform, without a person and in half a minute. Every step is checked, and the first that fails ends
 * it with exit code 1; `npm run demo -- --fault '{"kind":"http_status","status":502}'` lets WeChat fail, to see that.
 */
const OTHERS = 24;
const ROUNDS = 3;
const LONGEST_MS = 120_000;

async function playLife(stage: Stage): Promise<void> {
  const { settings } = stage.stack.wechat;
  await receiveTicket(stage);
  await buyComponentToken(stage);
  const link = await createLink(stage);
  await authorize(stage, link);
  await showAuthorizer(stage);
  await serveToken(stage);
  await othersAuthorize(stage, OTHERS);
  await letTimePass(stage, ROUNDS);
  Object.assign(settings.lifetimes, LIFETIMES);
  const token = await replaceRejected(stage);
  await crowdRejects(stage, token);
  await revoke(stage);
  await lookBack(stage, OTHERS + 1);
  searchLog(stage);
}

/** What the Worker itself thought worth a warning. */
function troubleIn(log: LogLine[]): string[] {
  return log.filter(({ level }) => level === "warn" || level === "error").map(({ message }) => message);
}

const { values } = parseArgs({ options: { fault: { type: "string" } } });
const narrator = createNarrator();
narrator.title("The life of a third-party platform · 第三方平台，从 ticket 到取消授权");

// Whatever hangs, the demonstration ends.
const tooLong = setTimeout(() => {
  narrator.failed(`it takes longer than ${LONGEST_MS / 1000} s`, []);
  process.exit(1);
}, LONGEST_MS);

let stack: Stack | undefined;
try {
  stack = await startStack({ wechat: { lifetimes: SHORT_LIFETIMES } });
  const { wechat, wechatUrl, origin, settings } = stack;
  narrator.saw("WeChat, simulated", wechatUrl);
  narrator.saw("the Worker, in workerd", origin);
  narrator.saw("lifetimes", "authorizer_access_token 6 s instead of 2 h: 20 minutes pass in a second");
  if (values.fault !== undefined) {
    const { fault } = wechat.faults.inject(JSON.parse(values.fault) as Fault);
    narrator.saw("a fault at WeChat", JSON.stringify(fault));
  }
  const [merchant] = wechat.accounts();
  assert.ok(merchant);
  await playLife({ stack, narrator, merchant, secrets: overhearSecrets(wechat, settings) });
  narrator.ended("All of it was checked, not just shown:");
} catch (error) {
  narrator.failed((error instanceof Error ? error.message : String(error)).trim(), troubleIn(stack?.log() ?? []));
  process.exitCode = 1;
} finally {
  clearTimeout(tooLong);
  await stack?.close();
}
