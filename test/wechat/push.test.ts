import { encrypt, getSignature } from "@wecom/crypto";
import { describe, expect, test } from "vitest";
import { createMessageCrypto } from "../../src/wechat/message-crypto.ts";
import { openPush, type SealedPush } from "../../src/wechat/push.ts";

const APPID = "wx0000000000000001";
const TOKEN = "token";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const PREVIOUS_KEY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";
const MESSAGE = "<xml><AppId>wx0000000000000001</AppId><MsgId>1234567890123456789</MsgId></xml>";
const FIELDS = { AppId: APPID, MsgId: "1234567890123456789" };

const crypto = createMessageCrypto({ componentAppid: APPID, token: TOKEN, encodingAesKeys: [KEY, PREVIOUS_KEY] });

/** How a push is written around its encrypted text. */
type Outer = (sealed: string) => string;
const onEventUrl: Outer = (sealed) =>
  `<xml>\n    <AppId><![CDATA[${APPID}]]></AppId>\n    <Encrypt><![CDATA[${sealed}]]></Encrypt>\n</xml>`;

/** A push as WeChat signs it. */
function push(message: string, { outer = onEventUrl, key = KEY, tail = APPID } = {}): SealedPush {
  const sealed = encrypt(key, message, tail);
  const [timestamp, nonce] = ["1715943329", "1590219412"];
  return { msgSignature: getSignature(TOKEN, timestamp, nonce, sealed), timestamp, nonce, body: outer(sealed) };
}

const opened = (sealed: SealedPush) => openPush(sealed, crypto);

