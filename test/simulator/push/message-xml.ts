import type { Random } from "../state/random.ts";

export type XmlValue = string | number | XmlFields | XmlFields[];
export interface XmlFields {
  [name: string]: XmlValue;
}

type Cdata = "always" | "never" | "by chance";

/**
 * Writes a message as WeChat does, which is not always the same way: values in CDATA or as plain text, elements on one line or
 * on several. The lengths vary with it, so that all 32 sizes of padding occur.
 */
export function writeMessageXml(fields: XmlFields, random: Random, cdata: Cdata = "by chance"): string {
  const gap = random.pick("", "\n", "\n    ");
  const children = Object.entries(fields).map(([name, value]) => writeElement(name, value, random, cdata));
  return `<xml>${gap}${children.join(random.pick("", "\n", gap))}${gap && "\n"}</xml>${random.pick("", "", "\n")}`;
}

function writeElement(name: string, value: XmlValue, random: Random, cdata: Cdata): string {
  if (Array.isArray(value)) return value.map((item) => writeElement(name, item, random, cdata)).join("");
  if (typeof value !== "object") return `<${name}>${writeText(String(value), random, cdata)}</${name}>`;
  const children = Object.entries(value).map(([child, inner]) => writeElement(child, inner, random, cdata));
  return `<${name}>${children.join("\n")}</${name}>`;
}

function writeText(text: string, random: Random, cdata: Cdata): string {
  const inCdata = cdata === "always" || (cdata === "by chance" && random.chance(0.5));
  // "]]>" would end the section: it is split over two.
  if (inCdata) return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const LEAF = /<([A-Za-z_][\w.-]*)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1>/g;

/** The values of all innermost elements, by name; the first of a name wins. */
export function readMessageXml(xml: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name, content] of xml.matchAll(LEAF)) {
    if (name !== undefined && content !== undefined) values[name] ??= readText(content);
  }
  return values;
}

function readText(content: string): string {
  if (!content.includes("<![CDATA[")) return decodeEntities(content);
  return content.trim().replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, "$1");
}

function decodeEntities(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
