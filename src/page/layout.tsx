import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Locale } from "./locale.ts";
import { STYLESHEET } from "./stylesheet.ts";

/**
 * What our pages may do: show themselves and merchants' avatars. No script runs, and the one stylesheet is allowed by its
 * hash, so that nothing per request has to be threaded through the pages.
 * @see https://www.w3.org/TR/CSP3/
 */
export async function contentSecurityPolicy(stylesheet: string): Promise<string> {
  return [
    "default-src 'none'",
    `style-src 'sha256-${await sha256(stylesheet)}'`,
    "img-src https: data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const CONTENT_SECURITY_POLICY = await contentSecurityPolicy(STYLESHEET);

/**
 * The headers each page goes out with. WeChat's authorization page turns visitors away whose Referer does not name our host
 * (授权入口页所在域名), so the policy must let the origin through; a page can hold a pre_auth_code, so nobody keeps it.
 */
export const PAGE_HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "referrer-policy": "origin",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
} as const;

interface PageProps {
  locale: Locale;
  title: string;
  /** Where the page moves on to by itself, at once. */
  refreshTo?: string;
  children?: Child;
}

/** A page for merchants: one main landmark, in the one stylesheet. */
export function Page({ children, ...page }: PageProps) {
  return (
    <HtmlDocument stylesheet={STYLESHEET} {...page}>
      <main>{children}</main>
    </HtmlDocument>
  );
}

/** A whole HTML document around what a page has to say. */
export function HtmlDocument({ locale, title, stylesheet, refreshTo, children }: PageProps & { stylesheet: string }) {
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={locale === "zh" ? "zh-CN" : "en"}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="origin" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <meta name="format-detection" content="telephone=no" />
          {refreshTo !== undefined && <meta http-equiv="refresh" content={`0;url=${refreshTo}`} />}
          <title>{title}</title>
          <link rel="icon" href="data:," />
          {/* A style element's text is not unescaped by browsers, and this text is a constant of ours. */}
          <style>{raw(stylesheet)}</style>
        </head>
        <body>{children}</body>
      </html>
    </>
  );
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
