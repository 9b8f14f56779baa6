import type { LastAttempt } from "./job.ts";
import { signWebhook } from "./signature.ts";

/** What one attempt at a delivery came to. */
export type Attempt =
  /** 2xx: the business has it. `answer` is what it said; null when that was not asked for, or too long to be a reply. */
  | { kind: "taken"; status: number; answer: string | null }
  /** Any other status, redirects too: they are not followed, for they would lead a signed message to somewhere else. */
  | { kind: "refused"; status: number; retryAfterMs: number | null }
  /** Nobody was reached, or nothing came back in time; in words without the URL, which may hold a key of the business's. */
  | { kind: "failed"; reason: string };

export interface Posting {
  url: string;
  /** `webhook-id`. */
  id: string;
  body: string;
  contentType: "application/json" | "text/xml";
  /** Ends the attempt, whenever it is aborted. */
  signal: AbortSignal;
  /** Whether what the business answers is of interest. */
  readsAnswer: boolean;
}

/** A passive reply is a few KiB. */
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** Posts one signed delivery, once. */
export async function postDelivery(posting: Posting, secret: string): Promise<Attempt> {
  const { url, id, body, contentType, signal, readsAnswer } = posting;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": contentType,
        "user-agent": "wechat-component-worker",
        ...(await signWebhook(secret, id, Date.now(), body)),
      },
      body,
      redirect: "manual",
      signal,
    });
    const { status } = response;
    if (response.ok) return { kind: "taken", status, answer: readsAnswer ? await readUpTo(response, signal) : null };
    await response.body?.cancel();
    return { kind: "refused", status, retryAfterMs: retryAfterMs(response.headers.get("retry-after"), Date.now()) };
  } catch (error) {
    if (signal.aborted) return { kind: "failed", reason: "no answer in time" };
    return { kind: "failed", reason: error instanceof TypeError ? "the URL is not one" : "the connection failed" };
  }
}

async function readUpTo(response: Response, signal: AbortSignal): Promise<string | null> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  // A fetch that has its headers is not ended by its signal everywhere; the reading is.
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop, { once: true });
  try {
    const decoder = new TextDecoder();
    let text = "";
    for (let bytes = 0; ; ) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw new DOMException("aborted", "AbortError");
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > ANSWER_LIMIT_BYTES) {
        await reader.cancel();
        return null;
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Retry-After as seconds or as a date, in ms from now; null when there is none, or none that can be read. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** What an attempt leaves in the book. @param remark what was wrong with the answer of a business that took it */
export function lastAttempt(url: string, attempt: Attempt, remark: string | null = null): LastAttempt {
  const { origin, pathname } = new URL(url);
  const shown = `${origin}${pathname}`;
  return attempt.kind === "failed"
    ? { url: shown, status: null, error: attempt.reason }
    : { url: shown, status: attempt.status, error: remark };
}
