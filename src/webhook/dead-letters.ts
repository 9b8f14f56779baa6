import { type DeliveryBindings, deliveryLog } from "./bindings.ts";
import { enqueue } from "./enqueue.ts";

/**
 * Sends a dead letter again: with the same `webhook-id`, and with another 24 hours of retries before it.
 * @returns false when there is no such dead letter
 */
export async function resendDeadLetter(env: DeliveryBindings, component: string, id: string): Promise<boolean> {
  const book = deliveryLog(env, component);
  const job = await book.deadLetter(id);
  if (job === null) return false;
  const now = Date.now();
  await enqueue(env, component, [{ ...job, firstAt: now, attempts: 0, last: null }]);
  // In this order: cut off in between, it is sent and still shown, not gone.
  await book.exhume(id);
  return true;
}
