/** The languages our pages speak. */
export type Locale = "zh" | "en";

/**
 * Chooses the language of a page: a `lang=` query (`zh`, `zh-CN`, `zh_CN`, `en-US` …) before the `Accept-Language` header
 * with its weights (RFC 9110 §12.5.4), before Chinese. Languages we do not speak are passed over.
 */
export function chooseLocale(wish: { query?: string | undefined; acceptLanguage?: string | undefined }): Locale {
  return spoken(wish.query ?? "") ?? mostWanted(wish.acceptLanguage ?? "") ?? "zh";
}

/** WeChat's own `lang` values use an underscore. */
function spoken(tag: string): Locale | null {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0];
  return language === "zh" || language === "en" ? language : null;
}

function mostWanted(acceptLanguage: string): Locale | null {
  let best: { locale: Locale; weight: number } | null = null;
  for (const range of acceptLanguage.split(",")) {
    const [tag = "", ...parameters] = range.split(";");
    const locale = spoken(tag);
    const weight = weightIn(parameters);
    // A weight of 0 is a refusal; among equals the first named wins, as browsers list them in order of preference.
    if (locale !== null && weight > (best?.weight ?? 0)) best = { locale, weight };
  }
  return best?.locale ?? null;
}

function weightIn(parameters: string[]): number {
  const q = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameter)?.[1]).find((value) => value);
  return q === undefined ? 1 : Number(q) || 0;
}
