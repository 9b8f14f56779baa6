import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** The simulator's own platform, as in .dev.vars.example. */
const SETTINGS = {
  ...parseEnv(readFileSync(join(import.meta.dirname, "../.dev.vars.example"), "utf8")),
  COMPONENT_APPID: "wx0000000000000001",
  PUBLIC_ORIGIN: "https://wx.example.com",
  RETURN_ORIGINS: "https://app.example.com",
};

/** A platform with a business behind it: what test/business.ts plays. */
const BUSINESS = {
  EVENT_WEBHOOK_URL: "https://app.example.com/events?key=in-the-query",
  FORWARD_URL: "https://app.example.com/messages/$APPID$",
};

function inWorkerd(bindings: typeof SETTINGS) {
  return cloudflareTest({
    wrangler: { configPath: "../wrangler.toml" },
    miniflare: {
      bindings,
      // Nothing leaves the machine: a call that no test answered fails here, loudly.
      outboundService: (request: Request) => new Response(`no test answers ${request.url}`, { status: 599 }),
    },
  });
}

/**
 * Two kinds of tests. `workerd` and `business` run inside the real runtime, with real KV, Durable Objects and queues, the
 * latter with somebody to deliver to; `node` starts the simulator and the built Worker as servers and looks at them from
 * outside, with curl's eyes and with a real Chromium.
 */
export default defineConfig({
  test: {
    // The Worker's log lines are of interest where something failed.
    silent: "passed-only",
    projects: [
      {
        plugins: [inWorkerd(SETTINGS)],
        test: {
          name: "workerd",
          root: import.meta.dirname,
          include: ["**/*.test.{ts,tsx}"],
          exclude: ["e2e/**", "**/*.business.test.ts"],
          // Nothing here is about time; a machine that is busy with something else is to fail nothing.
          testTimeout: 60_000,
        },
      },
      {
        plugins: [inWorkerd({ ...SETTINGS, ...BUSINESS })],
        test: {
          name: "business",
          root: import.meta.dirname,
          include: ["**/*.business.test.ts"],
          testTimeout: 60_000,
          // How many messages the crowd sends. MESSAGES=10000 is the whole of it, which takes a minute or two.
          provide: { messages: Number(process.env.MESSAGES ?? 2_000) },
        },
      },
      {
        test: {
          name: "node",
          root: import.meta.dirname,
          include: ["e2e/**/*.test.ts"],
          // Browsers, processes and real time: on a machine of CI's that stumbles, once more tells a stumble from a fault.
          retry: process.env.CI === undefined ? 0 : 1,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
