import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { Locale } from "../page/locale.ts";
import type { ConsoleEnv } from "./console-env.ts";

const COOKIE = "console_lang";
const YEAR_SECONDS = 365 * 24 * 3600;

/** Chinese, whatever the browser says; English for whoever chose it, from then on. */
export const chosenLocale = createMiddleware<ConsoleEnv>(async (c, next) => {
  const asked = c.req.query("lang");
  const locale = localeIn(asked) ?? localeIn(getCookie(c, COOKIE)) ?? "zh";
  c.set("locale", locale);
  await next();
  if (localeIn(asked) === null) return;
  const secure = new URL(c.req.url).protocol === "https:";
  setCookie(c, COOKIE, locale, { path: "/console", maxAge: YEAR_SECONDS, sameSite: "Lax", httpOnly: true, secure });
});

function localeIn(text: string | undefined): Locale | null {
  return text === "zh" || text === "en" ? text : null;
}
