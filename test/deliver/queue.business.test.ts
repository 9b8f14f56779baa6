import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { consumeDeliveries } from "../../src/deliver/consume.ts";
import { deliveryLog } from "../../src/webhook/bindings.ts";
import { resendDeadLetter } from "../../src/webhook/dead-letters.ts";
import { enqueue } from "../../src/webhook/enqueue.ts";
import { type DeliveryJob, eventJob } from "../../src/webhook/job.ts";
import { type Business, startBusiness } from "../business.ts";
import { COMPONENT_APPID, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const OFFICIAL = "wx5a1b0c7d3e9f2041";
const WEBHOOK_SECRET = "whsec_c2ltdWxhdG9yLXdlYmhvb2stc2VjcmV0LTAxMjM0NTY3ODk=";
const HOUR_MS = 3600_000;

const book = () => deliveryLog(env, COMPONENT_APPID);

function aJob(fields: Partial<DeliveryJob> = {}): DeliveryJob {
  const data = { component_appid: COMPONENT_APPID, info_type: "notify_icpfiling_verify_result", fields: {} };
  return { ...eventJob(`evt_${crypto.randomUUID()}`, "component.event", Date.now(), data), ...fields };
}

/** Hands one message to the consumer, as the queue would. */
async function consume(job: DeliveryJob, { attempts = 1, queuedAt = Date.now() } = {}) {
  const config = parseConfig(env);
  if (!config.ok) throw new Error("not configured");
  const message = { id: "1", timestamp: new Date(queuedAt), body: job, attempts, ack: vi.fn(), retry: vi.fn() };
  const batch = { queue: "deliveries", messages: [message], ackAll: vi.fn(), retryAll: vi.fn() };
  await consumeDeliveries(batch as never, env, config.config);
  const [record] = await book().recent(1);
  return { acked: message.ack.mock.calls.length === 1, retries: message.retry.mock.calls.flat(), record };
}

function answering(answers: Business["answers"]): Business {
  const business = startBusiness();
  business.answers = answers;
  return business;
}

describe("what was not taken in line", () => {
  it("comes again within ten seconds: the same id and body, signed anew", async () => {
    const { platform, received, until } = startBusiness();
    const own = () => received.filter(({ json }) => json?.data.fields?.Content === "再来");
    vi.mocked(globalThis.fetch).mockImplementationOnce(async () => new Response("down", { status: 503 }));
    const push = await platform.wechat.pushMessage(OFFICIAL, { Content: "再来" });
    const refusedAt = Date.now();
    expect(push).toMatchObject({ body: "success", attempts: 1 });
    const [queued] = await until(() => (own().length > 0 ? own() : null));
    expect(Date.now() - refusedAt).toBeLessThan(10_000);
    expect(new Webhook(WEBHOOK_SECRET).verify(queued?.body ?? "", Object.fromEntries(queued?.headers ?? []))).toEqual(
      queued?.json,
    );
    const [record] = await until(async () =>
      (await book().recent(1))[0]?.status === "delivered" ? book().recent(1) : null,
    );
    expect(record).toMatchObject({ id: queued?.id, attempts: 2, last: { status: 204, error: null }, nextAt: null });
  });

  it("is asked for again with 5xx when the queue does not take it either (I6), and is begun anew then", async () => {
    const business = answering(() => new Response(null, { status: 500 }));
    const { wechat } = business.platform;
    wechat.settings.pushRetryAfterMs = 0;
    const appid = "wxqueueisbroken000";
    const relay = env.MESSAGE_RELAY.getByName(`${COMPONENT_APPID}:${appid}`);
    let refused = 0;
    await runInDurableObject(relay, (instance) => {
      const { DELIVERIES } = (instance as unknown as { env: Env }).env;
      vi.spyOn(DELIVERIES, "sendBatch").mockImplementation(async () => {
        refused += 1;
        throw new Error("Queue is overloaded");
      });
    });
    const push = await wechat.pushMessage(appid, { Content: "1" });
    expect(refused).toBe(3);
    expect(push.tries.map(({ status }) => status)).toEqual([500, 500, 500]);
    expect(business.received.filter(({ url }) => url.pathname.endsWith(appid))).toHaveLength(3);
    expect(new Set(business.received.filter(({ url }) => url.pathname.endsWith(appid)).map(({ id }) => id)).size).toBe(
      1,
    );
  });

  it("goes to the queue when the relay itself breaks down", async () => {
    const business = startBusiness();
    const appid = "wxrelayisbroken000";
    const relay = env.MESSAGE_RELAY.getByName(`${COMPONENT_APPID}:${appid}`);
    await runInDurableObject(relay, (instance) => {
      Object.defineProperty(instance, "deliver", { value: () => Promise.reject(new Error("reset by a deployment")) });
    });
    expect(await business.platform.wechat.pushMessage(appid, { Content: "1" })).toMatchObject({ body: "success" });
    await business.until(() => business.received.some(({ url }) => url.pathname.endsWith(appid)));
  });
});

describe("an attempt from the queue", () => {
  it.each([200, 201, 204, 299])("that is answered %i is the last", async (status) => {
    answering(() => new Response(null, { status }));
    const { acked, retries, record } = await consume(aJob());
    expect({ acked, retries }).toEqual({ acked: true, retries: [] });
    expect(record).toMatchObject({ status: "delivered", attempts: 1, last: { status } });
  });

  it.each([302, 400, 401, 404, 429, 500, 503])("that is answered %i comes again after 4 to 6 s", async (status) => {
    const { received } = answering(
      () => new Response(null, { status, headers: { location: "https://app.example.com/x" } }),
    );
    const { acked, retries, record } = await consume(aJob());
    expect(acked).toBe(false);
    expect(retries[0].delaySeconds).toBeGreaterThanOrEqual(4);
    expect(retries[0].delaySeconds).toBeLessThanOrEqual(6);
    expect(record).toMatchObject({ status: "retrying", attempts: 1, last: { status }, nextAt: expect.any(Number) });
    // A redirect is not followed.
    expect(received).toHaveLength(1);
  });

  it("that reaches nobody comes again, and the book has no word of a key in the URL", async () => {
    answering(() =>
      Promise.reject(new Error("https://app.example.com/events?key=in-the-query refused the connection")),
    );
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { retries, record } = await consume(aJob());
    expect(retries).toHaveLength(1);
    expect(record?.last).toEqual({
      url: "https://app.example.com/events",
      status: null,
      error: "the connection failed",
    });
    expect(JSON.stringify([record, warn.mock.calls])).not.toContain("in-the-query");
  });

  it("ends after 30 s without an answer", async () => {
    answering(() => new Promise(() => {}));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const consumed = consume(aJob());
    let done = false;
    void consumed.then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(29_900);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect((await consumed).record).toMatchObject({ status: "retrying", last: { error: "no answer in time" } });
  });

  it("obeys Retry-After, in seconds and as a date", async () => {
    answering(() => new Response(null, { status: 503, headers: { "retry-after": "120" } }));
    expect((await consume(aJob())).retries).toEqual([{ delaySeconds: 120 }]);
    const at = new Date(Date.now() + HOUR_MS).toUTCString();
    answering(() => new Response(null, { status: 429, headers: { "retry-after": at } }));
    const [{ delaySeconds }] = (await consume(aJob())).retries;
    expect(delaySeconds).toBeGreaterThan(3_590);
    expect(delaySeconds).toBeLessThanOrEqual(3_601);
  });

  it("is followed by ever longer waits", async () => {
    answering(() => new Response(null, { status: 500 }));
    const [tenth] = (await consume(aJob(), { attempts: 10 })).retries;
    expect(tenth.delaySeconds).toBeGreaterThan(2_000);
    expect((await consume(aJob({ attempts: 9 }), { attempts: 1 })).record?.attempts).toBe(10);
  });

  it("is put on the queue anew before a queue of the Free plan would forget it", async () => {
    answering(() => new Response(null, { status: 500 }));
    const job = aJob({ firstAt: Date.now() - 17 * HOUR_MS });
    const { acked, retries, record } = await consume(job, { attempts: 12, queuedAt: Date.now() - 17 * HOUR_MS });
    expect({ acked, retries }).toEqual({ acked: true, retries: [] });
    expect(record).toMatchObject({ status: "retrying", attempts: 12 });
  });
});

describe("a dead letter", () => {
  it.each([
    ["410 says that nobody is there any more", 410, 0],
    ["the 24 hours are over", 500, 25],
  ])("is what %s", async (_when, status, hoursAgo) => {
    const { until } = answering(() => new Response(null, { status }));
    const job = aJob({ firstAt: Date.now() - hoursAgo * HOUR_MS });
    const { acked, retries, record } = await consume(job);
    expect({ acked, retries, status: record?.status }).toEqual({ acked: true, retries: [], status: "dead" });
    const letter = await until(async () => (await book().deadLetters()).find(({ id }) => id === job.id));
    expect(letter).toMatchObject({ type: "component.event", attempts: 1, last: { status } });
  });

  it("is a message at once when the business answers 410 in line", async () => {
    const { platform, received, until } = answering(() => new Response(null, { status: 410 }));
    expect(await platform.wechat.pushMessage(OFFICIAL, { Content: "1" })).toMatchObject({ body: "success" });
    const letter = await until(async () => (await book().deadLetters()).find(({ id }) => id === received[0]?.id));
    expect(letter).toMatchObject({ type: "message.received", authorizerAppid: OFFICIAL, attempts: 1 });
  });

  it("is sent again with the same id, and is gone when it is on the queue", async () => {
    const business = answering(() => new Response(null, { status: 410 }));
    const job = aJob();
    await consume(job);
    await business.until(async () => (await book().deadLetters()).length === 1);
    business.answers = () => new Response(null, { status: 204 });
    const before = business.times(job.id);
    expect(await resendDeadLetter(env, COMPONENT_APPID, job.id)).toBe(true);
    await business.until(() => business.times(job.id) === before + 1);
    expect(business.received.at(-1)?.body).toBe(job.body);
    expect(await book().deadLetters()).toEqual([]);
    await business.until(async () => (await book().recent()).find(({ id }) => id === job.id)?.status === "delivered");
    expect(await resendDeadLetter(env, COMPONENT_APPID, job.id)).toBe(false);
  });
});

describe("what is too long for the queue", () => {
  it("is parked beside it, and comes whole", async () => {
    const business = startBusiness();
    const long = "长".repeat(60_000);
    const job = aJob({ body: JSON.stringify({ type: "component.event", data: { long } }) });
    await enqueue(env, COMPONENT_APPID, [job]);
    expect(await book().parked(job.id)).toBe(job.body);
    await business.until(() => business.times(job.id) > 0);
    expect(business.received.find(({ id }) => id === job.id)?.body).toBe(job.body);
    await business.until(async () => (await book().parked(job.id)) === null);
  });

  it("goes in several batches when it is only too much at once", async () => {
    const business = startBusiness();
    const jobs = Array.from({ length: 130 }, () => aJob({ body: `{"x":"${"x".repeat(3_000)}"}` }));
    await enqueue(env, COMPONENT_APPID, jobs);
    await business.until(() => jobs.every(({ id }) => business.times(id) === 1));
  });
});

describe("the book", () => {
  it("keeps the last 500", async () => {
    startBusiness();
    const record = (number: number) => ({
      id: `evt_${number}`,
      type: "component.event",
      authorizerAppid: null,
      status: "delivered" as const,
      attempts: 1,
      last: null,
      at: number,
      nextAt: null,
    });
    for (let number = 0; number < 1_000; number += 100) {
      await book().record(Array.from({ length: 100 }, (_, index) => record(number + index)));
    }
    const recent = await book().recent();
    expect(recent).toHaveLength(500);
    expect(recent[0]?.id).toBe("evt_999");
    await runInDurableObject(book(), (_instance, state) => {
      const { count } = state.storage.sql.exec<{ count: number }>("SELECT count(*) AS count FROM deliveries").one();
      expect(count).toBeLessThan(600);
    });
  });
});
