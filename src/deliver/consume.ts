import type { Config } from "../config.ts";
import { forwardingOf } from "../credentials/forwarding.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import { inLanes } from "../credentials/lanes.ts";
import { log } from "../log.ts";
import { deliveryLog } from "../webhook/bindings.ts";
import type { DeliveryRecord } from "../webhook/delivery-log.ts";
import { enqueue } from "../webhook/enqueue.ts";
import type { DeliveryJob } from "../webhook/job.ts";
import { type Attempt, lastAttempt, postDelivery } from "../webhook/post.ts";
import { waitBeforeRetry } from "../webhook/retry-plan.ts";
import { targetOf } from "../webhook/target.ts";

/** Connections that may wait for an answer at a time: https://developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections */
const LANES = 6;
/** Nobody waits here, so the business may take longer than in line. */
const ATTEMPT_MS = 30_000;
/**
 * The Free plan's queues forget a message 24 h after it was put there, however often it was retried. Well before that, it is
 * put there anew.
 */
const COPY_LIFE_MS = 18 * 3600_000;
/** When something of ours failed, not the business. */
const OWN_TROUBLE_SECONDS = 30;

/**
 * Delivers a batch from the queue. Each message is acknowledged by itself: when the business has it, when it is a dead
 * letter, or when it stands on the queue anew.
 */
export async function consumeDeliveries(
  batch: MessageBatch<DeliveryJob>,
  env: CredentialBindings,
  config: Config,
): Promise<void> {
  const records: DeliveryRecord[] = [];
  await inLanes(LANES, batch.messages, async (message) => {
    try {
      records.push(await consume(message, env, config));
    } catch (error) {
      log("error", "a delivery could not be handled", { error: String(error) });
      message.retry({ delaySeconds: OWN_TROUBLE_SECONDS });
    }
  });
  try {
    await deliveryLog(env, config.componentAppid).record(records);
  } catch (error) {
    // The book loses a few lines; what they tell of is done.
    log("warn", "deliveries could not be written down", { deliveries: records.length, error: String(error) });
  }
}

async function consume(
  message: Message<DeliveryJob>,
  env: CredentialBindings,
  config: Config,
): Promise<DeliveryRecord> {
  const { attempts: before, ...rest } = message.body;
  const url = await urlOf(message.body, env, config);
  const attempt = await attemptOnce(message.body, url, env, config);
  const last = url === null ? { url, status: null, error: NOWHERE } : lastAttempt(url, attempt);
  const job: DeliveryJob = { ...rest, attempts: before + message.attempts, last };
  const { id, type, authorizerAppid, attempts } = job;
  const now = Date.now();
  const record = { id, type, authorizerAppid, attempts, last, at: now };
  if (attempt.kind === "taken") {
    message.ack();
    return { ...record, status: "delivered", nextAt: null };
  }

  const retryAfterMs = attempt.kind === "refused" ? attempt.retryAfterMs : null;
  const gone = url === null || (attempt.kind === "refused" && attempt.status === 410);
  const waitMs = gone ? null : waitBeforeRetry({ ...job, retryAfterMs }, now, Math.random());
  log("warn", "a delivery was not taken", { id, type, attempts, status: last.status, error: last.error });
  if (waitMs === null) {
    await enqueue(env, config.componentAppid, [job], { queue: env.DEAD_LETTERS });
    message.ack();
    return { ...record, status: "dead", nextAt: null };
  }
  const delaySeconds = Math.ceil(waitMs / 1000);
  if (now + waitMs - message.timestamp.getTime() < COPY_LIFE_MS) {
    message.retry({ delaySeconds });
  } else {
    await enqueue(env, config.componentAppid, [job], { delaySeconds });
    message.ack();
  }
  return { ...record, status: "retrying", nextAt: now + waitMs };
}

const NOWHERE = "no URL is set for it";

async function urlOf(
  { destination, authorizerAppid }: DeliveryJob,
  env: CredentialBindings,
  config: Config,
): Promise<string | null> {
  if (destination === "events" || authorizerAppid === null) return config.eventWebhookUrl;
  return (await forwardingOf(env, config, authorizerAppid)).url;
}

async function attemptOnce(
  job: DeliveryJob,
  url: string | null,
  env: CredentialBindings,
  config: Config,
): Promise<Attempt> {
  if (url === null) return { kind: "failed", reason: NOWHERE };
  const body = job.body ?? (await deliveryLog(env, config.componentAppid).parked(job.id));
  if (body === null) return { kind: "failed", reason: "its body is gone" };
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), ATTEMPT_MS);
  try {
    const posting = { ...targetOf(url, job), id: job.id, body, signal: end.signal, readsAnswer: false };
    return await postDelivery(posting, config.webhookSecret);
  } finally {
    clearTimeout(timer);
  }
}
