import { app } from "./app.ts";
import { type Config, parseConfig } from "./config.ts";
import { runCron } from "./credentials/cron.ts";
import { announceProblems } from "./deliver/problems.ts";
import { consumeQueue } from "./deliver/queues.ts";
import { log } from "./log.ts";
import type { DeliveryJob } from "./webhook/job.ts";

export { PlatformEntrypoint } from "./api/platform-entrypoint.ts";
export { OperatorLog } from "./console/operator-log.ts";
export { AuthorizerCredentials } from "./credentials/authorizer-credentials.ts";
export { AuthorizerSync } from "./credentials/authorizer-sync.ts";
export { ComponentCredentials } from "./credentials/component-credentials.ts";
export { MessageRelay } from "./receive/message-relay.ts";
export { DeliveryLog } from "./webhook/delivery-log.ts";

export default {
  fetch: app.fetch,

  async scheduled(_controller, env) {
    const config = configOf(env);
    if (config === null) return;
    try {
      await runCron(env, config);
    } finally {
      await announceProblems(env, config);
    }
  },

  async queue(batch, env) {
    const config = configOf(env);
    if (config === null) return batch.retryAll({ delaySeconds: 300 });
    await consumeQueue(batch, env, config);
  },
} satisfies ExportedHandler<Env, DeliveryJob>;

function configOf(env: Env): Config | null {
  const parsed = parseConfig(env);
  if (parsed.ok) return parsed.config;
  log("error", "the Worker is not configured", { settings: parsed.problems.map(({ setting }) => setting) });
  return null;
}
