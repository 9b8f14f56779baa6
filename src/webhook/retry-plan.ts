/** Retries end this long after the first attempt. */
export const RETRIES_FOR_MS = 24 * 3600_000;

/** The first comes after about 5 s, each next one after twice as long, and from some time on every three hours. */
const FIRST_MS = 5_000;
const LONGEST_MS = 3 * 3600_000;
/** Each wait is this much longer or shorter by chance, so that what failed together does not come back together. */
const JITTER = 0.2;
/** A queue delays by 12 h at most: https://developers.cloudflare.com/queues/platform/limits/ */
const QUEUE_DELAY_LIMIT_MS = 12 * 3600_000;

/**
 * When to try again.
 * @param attempts made so far, at least one
 * @param firstAt when the first of them was, ms
 * @param retryAfterMs what the business asked for; it is never called earlier
 * @param chance 0 to 1
 * @returns ms from now; null when the time is over
 */
export function waitBeforeRetry(
  { attempts, firstAt, retryAfterMs }: { attempts: number; firstAt: number; retryAfterMs: number | null },
  now: number,
  chance: number,
): number | null {
  const left = firstAt + RETRIES_FOR_MS - now;
  const asked = Math.min(retryAfterMs ?? 0, QUEUE_DELAY_LIMIT_MS);
  if (left <= 0 || asked > left) return null;
  const backOff = Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS) * (1 - JITTER + 2 * JITTER * chance);
  // The last one is at the very end of the time.
  return Math.max(asked, Math.min(backOff, left));
}