describe("a push is opened", () => {
  test.each<[string, Outer]>([
    ["with AppId beside Encrypt, as on the event URL", onEventUrl],
    [
      "with ToUserName beside it, as on the message URL",
      (sealed) =>
        `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
    ],
    ["with nothing beside it", (sealed) => `<xml><Encrypt>${sealed}</Encrypt></xml>`],
    [
      "behind a byte order mark and a declaration",
      (sealed) => `\uFEFF<?xml version="1.0"?>\r\n${onEventUrl(sealed)}\r\n`,
    ],
    ["as JSON", (sealed) => JSON.stringify({ ToUserName: "gh_97417a04a28d", Encrypt: sealed })],
    ["as JSON with its slashes escaped", (sealed) => JSON.stringify({ Encrypt: sealed }).replaceAll("/", "\\/")],
  ])("%s", async (_form, outer) => {
    expect(await opened(push(MESSAGE, { outer }))).toEqual({
      ok: true,
      value: { fields: FIELDS, message: MESSAGE, keyIndex: 0 },
    });
  });

  test("with the key before the last change, and it is told that it was that one", async () => {
    expect(await opened(push(MESSAGE, { key: PREVIOUS_KEY }))).toMatchObject({ ok: true, value: { keyIndex: 1 } });
  });

  test.each([
    ["CDATA", "<xml><a><![CDATA[00123]]></a><b><![CDATA[ x ]]></b></xml>", { a: "00123", b: " x " }],
    ["plain text", "<xml><a>00123</a><b> x </b></xml>", { a: "00123", b: " x " }],
    [
      "JSON, whose numbers are kept digit for digit",
      '{"MsgId":1234567890123456789,"a":0.10,"b":1e3,"c":true,"d":null,"e":"x","f":{"g":[12345678901234567890]}}',
      {
        MsgId: "1234567890123456789",
        a: "0.10",
        b: "1e3",
        c: "true",
        d: "",
        e: "x",
        f: { g: ["12345678901234567890"] },
      },
    ],
  ])("with values in %s", async (_how, message, fields) => {
    expect(await opened(push(message))).toMatchObject({ ok: true, value: { fields, message } });
  });

  test("and JSON names that mean something to JavaScript change nothing", async () => {
    const result = await opened(push('{"__proto__":{"polluted":"1"},"constructor":"x"}'));
    expect(result.ok && Object.hasOwn(result.value.fields, "polluted")).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a push is not WeChat's", () => {
  const genuine = push(MESSAGE);
  const { body } = genuine;
  const forgeries: [string, Partial<Record<keyof SealedPush, string | undefined>>][] = [
    ["without msg_signature", { msgSignature: undefined }],
    ["with an empty msg_signature", { msgSignature: "" }],
    ["with a msg_signature that differs in its last digit", { msgSignature: flipLast(genuine.msgSignature ?? "") }],
    ["without a timestamp", { timestamp: undefined }],
    ["with another timestamp", { timestamp: "1715943330" }],
    ["without a nonce", { nonce: undefined }],
    ["with another nonce", { nonce: "1590219413" }],
    ["with another message", { body: push("<xml><a>1</a></xml>").body }],
    ["with a message cut short", { body: body.replace(/.{8}\]\]><\/Encrypt>/, "]]></Encrypt>") }],
    ["with white space in the encrypted text", { body: body.replace("<Encrypt><![CDATA[", "<Encrypt><![CDATA[ ") }],
    ["with the plain signature in its place", { msgSignature: plainSignature(genuine) }],
  ];

  test.each(forgeries)("%s", async (_how, changes) => {
    expect(await opened(genuine)).toMatchObject({ ok: true });
    expect(await opened({ ...genuine, ...changes } as SealedPush)).toEqual({
      ok: false,
      failure: { code: "bad_signature" },
    });
  });

  test("when another token signed it", async () => {
    const { timestamp = "", nonce = "" } = genuine;
    const sealed = /<Encrypt><!\[CDATA\[(.*)\]\]>/.exec(body)?.[1] ?? "";
    const msgSignature = getSignature("another token", timestamp, nonce, sealed);
    expect(await opened({ ...genuine, msgSignature })).toEqual({ ok: false, failure: { code: "bad_signature" } });
  });
});

describe("a push is signed, and yet malformed", () => {
  const malformed = async (sealed: SealedPush): Promise<string> => {
    const result = await opened(sealed);
    return !result.ok && result.failure.code === "malformed" ? result.failure.reason : `not malformed: ${result.ok}`;
  };

  test.each<[string, Outer]>([
    ["no body", () => ""],
    ["a body that is no document", () => "Encrypt"],
    ["no Encrypt", () => `<xml><AppId>${APPID}</AppId></xml>`],
    ["an empty Encrypt", () => "<xml><Encrypt></Encrypt></xml>"],
    ["two of them", (sealed) => `<xml><Encrypt>${sealed}</Encrypt><Encrypt>${sealed}</Encrypt></xml>`],
    ["elements in it", (sealed) => `<xml><Encrypt><a>${sealed}</a></Encrypt></xml>`],
    ["broken JSON", (sealed) => `{"Encrypt":"${sealed}"`],
    ["JSON with an Encrypt that is no text", () => '{"Encrypt":["x"]}'],
    ["a message that is not encrypted", () => MESSAGE],
    ["a message that is not encrypted, as JSON", () => JSON.stringify(FIELDS)],
  ])("for it has %s", async (_what, outer) => {
    expect(await malformed(push(MESSAGE, { outer }))).toBe("there is no Encrypt in the body");
  });

  test.each([
    ["the key is another", { key: "A".repeat(43) }],
    ["it is meant for another component", { tail: "wx0000000000000002" }],
    ["it is meant for an authorizer", { tail: "wxba5fad812f8e6fb9" }],
    ["it is meant for nobody", { tail: "" }],
  ])("for %s", async (_why, wrong) => {
    expect(await malformed(push(MESSAGE, wrong))).toMatch(/decrypted with ENCODING_AES_KEY, or is meant for another/);
  });

  test.each(["", "text", "[]", "null", "7", '{"a":', "<xml></xml>", "<!DOCTYPE x><xml><a>1</a></xml>"])(
    "for what was encrypted is %j",
    async (message) => {
      expect(await malformed(push(message))).toBe("the decrypted text is neither XML nor JSON");
    },
  );

  test("and JSON nested a hundred thousand deep is no way to stop the Worker", async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    await expect(opened(push(deep))).resolves.toHaveProperty("ok");
    expect(await malformed({ ...push(MESSAGE), body: deep })).toMatch(/no Encrypt/);
  });
});

function flipLast(hex: string): string {
  return hex.slice(0, -1) + (hex.endsWith("0") ? "1" : "0");
}

/** What the query's `signature` is: the sum without the encrypted text. */
function plainSignature({ timestamp = "", nonce = "" }: SealedPush): string {
  return getSignature(TOKEN, timestamp, nonce, "");
}
