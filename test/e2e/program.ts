import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT } from "../stack/settings.ts";

/** A program of test/stack/, as `npm run` starts it. */
export interface Program {
  /** Settles as soon as it has printed this. Rejects if it ends before. */
  printed(text: string): Promise<void>;
  output(): string;
  signal(signal: NodeJS.Signals): void;
  exitCode: Promise<number | null>;
  /** Names of what it started and what still runs in its process group; nothing where the system has no /proc. */
  leftOver(): string[];
}

const running = new Set<Program>();
const STOP_WITHIN_MS = 15_000;

/** For `afterEach`: a test that failed leaves nothing running behind it. */
export async function stopPrograms(): Promise<void> {
  for (const program of running) {
    program.signal("SIGINT");
    await Promise.race([program.exitCode, pause(STOP_WITHIN_MS, undefined, { ref: false })]);
    program.signal("SIGKILL");
  }
}

export function startProgram(name: string, ...args: string[]): Program {
  const child = spawn(process.execPath, [join(ROOT, "test/stack", name), ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let output = "";
  const readers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const read of readers) read();
    });
  }
  const exitCode = once(child, "close").then(([code]) => code as number | null);
  const program: Program = {
    async printed(text) {
      const found = new Promise<void>((resolve) => {
        const read = () => output.includes(text) && resolve();
        readers.add(read);
        read();
      });
      const ended = exitCode.then((code) => Promise.reject(new Error(`${name} ended with ${code}:\n${output}`)));
      await Promise.race([found, ended]);
    },
    output: () => output,
    signal: (signal) => child.kill(signal),
    exitCode,
    leftOver: () => runningInGroup(child.pid ?? 0),
  };
  running.add(program);
  void exitCode.then(() => running.delete(program));
  return program;
}

/** The dead that nobody has fetched yet are in the group too, and do not count. */
function runningInGroup(group: number): string[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const [, name, state, , pgrp] = /^\d+ \((.*)\) (\S) (\d+) (\d+)/s.exec(statOf(pid)) ?? [];
      return name !== undefined && state !== "Z" && Number(pgrp) === group ? [name] : [];
    });
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
