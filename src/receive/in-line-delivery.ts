import type { Config } from "../config.ts";
import { forwardingOf } from "../credentials/forwarding.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import { log } from "../log.ts";
import type { DeliveryRecord } from "../webhook/delivery-log.ts";
import { enqueue } from "../webhook/enqueue.ts";
import type { DeliveryJob } from "../webhook/job.ts";
import { type Attempt, lastAttempt, postDelivery } from "../webhook/post.ts";
import { waitBeforeRetry } from "../webhook/retry-plan.ts";
import { targetOf } from "../webhook/target.ts";
import { textOf } from "../wechat/message.ts";
import type { SealedReply } from "../wechat/passive-reply.ts";
import { readBusinessAnswer } from "./business-answer.ts";
import { messageCrypto } from "./message-crypto.ts";
import { type MessageForBusiness, messageJob } from "./message-job.ts";

/** What to answer WeChat, the same for each of its attempts at one message. */
export type RelayAnswer =
  /** The business has it and has nothing to say, or the queue has it, or nobody wants it. */
  | { kind: "success" }
  /** To be sealed with the key of the push; `random` and `timestamp` are part of it, so that it comes out the same each time. */
  | { kind: "reply"; xml: string; timestamp: string; random: Uint8Array }
  /** Sealed by the business, whose answer stands in `text`. */
  | { kind: "sealed"; reply: SealedReply; text: string }
  /** It is nowhere: WeChat is to send it again (I6). */
  | { kind: "not_stored" };

/** What was answered, and what the book is to say about it. */
export interface InLineDelivery {
  answer: RelayAnswer;
  record: DeliveryRecord | null;
}

const RANDOM_BYTES = 16;

/**
 * Delivers a message while WeChat waits. What the business does not take is on the queue when this returns.
 * @param signal ends the business's time
 */
export async function deliverInLine(
  env: CredentialBindings,
  config: Config,
  message: MessageForBusiness,
  signal: AbortSignal,
): Promise<InLineDelivery> {
  const { tenant, url } = await forwardingOf(env, config, message.authorizerAppid);
  if (url === null) return { answer: { kind: "success" }, record: null };
  const job = await messageJob(message, config.componentAppid, tenant, Date.now());
  const posting = { ...targetOf(url, job), id: job.id, body: job.body ?? "", signal, readsAnswer: true };
  const attempt = await postDelivery(posting, config.webhookSecret);
  const tried: DeliveryJob = { ...job, attempts: 1, last: lastAttempt(url, attempt) };
  return attempt.kind === "taken"
    ? answerOf(config, message, tried, attempt.answer)
    : postpone(env, config, tried, attempt);
}

async function answerOf(
  config: Config,
  { fields }: MessageForBusiness,
  job: DeliveryJob,
  text: string | null,
): Promise<InLineDelivery> {
  const createTime = Math.floor(Date.now() / 1000);
  const to = { toUserName: textOf(fields, "FromUserName"), fromUserName: textOf(fields, "ToUserName") };
  const said = await readBusinessAnswer(text, to, createTime, messageCrypto(config));
  const record = recordOf(job, "delivered", null);
  switch (said.kind) {
    case "nothing":
      return { answer: { kind: "success" }, record };
    case "reply": {
      const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
      return { answer: { kind: "reply", xml: said.xml, timestamp: String(createTime), random }, record };
    }
    case "sealed":
      return { answer: said, record };
    case "unusable": {
      log("warn", "the business took a message, and its answer is no reply", { reason: said.reason, id: job.id });
      const last = job.last === null ? null : { ...job.last, error: said.reason };
      return { answer: { kind: "success" }, record: { ...record, last } };
    }
  }
}

/** Leaves it to the queue; a business that is gone for good (410) is not asked again, and its message is a dead letter. */
async function postpone(
  env: CredentialBindings,
  config: Config,
  job: DeliveryJob,
  attempt: Exclude<Attempt, { kind: "taken" }>,
): Promise<InLineDelivery> {
  const now = Date.now();
  const retryAfterMs = attempt.kind === "refused" ? attempt.retryAfterMs : null;
  const gone = attempt.kind === "refused" && attempt.status === 410;
  const waitMs = gone ? null : waitBeforeRetry({ ...job, retryAfterMs }, now, Math.random());
  try {
    const options = waitMs === null ? { queue: env.DEAD_LETTERS } : { delaySeconds: Math.ceil(waitMs / 1000) };
    await enqueue(env, config.componentAppid, [job], options);
  } catch (error) {
    log("error", "a message could not be put on the queue", { id: job.id, error: String(error) });
    return { answer: { kind: "not_stored" }, record: null };
  }
  const record = waitMs === null ? recordOf(job, "dead", null) : recordOf(job, "retrying", now + waitMs);
  return { answer: { kind: "success" }, record };
}

function recordOf(job: DeliveryJob, status: DeliveryRecord["status"], nextAt: number | null): DeliveryRecord {
  const { id, type, authorizerAppid, attempts, last } = job;
  return { id, type, authorizerAppid, status, attempts, last, at: Date.now(), nextAt };
}
