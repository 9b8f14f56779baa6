import { afterEach, expect, inject, test, vi } from "vitest";
import { startBusiness } from "../business.ts";
import { stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

declare module "vitest" {
  interface ProvidedContext {
    messages: number;
  }
}

/** 10,000 with MESSAGES=10000 in the environment. */
const MESSAGES = inject("messages");
const AUTHORIZERS = 40;
/** Messages that fans of all accounts send at a time. */
const AT_ONCE = 64;
/** While these messages are sent the business is down, in every way there is. */
const DOWN = { from: MESSAGES * 0.4, to: MESSAGES * 0.6 };

test(`${MESSAGES} messages, the business down for a fifth of them: each is taken, none is lost`, async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const business = startBusiness();
  const { wechat } = business.platform;
  let sent = 0;
  /** How often the business has taken each message. */
  const taken = new Map<string, number>();
  let failed = 0;
  business.answers = ({ json }) => {
    const content: string = json.data.fields.Content;
    const take = () => taken.set(content, (taken.get(content) ?? 0) + 1);
    business.received.length = 0;
    if (sent < DOWN.from || sent >= DOWN.to) {
      take();
      return new Response(null, { status: 204 });
    }
    failed += 1;
    switch (failed % 4) {
      case 0:
        return new Response("restarting", { status: 502 });
      case 1:
        return new Response(null, { status: 503, headers: { "retry-after": "3" } });
      case 2:
        // The worst of them: it is taken, and nobody ever hears that.
        take();
        return Promise.reject(new Error("the connection was cut"));
      default:
        return Promise.reject(new Error("the connection was refused"));
    }
  };

  const numbers = Array.from({ length: MESSAGES }, (_, number) => number).values();
  const startedAt = performance.now();
  let unanswered = 0;
  let slowestMs = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const number of numbers) {
        sent = Math.max(sent, number);
        const appid = `wxmany${String(number % AUTHORIZERS).padStart(12, "0")}`;
        const push = await wechat.pushMessage(appid, { Content: `第 ${number} 条` });
        if (!push.accepted) unanswered += 1;
        slowestMs = Math.max(slowestMs, push.ms);
      }
    }),
  );
  sent = MESSAGES;
  const sentMs = performance.now() - startedAt;
  await business.until(() => taken.size === MESSAGES, 60_000);
  const allMs = performance.now() - startedAt;

  const duplicates = [...taken.values()].reduce((sum, times) => sum + times, 0) - MESSAGES;
  console.log(
    `${MESSAGES} messages in ${(sentMs / 1000).toFixed(1)} s, all taken after ${(allMs / 1000).toFixed(1)} s; ` +
      `attempts that failed ${failed}, duplicates ${duplicates}, lost ${MESSAGES - taken.size}, ` +
      `slowest answer to WeChat ${slowestMs} ms`,
  );
  expect(unanswered).toBe(0);
  expect(failed).toBeGreaterThanOrEqual(DOWN.to - DOWN.from - AT_ONCE);
  // Only what was taken without our hearing of it comes twice.
  expect(duplicates).toBeLessThanOrEqual(Math.ceil(failed / 4));
}, 180_000);
