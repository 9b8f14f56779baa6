import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import type { Locale } from "../page/locale.ts";
import { duration } from "./time.tsx";

/** How an authorizer's token is, in a few words. */
export function tokenState(authorizer: Authorizer, now: number, locale: Locale): { text: string; tone: string } | null {
  const { status, token, failures } = authorizer;
  if (status !== "authorized") return null;
  const text = TEXTS[locale];
  if (token === null || token.expiresAt <= now) {
    return failures > 0 ? { text: text.failing, tone: "tag-bad" } : { text: text.none, tone: "tag-notice" };
  }
  if (failures > 0) return { text: text.failing, tone: "tag-notice" };
  return { text: text.left(duration(token.expiresAt - now, locale)), tone: "tag-good" };
}

interface TokenTexts {
  none: string;
  failing: string;
  left: (rest: string) => string;
}

const TEXTS: Record<Locale, TokenTexts> = {
  zh: { none: "令牌待刷新", failing: "刷新失败，重试中", left: (rest) => `令牌剩 ${rest}` },
  en: { none: "token to be bought", failing: "refresh failing", left: (rest) => `token good for ${rest}` },
};
