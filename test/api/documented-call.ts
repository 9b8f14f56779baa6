import { AUTHORIZER } from "../../src/api/openapi/examples.ts";
import type { Platform } from "../platform.ts";
import type { Documented } from "./documented.ts";

const KEY = "demo-key-0123456789abcdef";

/** How a call differs from the document's own example. */
export interface Difference {
  /** Parameters by their name. */
  parameters?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  withoutKey?: true;
}

/** Calls a route as the examples of the document do, on behalf of `appid`. */
export function call(
  platform: Platform,
  appid: string,
  { method, path, operation }: Documented,
  { parameters = {}, body, headers = {}, withoutKey }: Difference = {},
): Promise<Response> {
  const url = new URL("https://wx.example.com");
  let filled = path;
  for (const { in: place, name, example } of operation.parameters ?? []) {
    const value = parameters[name] ?? (example === undefined ? undefined : String(example).replace(AUTHORIZER, appid));
    if (value === undefined) continue;
    if (place === "query") url.searchParams.set(name, value);
    else filled = filled.replace(`{${name}}`, value);
  }
  const example = operation.requestBody?.content["application/json"]?.example;
  const sent = body ?? JSON.stringify(example)?.replaceAll(AUTHORIZER, appid);
  return platform.fetch(filled + url.search, {
    method: method.toUpperCase(),
    headers: {
      ...(operation.security === undefined && withoutKey !== true ? { authorization: `Bearer ${KEY}` } : {}),
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: typeof sent === "string" ? sent : JSON.stringify(sent) }),
  });
}
