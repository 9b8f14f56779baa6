import { vi } from "vitest";
import type { Platform } from "../platform.ts";

/** Holds calls of a path until released. `before`: WeChat has not seen it. */
export function hold(platform: Platform, path: string, when: "before" | "after" = "after") {
  const state = { released: false, reached: false, on: true };
  const sleep = () => new Promise((resolve) => setTimeout(resolve, 5));
  vi.mocked(globalThis.fetch).mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as never);
    if (state.on && request.url.includes(path)) {
      state.on = false;
      const bare = new Request(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.method === "GET" ? {} : { body: await request.text() }),
      });
      const answer = when === "after" ? await (await platform.wechat.fetch(bare)).text() : null;
      state.reached = true;
      while (!state.released) await sleep();
      return answer === null ? platform.wechat.fetch(bare) : new Response(answer);
    }
    return platform.wechat.fetch(request);
  });
  return {
    release: () => {
      state.released = true;
    },
    arrived: () =>
      vi.waitFor(
        () => {
          if (!state.reached) throw new Error("not yet");
        },
        { timeout: 5_000, interval: 5 },
      ),
  };
}
