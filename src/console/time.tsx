import type { Locale } from "../page/locale.ts";

/** WeChat, its documentation and its merchants are in China: times are told as there. */
const OFFSET_MS = 8 * 3600_000;

/** A moment: how long ago (or in how long), and in full where one points at it. @param at ms since the epoch */
export function Time({ at, now, locale }: { at: number; now: number; locale: Locale }) {
  return (
    <time datetime={new Date(at).toISOString()} title={chinaTime(at)}>
      {relativeTime(at, now, locale)}
    </time>
  );
}

/** The same in full. */
export function FullTime({ at }: { at: number }) {
  return (
    <time class="number" datetime={new Date(at).toISOString()}>
      {chinaTime(at)}
    </time>
  );
}

/** `2026-11-21 18:22:11`, in China. */
export function chinaTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** `18:22`, in China. */
export function chinaClock(at: number): string {
  return chinaTime(at).slice(11, 16);
}

export function relativeTime(at: number, now: number, locale: Locale): string {
  const text = duration(Math.abs(at - now), locale);
  if (locale === "zh") return Math.abs(at - now) < 5_000 ? "刚刚" : at > now ? `${text}后` : `${text}前`;
  return Math.abs(at - now) < 5_000 ? "just now" : at > now ? `in ${text}` : `${text} ago`;
}

/** The two largest units of a length of time. */
export function duration(ms: number, locale: Locale): string {
  const seconds = Math.round(ms / 1000);
  const units = UNITS.map(([name, size], index) => {
    const larger = UNITS[index - 1]?.[1];
    return [name, Math.floor((larger === undefined ? seconds : seconds % larger) / size)] as const;
  });
  const first = units.findIndex(([, count]) => count > 0);
  if (first === -1) return `0${WORDS[locale].second}`;
  // Beside days minutes are noise, beside minutes seconds are.
  const shown = units.slice(first, first < 2 ? first + 2 : first + 1).filter(([, count]) => count > 0);
  return shown.map(([name, count]) => `${count}${WORDS[locale][name]}`).join(" ");
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

const WORDS: Record<Locale, Record<(typeof UNITS)[number][0], string>> = {
  zh: { day: " 天", hour: " 小时", minute: " 分钟", second: " 秒" },
  en: { day: " d", hour: " h", minute: " min", second: " s" },
};
