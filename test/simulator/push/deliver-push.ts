import type { Wechat } from "../state/wechat.ts";
import type { Push, PushAttempt } from "./push.ts";
import type { Envelope } from "./seal.ts";

/** Judges what one attempt brought back: sets `accepted` (and `reply`), and says whether WeChat would try again. */
export type Judge = (push: Push, attempt: PushAttempt, envelope: Envelope) => "done" | "again";

export interface Delivery {
  push: Pick<Push, "kind" | "infoType" | "authorizerAppid" | "xml">;
  /** Sealed anew for every attempt. */
  seal: () => Envelope;
  attempts: number;
  judge: Judge;
}

/**
 * Posts until it is accepted or the attempts are used up. Each has the time-out of `pushTimeoutMs`; the next begins
 * `pushRetryAfterMs` after the last one began, however soon that failed.
 */
export async function deliverPush(wechat: Wechat, { push: about, seal, attempts, judge }: Delivery): Promise<Push> {
  const { settings, pushes } = wechat;
  const push: Push = {
    id: (pushes.at(-1)?.id ?? 0) + 1,
    ...about,
    at: settings.now(),
    status: null,
    body: "",
    accepted: false,
    ms: 0,
    attempts: 0,
    tries: [],
    reply: null,
  };
  const started = performance.now();
  pushes.push(push);
  if (pushes.length > settings.recordsKept) pushes.splice(0, Math.ceil(pushes.length / 4));
  let verdict: ReturnType<Judge> = "again";
  while (verdict === "again" && push.attempts < attempts) {
    const previous = push.tries.at(-1);
    if (previous !== undefined) await pause(settings.pushRetryAfterMs - previous.ms);
    const envelope = seal();
    const attempt = await post(wechat, envelope);
    push.attempts += 1;
    push.tries.push(attempt);
    push.status = attempt.status;
    push.body = attempt.answer;
    push.ms = Math.round(performance.now() - started);
    verdict = judge(push, attempt, envelope);
  }
  return push;
}

/** Posts the last attempt of a push once more, byte for byte: what a repeated delivery, or whoever recorded one, would send. */
export function replayPush(wechat: Wechat, { tries }: Push): Promise<PushAttempt> {
  const last = tries.at(-1);
  if (last === undefined) throw new Error("this push has not been attempted yet");
  return post(wechat, last);
}

async function post({ settings }: Wechat, { url, body }: Pick<PushAttempt, "url" | "body">): Promise<PushAttempt> {
  const at = settings.now();
  const started = performance.now();
  const made = (outcome: Pick<PushAttempt, "status" | "answer" | "failure">): PushAttempt => ({
    at,
    url,
    body,
    ms: Math.round(performance.now() - started),
    ...outcome,
  });
  const giveUp = new AbortController();
  const timer = setTimeout(
    () => giveUp.abort(new Error(`no answer within ${settings.pushTimeoutMs} ms`)),
    settings.pushTimeoutMs,
  );
  try {
    const request = new Request(url, {
      method: "POST",
      headers: { "content-type": "text/xml", "user-agent": "Mozilla/4.0", pragma: "no-cache" },
      body,
      redirect: "manual",
      signal: giveUp.signal,
    });
    // The race is ours: an in-process `deliver` need not look at a signal.
    const response = await orAborted(settings.deliver(request), giveUp.signal);
    const answer = await orAborted(response.text(), giveUp.signal);
    return made({ status: response.status, answer, failure: null });
  } catch (error) {
    return made({ status: null, answer: "", failure: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

function pause(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
