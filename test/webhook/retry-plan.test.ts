import { describe, expect, it } from "vitest";
import { RETRIES_FOR_MS, waitBeforeRetry } from "../../src/webhook/retry-plan.ts";

const HOUR_MS = 3600_000;
const first = { attempts: 1, firstAt: 0, retryAfterMs: null };

/** The waits of a delivery that nobody ever takes. */
function plan(chance: () => number): number[] {
  const waits: number[] = [];
  for (let attempts = 1, now = 0; ; attempts++) {
    const wait = waitBeforeRetry({ ...first, attempts }, now, chance());
    if (wait === null) return waits;
    waits.push(wait);
    now += wait;
  }
}

describe("retries", () => {
  it("begin within ten seconds, whatever chance says", () => {
    for (const chance of [0, 0.5, 1]) expect(waitBeforeRetry(first, 0, chance)).toBeLessThanOrEqual(10_000);
  });

  it("go on for 24 hours, the last one at their end, and then stop", () => {
    for (const chance of [() => 0, () => 0.5, () => 1, Math.random]) {
      const waits = plan(chance);
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(RETRIES_FOR_MS, 0);
      expect(waits.length).toBeGreaterThan(12);
      expect(waits.length).toBeLessThan(30);
    }
  });

  it("double, up to a few hours, which a queue can delay by", () => {
    const waits = plan(() => 0.5);
    expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(12 * HOUR_MS);
  });

  it("are spread by chance", () => {
    expect(waitBeforeRetry(first, 0, 0)).not.toBe(waitBeforeRetry(first, 0, 1));
  });

  it("come no earlier than the business asks", () => {
    expect(waitBeforeRetry({ ...first, retryAfterMs: 90_000 }, 0, 0.5)).toBe(90_000);
    expect(waitBeforeRetry({ ...first, attempts: 10, retryAfterMs: 1_000 }, 0, 0.5)).toBe(2_560_000);
  });

  it("are over when the business asks for more time than is left", () => {
    const late = { ...first, attempts: 9 };
    expect(waitBeforeRetry({ ...late, retryAfterMs: 2 * HOUR_MS }, 23 * HOUR_MS, 0.5)).toBeNull();
    expect(waitBeforeRetry(late, 24 * HOUR_MS, 0.5)).toBeNull();
  });
});
