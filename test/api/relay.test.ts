import { afterEach, expect, test, vi } from "vitest";
import { startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

async function calledWith(settings: Record<string, string>): Promise<Request> {
  const platform = startPlatform(settings);
  await platform.api("/v1/component/clear-quota", { method: "POST" });
  const [call] = vi.mocked(fetch).mock.calls;
  return new Request(...(call ?? [""]));
}

test("a relay is called in WeChat's place, and shown its key", async () => {
  const request = await calledWith({
    WECHAT_API_BASE: "https://relay.example.com/wx/",
    WECHAT_API_RELAY_KEY: "relay-key",
  });
  expect(request.url).toMatch(/^https:\/\/relay\.example\.com\/wx\/cgi-bin\//);
  expect(request.headers.get("authorization")).toBe("Bearer relay-key");
});

test("WeChat itself is shown no key", async () => {
  const request = await calledWith({});
  expect(request.url).toMatch(/^https:\/\/api\.weixin\.qq\.com\/cgi-bin\//);
  expect(request.headers.has("authorization")).toBe(false);
});
