import type { DeliveryLog } from "./delivery-log.ts";
import type { DeliveryJob } from "./job.ts";

/** The bindings of wrangler.toml that deliveries need. */
export interface DeliveryBindings {
  DELIVERIES: Queue<DeliveryJob>;
  DEAD_LETTERS: Queue<DeliveryJob>;
  DELIVERY_LOG: DurableObjectNamespace<DeliveryLog>;
}

/** The book of deliveries of a component, and the store of what is too long for the queue or could not be delivered. */
export function deliveryLog(env: DeliveryBindings, component: string): DurableObjectStub<DeliveryLog> {
  return env.DELIVERY_LOG.getByName(component, { locationHint: "apac" });
}
