import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT, type Settings } from "./settings.ts";
import { WRANGLER_ENVIRONMENT } from "./wrangler-environment.ts";

export interface WranglerDevOptions {
  /** The configuration file; wrangler.toml by default. */
  config?: string;
  /** 0: any free one. */
  port: number;
  /** Settings that win over those of the configuration and of .dev.vars. */
  settings?: Settings;
  /** In place of .dev.vars. */
  envFile?: string;
  /** Where storage outlives the process. */
  persistTo?: string;
  onLine?: (line: string) => void;
}

export interface WranglerDev {
  origin: string;
  /** Runs the Cron Trigger to its end; `wrangler dev` never does by itself. */
  cron(): Promise<void>;
  /** Settles when the process has ended, however that came about. */
  ended: Promise<void>;
  /** As Ctrl-C would; nothing of it is left afterwards. */
  stop(): Promise<void>;
  /** As a crash would: SIGKILL for wrangler and the runtime, in the middle of whatever they do. */
  kill(): Promise<void>;
}

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

/** `wrangler dev` as a process of its own, whose storage can outlive it. */
export async function startWranglerDev(options: WranglerDevOptions): Promise<WranglerDev> {
  const child = spawn(process.execPath, [createRequire(import.meta.url).resolve("wrangler"), ...argumentsOf(options)], {
    cwd: ROOT,
    // A process group of its own: the runtime is wrangler's child, and survives it unless the group is ended.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...WRANGLER_ENVIRONMENT },
  });
  const killGroup = () => signalGroup(child, "SIGKILL");
  process.once("exit", killGroup);
  const ended = once(child, "exit").then(() => {
    killGroup();
    process.off("exit", killGroup);
  });
  const kill = async () => {
    killGroup();
    await ended;
  };
  try {
    const origin = await ready(child, options.onLine);
    return {
      origin,
      async cron() {
        const response = await fetch(`${origin}/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*`);
        if (!response.ok) throw new Error(`the cron answered ${response.status}`);
      },
      ended,
      async stop() {
        child.kill("SIGINT");
        await Promise.race([ended, pause(STOP_WITHIN_MS, undefined, { ref: false })]);
        await kill();
      },
      kill,
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

function argumentsOf({ config, port, settings = {}, envFile, persistTo }: WranglerDevOptions): string[] {
  return [
    "dev",
    ...(config === undefined ? [] : ["--config", config]),
    ...["--port", String(port), "--ip", "127.0.0.1", "--show-interactive-dev-session", "false"],
    ...(envFile === undefined ? [] : ["--env-file", envFile]),
    ...(persistTo === undefined ? [] : ["--persist-to", persistTo]),
    ...Object.entries(settings).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
}

/** The origin that it says it is ready on. Rejects with its last words if it ends before. */
async function ready(child: ChildProcess, onLine?: (line: string) => void): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("its output is not read");
  const said: string[] = [];
  let found: (origin: string) => void = () => {};
  const origin = new Promise<string>((resolve) => {
    found = resolve;
  });
  for (const input of [stdout, stderr]) {
    createInterface({ input }).on("line", (line) => {
      onLine?.(line);
      said.push(line);
      const url = /Ready on (http:\/\/\S+)/.exec(line)?.[1];
      if (url !== undefined) found(new URL(url).origin);
    });
  }
  const failed = (why: string) => new Error(`wrangler dev ${why}:\n${said.slice(-20).join("\n")}`);
  return Promise.race([
    origin,
    once(child, "exit").then(([code]) => Promise.reject(failed(`ended with ${code}`))),
    pause(START_WITHIN_MS, undefined, { ref: false }).then(() => Promise.reject(failed("is not ready"))),
  ]);
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}
