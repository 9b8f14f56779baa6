import { describe, expect, it } from "vitest";
import { chooseLocale } from "../../src/page/locale.ts";

describe("the language of a page", () => {
  it("is Chinese when nothing is asked for", () => {
    expect(chooseLocale({})).toBe("zh");
    expect(chooseLocale({ query: "", acceptLanguage: "" })).toBe("zh");
  });

  it.each([
    ["zh", "zh"],
    ["zh-CN", "zh"],
    ["zh_TW", "zh"],
    ["ZH-Hans-CN", "zh"],
    ["en", "en"],
    ["en-US", "en"],
    ["EN_gb", "en"],
  ] as const)("lang=%s is %s, whatever the browser prefers", (query, locale) => {
    expect(chooseLocale({ query, acceptLanguage: locale === "zh" ? "en" : "zh" })).toBe(locale);
  });

  it.each([
    ["en-US,en;q=0.9", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["zh;q=0.3, en;q=0.7", "en"],
    ["zh;q=0.7, en;q=0.7", "zh"],
    ["en;q=0.7, zh;q=0.7", "en"],
    ["fr-FR, de;q=0.9, en;q=0.1", "en"],
    ["en;q=0, fr", "zh"],
    ["en; Q=0.2 , zh ;q=0.1", "en"],
    ["fr, de", "zh"],
    ["*", "zh"],
    ["english", "zh"],
    ["en;q=nonsense", "en"],
    [",;=,;;q", "zh"],
  ] as const)("Accept-Language: %s gives %s", (acceptLanguage, locale) => {
    expect(chooseLocale({ acceptLanguage })).toBe(locale);
  });

  it("passes over a lang= that we do not speak", () => {
    expect(chooseLocale({ query: "fr", acceptLanguage: "en" })).toBe("en");
    expect(chooseLocale({ query: "engine" })).toBe("zh");
  });
});
