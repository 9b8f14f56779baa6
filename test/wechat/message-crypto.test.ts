import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { describe, expect, test } from "vitest";
import { createMessageCrypto } from "../../src/wechat/message-crypto.ts";
import { Random } from "../simulator/state/random.ts";
import vectors from "../vectors/message-crypto.json";

const APPID = "wx0000000000000001";
const TOKEN = "token";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const PREVIOUS_KEY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";
const LONGEST = 4_096;

const crypto = createMessageCrypto({ componentAppid: APPID, token: TOKEN, encodingAesKeys: [KEY] });

interface Vector {
  id: string;
  token: string;
  timestamp: string;
  nonce: string;
  signature?: string;
}

/** Those of an encrypted message; its 16 random bytes are given as hex or as the text that they spell. */
interface SealedVector extends Vector {
  aesKey: string;
  appId: string;
  msgSignature: string;
  encrypt: string;
  plaintext: string;
  random?: string;
  randomHex?: string;
}

const all: Vector[] = vectors;
const signedPlainly = all.filter((vector): vector is Vector & { signature: string } => vector.signature !== undefined);
const sealedVectors = all.filter((vector): vector is SealedVector => "encrypt" in vector);

test("the published vectors are all there", () => {
  expect(signedPlainly).toHaveLength(3);
  expect(sealedVectors).toHaveLength(3);
  expect(new Set([...signedPlainly, ...sealedVectors]).size).toBe(all.length);
});

test.each(signedPlainly)("the published vector $id has the plain signature", async (vector) => {
  const { token, timestamp, nonce, signature } = vector;
  const own = createMessageCrypto({ componentAppid: APPID, token, encodingAesKeys: [] });
  expect(await own.verifyPlain(signature, timestamp, nonce)).toBe(true);
  expect(await own.verifyPlain(signature, timestamp, `${nonce}0`)).toBe(false);
});

describe.each(sealedVectors)("the published vector $id", (vector) => {
  const { token, timestamp, nonce, msgSignature, encrypt: sealed, plaintext } = vector;
  const own = createMessageCrypto({ componentAppid: vector.appId, token, encodingAesKeys: [vector.aesKey] });

  test("has the msg_signature, and is signed with it", async () => {
    expect(await own.verify(msgSignature, timestamp, nonce, sealed)).toBe(true);
    expect(await own.sign(timestamp, nonce, sealed)).toBe(msgSignature);
  });

  test("opens to its plaintext, and its plaintext seals to it", async () => {
    const random = vector.randomHex ? Uint8Array.fromHex(vector.randomHex) : new TextEncoder().encode(vector.random);
    expect(await own.open(sealed)).toEqual({ ok: true, value: { message: plaintext, keyIndex: 0 } });
    expect(await own.seal(plaintext, 0, random)).toBe(sealed);
  });
});

/** A text of each length from 0 to LONGEST bytes. */
function* textsOfEveryLength(letter: (random: Random) => string): Generator<string> {
  const random = new Random(32);
  for (let bytes = 0; bytes <= LONGEST; bytes++) {
    const chosen = letter(random);
    const { length } = new TextEncoder().encode(chosen);
    yield chosen.repeat(Math.floor(bytes / length)) + "x".repeat(bytes % length);
  }
}

describe.each([
  ["ASCII", (random: Random) => random.text(4)],
  ["Chinese", (random: Random) => random.pick("青禾", "南山", "东篱")],
  ["emoji", (random: Random) => random.pick("😀", "👩‍🌾", "🇨🇳")],
])(`every length from 0 to ${LONGEST} bytes of %s`, (_kind, letter) => {
  test("is opened as another implementation sealed it", async () => {
    for (const text of textsOfEveryLength(letter)) {
      const opened = await crypto.open(encrypt(KEY, text, APPID));
      if (!opened.ok || opened.value.message !== text) expect.fail(`not opened: ${text.length} characters`);
    }
  });

  test("is opened by another implementation as it was sealed", async () => {
    for (const text of textsOfEveryLength(letter)) {
      const { message, id } = decrypt(KEY, await crypto.seal(text));
      if (message !== text || id !== APPID) expect.fail(`not opened: ${text.length} characters`);
    }
  });
});

test("what is sealed twice differs, and is padded by 1 to 32 bytes to blocks of 32", async () => {
  expect(await crypto.seal("the same")).not.toBe(await crypto.seal("the same"));
  for (let length = 0; length < 32; length++) {
    const sealed = Uint8Array.fromBase64(await crypto.seal("x".repeat(length)));
    // 16 random bytes, 4 of the length, 18 of the appid, and at least one of padding.
    expect(sealed.length).toBe(Math.floor((38 + length) / 32) * 32 + 32);
  }
});

test("a signature is the one that another implementation makes", async () => {
  const random = new Random(7);
  for (let round = 0; round < 200; round++) {
    const [timestamp, nonce, sealed] = [random.digits(10), random.digits(random.integer(1, 12)), random.text(64)];
    expect(await crypto.sign(timestamp, nonce, sealed)).toBe(getSignature(TOKEN, timestamp, nonce, sealed));
  }
});

describe("with a current and a previous key", () => {
  const both = createMessageCrypto({ componentAppid: APPID, token: TOKEN, encodingAesKeys: [KEY, PREVIOUS_KEY] });

  test("what either sealed is opened, and it is told which one it was", async () => {
    expect(await both.open(encrypt(KEY, "new", APPID))).toEqual({ ok: true, value: { message: "new", keyIndex: 0 } });
    expect(await both.open(encrypt(PREVIOUS_KEY, "old", APPID))).toEqual({
      ok: true,
      value: { message: "old", keyIndex: 1 },
    });
  });

  test("a reply is sealed with the key that worked", async () => {
    expect(decrypt(PREVIOUS_KEY, await both.seal("reply", 1)).message).toBe("reply");
    expect(decrypt(KEY, await both.seal("reply", 0)).message).toBe("reply");
    await expect(both.seal("reply", 2)).rejects.toThrow(RangeError);
  });

  test("a third one opens nothing", async () => {
    const third = "A".repeat(43);
    expect(await both.open(encrypt(third, "foreign", APPID))).toEqual({ ok: false, failure: "undecryptable" });
  });
});
