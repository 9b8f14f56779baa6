import type { Config } from "../config.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import { deliveryLog } from "../webhook/bindings.ts";
import type { DeliveryJob } from "../webhook/job.ts";
import { consumeDeliveries } from "./consume.ts";

/** How wrangler.toml names the queue of dead letters, whatever stands before it. */
const DEAD_LETTERS = "-dead-letters";

/** Takes a batch from either queue: deliveries go to the business, dead letters into storage, before the queue forgets them. */
export async function consumeQueue(
  batch: MessageBatch<DeliveryJob>,
  env: CredentialBindings,
  config: Config,
): Promise<void> {
  if (!batch.queue.endsWith(DEAD_LETTERS)) return consumeDeliveries(batch, env, config);
  await deliveryLog(env, config.componentAppid).bury(batch.messages.map(({ body }) => body));
}
