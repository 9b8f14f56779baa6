import { describe, expect, test } from "vitest";
import { parseXml } from "../../src/wechat/xml.ts";

/** The value of one element that stands alone in its document. */
function valueIn(content: string): unknown {
  const fields = parseXml(`<xml><value>${content}</value></xml>`);
  expect(Object.keys(fields ?? {})).toEqual(["value"]);
  return fields?.value;
}

describe("a value is the text that stood there", () => {
  test.each([
    "00123",
    "1234567890123456789",
    "1e3",
    "0x1F",
    "-0",
    "1.10",
    "true",
    "null",
    "NaN",
    "",
    " ",
    "  leading",
    "trailing  ",
    "\u3000full width\u3000",
    "a\nb\tc",
    "😀👩‍🌾青禾",
    "\uFEFFa mark within",
    "ticket@@@hXh2446N-P9OOZqW4EeuPO9zFXEnAz5Vzc0JaWczBkIqcw2javRF0C_VVdwVYrEwyw1xHOiui7gB0WqKaYPMUQ",
    "a ]] b > c",
  ])("%j, in CDATA and plain", (text) => {
    expect(valueIn(`<![CDATA[${text}]]>`)).toBe(text);
    expect(valueIn(text)).toBe(text);
  });

  test.each([
    "<b>bold</b>",
    "&lt;",
    "&#65;",
    "a & b",
    "<!-- no comment -->",
    "<!DOCTYPE html>",
    "<?php ?>",
    "</value>",
    "]]",
    "]>",
  ])("%j, in CDATA", (text) => {
    expect(valueIn(`<![CDATA[${text}]]>`)).toBe(text);
  });

  test.each([
    ["]]>", "]]]]><![CDATA[>"],
    ["a]]>b", "a]]]]><![CDATA[>b"],
    ["]]>]]>", "]]]]><![CDATA[>]]]]><![CDATA[>"],
  ])("%j, split over two sections of CDATA", (text, split) => {
    expect(valueIn(`<![CDATA[${split}]]>`)).toBe(text);
  });

  test.each([
    ["&lt;b&gt; &amp; &quot;&apos;", `<b> & "'`],
    ["&#60;&#x3c;&#X3C;&#0060;", "<<<<"],
    ["&#128512;&#x1F600;", "😀😀"],
    ["&amp;lt;", "&lt;"],
    ["&amp;amp;#65;", "&amp;#65;"],
    ["&#38;lt;", "&lt;"],
    ["&unknown; &nbsp; &; & &#; &#x;", "&unknown; &nbsp; &; & &#; &#x;"],
    ["&#0;&#xD800;&#x110000;&#99999999999;", "&#0;&#xD800;&#x110000;&#99999999999;"],
    ["&lt;".repeat(100), "<".repeat(100)],
  ])("entities are decoded once: %s", (written, text) => {
    expect(valueIn(written)).toBe(text);
  });

  test("text and CDATA in a row are one value", () => {
    expect(valueIn("a<![CDATA[b]]>c<![CDATA[&amp;]]>&amp;")).toBe("abc&amp;&");
  });

  test("CRLF is a line feed, as XML has it", () => {
    expect(valueIn("a\r\nb\rc")).toBe("a\nb\nc");
    expect(valueIn("<![CDATA[a\r\nb]]>")).toBe("a\nb");
  });

  test("comments and processing instructions are no part of it", () => {
    expect(valueIn("a<!-- b -->c<?d e?>f")).toBe("acf");
  });
});

describe("elements", () => {
  test("stand under their names, whatever the layout", () => {
    const fields = { AppId: "wx1", CreateTime: "1413192605" };
    expect(parseXml("<xml><AppId>wx1</AppId><CreateTime>1413192605</CreateTime></xml>")).toEqual(fields);
    expect(
      parseXml("\r\n <xml>\r\n  <AppId>\u003C![CDATA[wx1]]></AppId>\n\t<CreateTime>1413192605</CreateTime>\n</xml>\n"),
    ).toEqual(fields);
  });

  test("that are empty have empty values", () => {
    expect(parseXml("<xml><a/><b></b><c /><d><![CDATA[]]></d></xml>")).toEqual({ a: "", b: "", c: "", d: "" });
  });

  test("that stand several times are a list, in order", () => {
    expect(parseXml("<xml><a>1</a><b>x</b><a>2</a><a><c>3</c></a><a/></xml>")).toEqual({
      a: ["1", "2", { c: "3" }, ""],
      b: "x",
    });
  });

  test("within elements are kept, and the text between them is layout", () => {
    expect(parseXml("<xml><info>\n<name>a</name> loose <code>007</code></info></xml>")).toEqual({
      info: { name: "a", code: "007" },
    });
  });

  test("may have any name, in any alphabet", () => {
    expect(parseXml("<xml><ns:a.b-c_d>1</ns:a.b-c_d><名>2</名></xml>")).toEqual({ "ns:a.b-c_d": "1", 名: "2" });
  });

  test("lose their attributes, whatever stands in them", () => {
    expect(parseXml(`<xml a="1"><b c=">" d='</b>' e="<![CDATA[x]]>" f="&a;">1</b></xml>`)).toEqual({ b: "1" });
  });
});

describe("a document", () => {
  test.each([
    ["a byte order mark", "\uFEFF<xml><a>1</a></xml>"],
    ["a declaration", '<?xml version="1.0" encoding="utf-8"?>\n<xml><a>1</a></xml>'],
    ["a comment before it", "<!-- hi --><xml><a>1</a></xml>"],
    ["a comment after it", "<xml><a>1</a></xml><!-- hi -->"],
    ["another name for its root", "<root><a>1</a></root>"],
    ["a root that is not closed", "<xml><a>1</a>"],
  ])("may have %s", (_what, text) => {
    expect(parseXml(text)).toEqual({ a: "1" });
  });

  test("may be closed as WeChat's own documentation does it", () => {
    expect(parseXml("<xml><AppId>wx1</AppId>\n<InfoType>authorized</InfoType>\n<xml>")).toMatchObject({
      AppId: "wx1",
      InfoType: "authorized",
    });
  });

  test.each(["", "  ", "text", "{}", "<xml", "<xml>", "<xml/>", "<xml></xml>", "<xml>text</xml>", "</xml>", "<>"])(
    "that holds no elements is none: %j",
    (text) => {
      expect(parseXml(text)).toBeNull();
    },
  );
});
