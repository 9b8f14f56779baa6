import { createCipheriv } from "node:crypto";
import { encrypt } from "@wecom/crypto";
import { describe, expect, test } from "vitest";
import { createMessageCrypto } from "../../src/wechat/message-crypto.ts";
import { Random } from "../simulator/state/random.ts";

const APPID = "wx0000000000000001";
const TOKEN = "token";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const OTHER_KEY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";
const MESSAGE = "<xml><AppId>wx0000000000000001</AppId></xml>";

const crypto = createMessageCrypto({ componentAppid: APPID, token: TOKEN, encodingAesKeys: [KEY, OTHER_KEY] });
const REFUSED = { ok: false, failure: "undecryptable" };

/** Encrypts bytes as they are: what is inside need not make sense. */
function sealRaw(plain: Uint8Array): string {
  const key = Buffer.from(`${KEY}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
}

/** What WeChat encrypts, with a length of ours in place of the message's, and a padding of ours. */
function sealedWith(wrong: { length?: number; tail?: string; padding?: number }): string {
  const body = Buffer.from(MESSAGE);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(wrong.length ?? body.length);
  const text = Buffer.concat([Buffer.alloc(16, "r"), length, body, Buffer.from(wrong.tail ?? APPID)]);
  const padding = 32 - (text.length % 32);
  return sealRaw(Buffer.concat([text, Buffer.alloc(padding, wrong.padding ?? padding)]));
}

test("what these tests encrypt is opened when nothing is wrong with it", async () => {
  expect(await crypto.open(sealedWith({}))).toEqual({ ok: true, value: { message: MESSAGE, keyIndex: 0 } });
});

describe("a message is not opened", () => {
  test.each([
    ["empty", ""],
    ["not base64", "!!!! not base64 !!!!"],
    ["half a quantum of base64", "A"],
    ["shorter than WeChat's block", Buffer.alloc(16).toString("base64")],
    ["no whole number of blocks", Buffer.alloc(47).toString("base64")],
    ["zeros", Buffer.alloc(64).toString("base64")],
    ["another key's", encrypt("A".repeat(43), MESSAGE, APPID)],
    ["for another component", encrypt(KEY, MESSAGE, "wx0000000000000002")],
    ["for a component with a longer appid", encrypt(KEY, MESSAGE, `${APPID}1`)],
    ["for a component with a shorter appid", encrypt(KEY, MESSAGE, APPID.slice(0, -1))],
    ["for nobody", encrypt(KEY, MESSAGE, "")],
    ["url-safe base64", "-_".repeat(64)],
  ])("that is %s", async (_what, sealed) => {
    expect(await crypto.open(sealed)).toEqual(REFUSED);
  });

  test.each([0, 1, MESSAGE.length - 1, MESSAGE.length + 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xffffffec])(
    "that says it is %d bytes long",
    async (length) => {
      expect(await crypto.open(sealedWith({ length }))).toEqual(REFUSED);
    },
  );

  test.each([0, 1, 33, 64, 255])("whose padding says %d", async (padding) => {
    expect(await crypto.open(sealedWith({ padding }))).toEqual(REFUSED);
  });

  test("that is nothing but padding, of any length", async () => {
    for (let padding = 0; padding < 256; padding++) {
      expect(await crypto.open(sealRaw(Buffer.alloc(32, padding)))).toEqual(REFUSED);
      expect(await crypto.open(sealRaw(Buffer.alloc(64, padding)))).toEqual(REFUSED);
    }
  });

  test("that was cut short anywhere", async () => {
    const sealed = await crypto.seal(MESSAGE.repeat(4));
    for (let length = 0; length < sealed.length; length++) {
      if (!sealed.startsWith("=", length)) expect(await crypto.open(sealed.slice(0, length))).toEqual(REFUSED);
    }
  });
});

test("with bits flipped, a message is refused or comes out changed, and never throws", async () => {
  const random = new Random(20_260_101);
  const sealed = Uint8Array.fromBase64(await crypto.seal(MESSAGE));
  let refused = 0;
  for (let round = 0; round < 2_000; round++) {
    const flipped = sealed.slice();
    const bit = random.integer(0, sealed.length * 8 - 1);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const opened = await crypto.open(flipped.toBase64());
    if (opened.ok) expect(opened.value.message).not.toBe(MESSAGE);
    else refused += 1;
  }
  expect(refused).toBeGreaterThan(500);
});

test("random bytes are never opened", async () => {
  const random = new Random(9);
  for (let round = 0; round < 1_000; round++) {
    const noise = random.bytes(16 * random.integer(2, 20)) as Uint8Array<ArrayBuffer>;
    expect(await crypto.open(noise.toBase64())).toEqual(REFUSED);
  }
});

describe("a msg_signature is wrong", () => {
  const [timestamp, nonce, sealed] = ["1715943329", "1590219412", encrypt(KEY, MESSAGE, APPID)] as const;

  test.each([
    ["for another timestamp", "1715943330", nonce, sealed],
    ["for another nonce", timestamp, "1590219413", sealed],
    ["for another message", timestamp, nonce, encrypt(KEY, MESSAGE, APPID)],
    ["for a message cut short", timestamp, nonce, sealed.slice(0, -4)],
    ["without a timestamp", "", nonce, sealed],
    ["without a nonce", timestamp, "", sealed],
  ])("%s", async (_what, otherTimestamp, otherNonce, otherSealed) => {
    const signature = await crypto.sign(timestamp, nonce, sealed);
    expect(await crypto.verify(signature, timestamp, nonce, sealed)).toBe(true);
    expect(await crypto.verify(signature, otherTimestamp, otherNonce, otherSealed)).toBe(false);
  });

  test("with another token", async () => {
    const other = createMessageCrypto({ componentAppid: APPID, token: "other", encodingAesKeys: [KEY] });
    expect(await crypto.verify(await other.sign(timestamp, nonce, sealed), timestamp, nonce, sealed)).toBe(false);
  });

  test("with any one character changed, left out, added or in upper case", async () => {
    const signature = await crypto.sign(timestamp, nonce, sealed);
    const wrong = [...signature].flatMap((character, index) => [
      signature.slice(0, index) + (character === "0" ? "1" : "0") + signature.slice(index + 1),
      signature.slice(0, index) + signature.slice(index + 1),
    ]);
    for (const each of [...wrong, `${signature}0`, signature.toUpperCase(), "", `${signature}\u0000`]) {
      expect(await crypto.verify(each, timestamp, nonce, sealed)).toBe(false);
    }
  });
});

test("the key's last two bits, which belong to no byte, may be anything", async () => {
  const [stem, sealed] = [KEY.slice(0, -1), encrypt(`${KEY.slice(0, -1)}A`, MESSAGE, APPID)];
  for (const last of "ABCD") {
    const own = createMessageCrypto({ componentAppid: APPID, token: TOKEN, encodingAesKeys: [stem + last] });
    expect(await own.open(sealed)).toEqual({ ok: true, value: { message: MESSAGE, keyIndex: 0 } });
  }
});
