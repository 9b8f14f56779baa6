import { app } from "./app.ts";
import { parseConfig } from "./config.ts";
import { runCron } from "./credentials/cron.ts";
import { log } from "./log.ts";

export { PlatformEntrypoint } from "./api/platform-entrypoint.ts";
export { AuthorizerCredentials } from "./credentials/authorizer-credentials.ts";
export { AuthorizerSync } from "./credentials/authorizer-sync.ts";
export { ComponentCredentials } from "./credentials/component-credentials.ts";

export default {
  fetch: app.fetch,

  async scheduled(_controller, env) {
    const parsed = parseConfig(env);
    if (!parsed.ok) {
      log("error", "the Worker is not configured", { settings: parsed.problems.map(({ setting }) => setting) });
      return;
    }
    await runCron(env, parsed.config);
  },
} satisfies ExportedHandler<Env>;
