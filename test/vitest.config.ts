import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/**
 * Two kinds of tests. `workerd` runs inside the real runtime, with real KV, Durable Objects and queues; `node` starts the
 * simulator and the built Worker as servers and looks at them from outside, with curl's eyes and with a real Chromium.
 */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "../wrangler.toml" },
            miniflare: {
              bindings: { COMPONENT_APPID: "wx0000000000000001" },
              // Nothing leaves the machine: a call that no test answered fails here, loudly.
              outboundService: (request: Request) => new Response(`no test answers ${request.url}`, { status: 599 }),
            },
          }),
        ],
        test: { name: "workerd", root: import.meta.dirname, include: ["**/*.test.{ts,tsx}"], exclude: ["e2e/**"] },
      },
      {
        test: {
          name: "node",
          root: import.meta.dirname,
          include: ["e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
