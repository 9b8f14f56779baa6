import { XMLParser } from "fast-xml-parser";

/** An element's value: its text, or the elements within it. An element that stands several times is an array. */
export type XmlValue = string | XmlFields | (string | XmlFields)[];
export interface XmlFields {
  [name: string]: XmlValue;
}

type Node = Record<string, Node[] | string>;

const TEXT = "#text";
const CDATA = "#cdata";

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** XML's own entities. Those that a document declares are only good for attacks, so a DOCTYPE ends the parsing. */
const entityDecoder = {
  decode: (text: string) =>
    text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (entity, name, decimal, hex) =>
      name === undefined ? (characterOf(decimal ?? `0x${hex}`) ?? entity) : (NAMED[name.toLowerCase()] ?? entity),
    ),
  // The parser comes here with every DOCTYPE, wherever in the document it found one; a look at the text would have to know
  // as exactly as the parser does what is a comment, CDATA or an attribute.
  addInputEntities() {
    throw new SyntaxError("there is a DOCTYPE");
  },
  setExternalEntities() {},
  setXmlVersion() {},
  reset() {},
};

// Nothing is coerced and nothing trimmed: `00123`, a MsgId of 19 digits and leading spaces are what WeChat wrote. The
// ordered form is the one that keeps CDATA (taken as it is) apart from text (whose entities are decoded).
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  entityDecoder,
  maxNestedTags: 16,
});

/**
 * Reads the XML of a push: `<xml>…</xml>` with CDATA or plain values.
 * @returns the elements within the root, every leaf as text; null for anything that is not such a document. A document
 *   with a DOCTYPE is refused: WeChat sends none.
 */
export function parseXml(text: string): XmlFields | null {
  let document: Node[];
  try {
    document = parser.parse(text) as Node[];
  } catch {
    // Malformed or nested too deeply; the parser's message would quote what was sent.
    return null;
  }
  const root = document.find((node) => !(TEXT in node));
  const children = root === undefined ? undefined : Object.values(root)[0];
  if (!Array.isArray(children)) return null;
  const value = contentOf(children);
  return typeof value === "string" ? null : value;
}

function contentOf(children: Node[]): string | XmlFields {
  const elements = children.filter((node) => !(TEXT in node) && !(CDATA in node));
  // White space between elements is layout; without elements every character counts.
  if (elements.length === 0) return children.map(textOf).join("");
  const fields = new Map<string, XmlValue>();
  for (const element of elements) {
    const [name, content] = Object.entries(element)[0] ?? [];
    if (name === undefined || !Array.isArray(content)) continue;
    const value = contentOf(content);
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  return Object.fromEntries(fields);
}

function textOf(node: Node): string {
  const text = node[TEXT];
  if (typeof text === "string") return text;
  const cdata = node[CDATA];
  return Array.isArray(cdata) ? cdata.map(textOf).join("") : "";
}

/** A character by its number, or null for what is none. */
function characterOf(number: string): string | null {
  const code = Number(number);
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? null : String.fromCodePoint(code);
}
