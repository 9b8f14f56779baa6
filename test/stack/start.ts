import { createTestHarness } from "wrangler";
import { serveSimulator } from "../simulator/serve.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { SimulatorOptions } from "../simulator/state/settings.ts";
import { type BackEnd, createBackEnd } from "./back-end.ts";
import { exampleSettings, firstApiKey, platformOf, type Settings, settingsBeside, urlsOf } from "./settings.ts";
import { writeWorkerConfig } from "./worker-config.ts";
import { WRANGLER_ENVIRONMENT } from "./wrangler-environment.ts";

export interface StackOptions {
  /** The simulator's settings that differ, such as short lifetimes. */
  wechat?: Partial<SimulatorOptions>;
  /** The Worker's settings that differ from .dev.vars.example. */
  settings?: Settings;
  /** Openings of /authorize that one address may make; as in wrangler.toml by default. */
  openingsPerMinute?: number;
}

export interface LogLine {
  level: string;
  message: string;
}

/** WeChat and the Worker, each an HTTP server on loopback, and nothing stored when they are closed. */
export interface Stack {
  wechat: Simulator;
  wechatUrl: string;
  /** Where the Worker answers. */
  origin: string;
  settings: Settings;
  backEnd: BackEnd;
  /** Runs the Cron Trigger to its end. */
  cron(): Promise<void>;
  /** What the Worker has written to its log. */
  log(): LogLine[];
  close(): Promise<void>;
}

/** Starts the simulator in this process, and the Worker, built as for a deployment, in the real runtime. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  Object.assign(process.env, WRANGLER_ENVIRONMENT);
  const example = exampleSettings();
  const wechat = await serveSimulator({ ...platformOf({ ...example, ...options.settings }), ...options.wechat });
  const settings = { ...example, ...settingsBeside(wechat.url), ...options.settings };
  const started: (() => Promise<void>)[] = [wechat.close];
  const close = async () => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    const config = await writeWorkerConfig(settings, options.openingsPerMinute);
    started.push(config.remove);
    const harness = createTestHarness({ root: config.folder, workers: [{ configPath: config.path }] });
    started.push(() => harness.close());
    const { origin } = (await harness.listen()).url;
    Object.assign(wechat.simulator.settings, urlsOf(origin));
    return {
      wechat: wechat.simulator,
      wechatUrl: wechat.url,
      origin,
      settings,
      backEnd: createBackEnd(origin, firstApiKey(settings)),
      async cron() {
        const { outcome } = await harness.getWorker().scheduled({ cron: "*/5 * * * *" });
        if (outcome !== "ok") throw new Error(`the cron ended with ${outcome}`);
      },
      log: () => harness.getLogs().map(({ level, message }) => ({ level, message })),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
