import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import worker from "../src/index.ts";
import { createSimulator, type Simulator } from "./simulator/simulator.ts";

export const ORIGIN = "https://wx.example.com";
export const COMPONENT_APPID = "wx0000000000000001";
const API_KEY = "demo-key-0123456789abcdef";

/** The Worker in the real runtime, and WeChat beside it. */
export interface Platform {
  wechat: Simulator;
  /** A request from outside; what the Worker does after it has answered is waited for too. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A request of a back end's, with its key; the body is sent as JSON. */
  api(path: string, init?: { method?: string; body?: unknown; key?: string }): Promise<{ status: number; json: Json }>;
  /** The Cron Trigger. */
  cron(): Promise<void>;
  /** From here on the clock stands, and moves only by this much. */
  advance(ms: number): void;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, which fail where they are not as expected.
export type Json = any;

/**
 * Starts a platform: nothing stored, WeChat answering. `settings` (and bindings) differ from .dev.vars.example for the Worker
 * only, not for its Durable Objects.
 */
export function startPlatform(settings: Record<string, unknown> = {}): Platform {
  const workerEnv = Object.keys(settings).length === 0 ? env : { ...env, ...settings };
  const handle = async (request: Request): Promise<Response> => {
    const context = createExecutionContext();
    const response = await worker.fetch(request as never, workerEnv, context);
    await waitOnExecutionContext(context);
    return response;
  };
  const wechat = createSimulator({
    componentAppid: COMPONENT_APPID,
    eventUrl: `${ORIGIN}/wechat/events`,
    messageUrl: `${ORIGIN}/wechat/messages/$APPID$`,
    authorizeHost: "wx.example.com",
    deliver: handle,
    now: () => Date.now(),
  });
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => wechat.fetch(new Request(input, init)));

  return {
    wechat,
    fetch: (path, init) => handle(new Request(new URL(path, ORIGIN), { redirect: "manual", ...init })),
    async api(path, { method = "GET", body, key = API_KEY } = {}) {
      const response = await handle(
        new Request(new URL(path, ORIGIN), {
          method,
          headers: { authorization: `Bearer ${key}` },
          ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        }),
      );
      return { status: response.status, json: await response.json() };
    },
    async cron() {
      await worker.scheduled(createScheduledController({ cron: "*/5 * * * *" }), workerEnv);
    },
    advance(ms) {
      const now = Date.now();
      vi.useFakeTimers({ toFake: ["Date"] });
      vi.setSystemTime(now + ms);
    },
  };
}

/** For `afterEach`: storage emptied, clock and fetch as they were. */
export async function stopPlatform(): Promise<void> {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await reset();
}
