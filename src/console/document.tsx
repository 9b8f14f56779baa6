import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Locale } from "../page/locale.ts";
import { SCRIPT, STYLESHEET } from "./assets.ts";

interface DocumentProps {
  locale: Locale;
  title: string;
  children?: Child;
}

/** A whole HTML document of the console, without what is around the page once one is signed in. */
export function Document({ locale, title, children }: DocumentProps) {
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={locale === "zh" ? "zh-CN" : "en"}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <meta name="format-detection" content="telephone=no" />
          <title>{title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={STYLESHEET.path} />
          <script src={SCRIPT.path} defer></script>
        </head>
        <body>{children}</body>
      </html>
    </>
  );
}

/** The other language, on the same page. @param here path and query */
export function LanguageLink({ locale, here }: { locale: Locale; here: string }) {
  const url = new URL(here, "https://console.invalid");
  const other = locale === "zh" ? "en" : "zh";
  url.searchParams.set("lang", other);
  for (const name of ["done", "failed", "errcode"]) url.searchParams.delete(name);
  return (
    <a class="language" href={url.pathname + url.search} lang={other === "zh" ? "zh-CN" : "en"} hreflang={other}>
      {other === "zh" ? "中文" : "English"}
    </a>
  );
}
