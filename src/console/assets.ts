import { Hono } from "hono";
import { CONSOLE_SCRIPT } from "./console-script.ts";
import { CONSOLE_STYLESHEET } from "./console-stylesheet.ts";

export interface Asset {
  /** Has a digest of the text in it, so that what a browser keeps is never out of date. */
  path: string;
  type: string;
  text: string;
}

export const STYLESHEET = await asset("css", "text/css", CONSOLE_STYLESHEET);
export const SCRIPT = await asset("js", "text/javascript", CONSOLE_SCRIPT);

/** The same for everybody, signed in or not. */
export const assets = new Hono();
for (const { path, type, text } of [STYLESHEET, SCRIPT]) {
  assets.get(path.slice(path.lastIndexOf("/")), () => {
    const headers = {
      "content-type": `${type}; charset=utf-8`,
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    };
    return new Response(text, { headers });
  });
}

async function asset(extension: string, type: string, text: string): Promise<Asset> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return { path: `/console/assets/${new Uint8Array(digest).toHex().slice(0, 16)}.${extension}`, type, text };
}
