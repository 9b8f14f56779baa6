import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import { deliveryLog } from "../src/webhook/bindings.ts";
import type { DeliveryRecord } from "../src/webhook/delivery-log.ts";
import { COMPONENT_APPID, type Json, type Platform, startPlatform } from "./platform.ts";

/** A delivery as the business saw it. */
export interface Received {
  url: URL;
  headers: Headers;
  body: string;
  /** The body, where it is JSON. */
  json: Json;
  id: string;
}

/** What the business answers: a Response, or a promise that rejects for a connection that is cut. */
export type Behaviour = (received: Received, signal: AbortSignal) => Response | Promise<Response>;

/** The business behind the platform: it lives at app.example.com, remembers what came, and answers as it is told. */
export interface Business {
  platform: Platform;
  received: Received[];
  answers: Behaviour;
  /** How often it saw a delivery. */
  times(id: string): number;
  /** What the book of deliveries says, the newest first. */
  book(): Promise<DeliveryRecord[]>;
  /** Waits until `found` gives something; fails after `withinMs`. */
  until<T>(found: () => T | Promise<T>, withinMs?: number): Promise<NonNullable<T>>;
}

export const ORIGIN = "https://app.example.com";

/** A platform, and a business that takes everything and says nothing, until it is told otherwise. */
export function startBusiness(settings: Record<string, string> = {}): Business {
  const platform = startPlatform(settings);
  const { wechat } = platform;
  // Pushes go through the runtime's own front door, which answers before what a request leaves running has ended.
  if (Object.keys(settings).length === 0) wechat.settings.deliver = (request) => exports.default.fetch(request);
  const business: Business = {
    platform,
    received: [],
    answers: () => new Response(null, { status: 204 }),
    times: (id) => business.received.filter((each) => each.id === id).length,
    book: () => deliveryLog(env, COMPONENT_APPID).recent(),
    async until(found, withinMs = 15_000) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const value = await found();
        if (value) return value as NonNullable<typeof value>;
        if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${found}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
  vi.mocked(globalThis.fetch).mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith(ORIGIN)) return wechat.fetch(request);
    const body = await request.text();
    const { headers } = request;
    const received: Received = {
      url: new URL(request.url),
      headers,
      body,
      json: body.startsWith("{") ? JSON.parse(body) : null,
      id: headers.get("webhook-id") ?? "",
    };
    business.received.push(received);
    const { signal } = request;
    const response = await new Promise<Response>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      Promise.resolve(business.answers(received, signal)).then(resolve, reject);
    });
    const location = response.headers.get("location");
    // As the real one would, if only once.
    return location !== null && request.redirect === "follow" ? fetch(location, { redirect: "manual" }) : response;
  });
  return business;
}

export function after(ms: number, response: Response): Promise<Response> {
  return new Promise((resolve) => setTimeout(() => resolve(response), ms));
}
