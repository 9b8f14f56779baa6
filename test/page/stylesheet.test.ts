import { describe, expect, it } from "vitest";
import { STYLESHEET } from "../../src/page/stylesheet.ts";

/** Which colour is written on which, by the custom properties that hold them. */
const TEXT_ON: [text: string, ground: string][] = [
  ["text", "card"],
  ["text", "soft"],
  ["muted", "card"],
  ["muted", "soft"],
  ["accent", "card"],
  ["accent", "accent-soft"],
  ["accent-text", "accent"],
  ["notice", "notice-soft"],
];

const [light = "", dark = ""] = STYLESHEET.split("@media (prefers-color-scheme: dark)");

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s scheme", (_, css) => {
  it.each(TEXT_ON)("--%s on --%s is readable (WCAG 1.4.3: 4.5:1)", (text, ground) => {
    expect(contrast(colour(css, text), colour(css, ground))).toBeGreaterThanOrEqual(4.5);
  });
});

it("measures contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

function colour(css: string, name: string): string {
  return new RegExp(`--${name}: (#[0-9a-f]{6})[;,]`).exec(css)?.[1] ?? `no --${name}`;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
