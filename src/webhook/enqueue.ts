import { type DeliveryBindings, deliveryLog } from "./bindings.ts";
import type { DeliveryJob } from "./job.ts";

/** A queue takes messages of 128 KB, and 100 of them or 256 KB in one call: https://developers.cloudflare.com/queues/platform/limits/ */
const MESSAGE_LIMIT_BYTES = 120_000;
const BATCH_LIMIT_BYTES = 240_000;
const BATCH_LIMIT = 100;

/**
 * Puts deliveries on the queue; what is too long for it is parked beside it first. When this returns, they are stored.
 * Throws when they are not.
 * @param delaySeconds until the first attempt from there, at most 12 h
 */
export async function enqueue(
  env: DeliveryBindings,
  component: string,
  jobs: readonly DeliveryJob[],
  { queue = env.DELIVERIES, delaySeconds = 0 }: { queue?: Queue<DeliveryJob>; delaySeconds?: number } = {},
): Promise<void> {
  let batch: { body: DeliveryJob; contentType: "json"; delaySeconds: number }[] = [];
  let bytes = 0;
  const send = async () => {
    if (batch.length > 0) await queue.sendBatch(batch);
    batch = [];
    bytes = 0;
  };
  for (const job of jobs) {
    const { slim, size } = await parkIfLong(env, component, job);
    if (batch.length === BATCH_LIMIT || bytes + size > BATCH_LIMIT_BYTES) await send();
    batch.push({ body: slim, contentType: "json", delaySeconds });
    bytes += size;
  }
  await send();
}

async function parkIfLong(
  env: DeliveryBindings,
  component: string,
  job: DeliveryJob,
): Promise<{ slim: DeliveryJob; size: number }> {
  const size = sizeOf(job);
  if (size <= MESSAGE_LIMIT_BYTES || job.body === null) return { slim: job, size };
  await deliveryLog(env, component).park(job.id, job.body);
  const slim = { ...job, body: null };
  return { slim, size: sizeOf(slim) };
}

function sizeOf(job: DeliveryJob): number {
  return new TextEncoder().encode(JSON.stringify(job)).length;
}
