import { expect } from "vitest";
import type { Platform } from "../platform.ts";

export const HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
export const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49";
export const DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";

let visitors = 0;

/** Each visit comes from a network of its own, unless it names an address: the rate limit is by network. */
export function visit(platform: Platform, path: string, headers: Record<string, string> = {}): Promise<Response> {
  visitors += 1;
  const address = `2001:db8:${visitors.toString(16)}::1`;
  return platform.fetch(path, { headers: { "cf-connecting-ip": address, ...headers } });
}

/** Of any answer that leads a browser somewhere: WeChat has to see our host, and nobody may keep a pre_auth_code. */
export function expectSafeHeaders(response: Response): void {
  expect(response.headers.get("referrer-policy")).toBe("origin");
  expect(response.headers.get("cache-control")).toBe("no-store");
}

/** Where a program that does not look at pages is sent: WeChat's page. */
export async function destinationOf(
  platform: Platform,
  path: string,
  headers: Record<string, string> = {},
): Promise<URL> {
  const response = await visit(platform, path, headers);
  expect(response.status).toBe(302);
  expectSafeHeaders(response);
  return new URL(response.headers.get("location") ?? "");
}
