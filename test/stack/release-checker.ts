import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseCheck } from "../simulator/release-check.ts";
import { serveSimulator } from "../simulator/serve.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { exampleSettings, platformOf, ROOT, readSettings, settingsBeside, urlsOf } from "./settings.ts";
import { startStack } from "./start.ts";

/** The check of one group, and the calls of the Worker's that WeChat refused meanwhile: how often, by what it said. */
export interface CheckedGroup {
  check: ReleaseCheck;
  refusals: Map<string, number>;
}

/** WeChat's side, wherever it runs. */
export interface Checker {
  /** The Worker that is checked, in words. */
  worker: string;
  check(group: number): Promise<CheckedGroup>;
  /** The addresses that the platform's IP whitelist has; null lets every one in. */
  whitelist(addresses: string[] | null): Promise<void>;
  close(): Promise<void>;
}

/** The older documents' step as well: what passes it passes today's check. */
const WITH_EVENT = true;

/** What WeChat says when an address is not on the whitelist is the one refusal that the Worker can't mend. */
interface RefusedCall {
  path: string;
  errcode: number | null;
  clientIp: string;
}

/** A simulator and a Worker of its own, on free ports; nothing is left of them. */
export async function checkerOfOwnStack(): Promise<Checker> {
  const stack = await startStack();
  return { ...inProcess(stack.wechat, stack.origin), close: stack.close };
}

/** A simulator for a Worker that runs already and that has it as its WECHAT_API_BASE. */
export async function checkerOfWorker(worker: string, port: number): Promise<Checker> {
  const own = join(ROOT, ".dev.vars");
  const settings = { ...(existsSync(own) ? readSettings(own) : exampleSettings()), ...settingsBeside("") };
  const { simulator, close } = await serveSimulator({ port, ...platformOf(settings), ...urlsOf(worker) });
  return { ...inProcess(simulator, worker), close };
}

/** A simulator that runs already, with a Worker beside it, as under `npm run dev`. */
export async function checkerOfSimulator(url: string): Promise<Checker> {
  // What the levers answer is the simulator's own, and taken for what its README says.
  const ask = async <Json>(path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(new URL(`/simulator/${path}`, url), {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the simulator at ${url} answered ${path} with ${response.status}`);
    return (await response.json()) as Json;
  };
  const { settings } = await ask<{ settings: { eventUrl: string } }>("state");
  return {
    worker: new URL(settings.eventUrl).origin,
    async check(group) {
      await ask("clear-calls", {});
      const check = await ask<ReleaseCheck>("release-check", { group, withEvent: WITH_EVENT });
      return { check, refusals: refusalsOf((await ask<{ calls: RefusedCall[] }>("calls?limit=1000")).calls) };
    },
    async whitelist(addresses) {
      await ask("settings", { ipWhitelist: addresses });
    },
    close: async () => {},
  };
}

function inProcess(simulator: Simulator, worker: string): Omit<Checker, "close"> {
  return {
    worker,
    async check(group) {
      simulator.clearCalls();
      const check = await simulator.runReleaseCheck({ group, withEvent: WITH_EVENT });
      return { check, refusals: refusalsOf(simulator.calls) };
    },
    async whitelist(addresses) {
      simulator.settings.ipWhitelist = addresses;
    },
  };
}

function refusalsOf(calls: RefusedCall[]): Map<string, number> {
  const refusals = new Map<string, number>();
  for (const { path, errcode, clientIp } of calls) {
    if (errcode === null || errcode === 0) continue;
    const said = `${path} → ${errcode}${errcode === 61004 ? `, requestIP: ${clientIp}` : ""}`;
    refusals.set(said, (refusals.get(said) ?? 0) + 1);
  }
  return refusals;
}
