import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { ROOT, type Settings } from "./settings.ts";

interface RateLimit {
  simple: { limit: number; period: number };
}

export interface WorkerConfig {
  path: string;
  /** Throw-away, for whatever belongs to this run. */
  folder: string;
  remove(): Promise<void>;
}

/**
 * wrangler.toml with other settings, in a folder of its own: nothing is stored where `npm run dev` stores, and a
 * developer's .dev.vars, which wrangler reads beside the configuration, is not there.
 * @param openingsPerMinute of /authorize by one address, where a test opens it more often than a person would
 */
export async function writeWorkerConfig(settings: Settings, openingsPerMinute?: number): Promise<WorkerConfig> {
  const { rawConfig } = experimental_readRawConfig({ config: join(ROOT, "wrangler.toml") });
  const { ratelimits = [] } = rawConfig;
  const folder = await mkdtemp(join(tmpdir(), "wechat-component-worker-"));
  const path = join(folder, "wrangler.json");
  const config = {
    ...rawConfig,
    main: join(ROOT, rawConfig.main ?? ""),
    vars: settings,
    ratelimits:
      openingsPerMinute === undefined
        ? ratelimits
        : ratelimits.map((each: RateLimit) => ({ ...each, simple: { ...each.simple, limit: openingsPerMinute } })),
  };
  await writeFile(path, JSON.stringify(config, null, 2));
  const removeNow = () => rmSync(folder, { recursive: true, force: true });
  // Whoever is interrupted does not come to remove it.
  process.once("exit", removeNow);
  return {
    path,
    folder,
    async remove() {
      process.off("exit", removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
