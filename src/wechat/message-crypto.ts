import { fail, ok, type Result } from "./result.ts";

/**
 * WeChat's message encryption: AES-256-CBC with PKCS#7 to a block of 32 bytes, around
 * `16 random bytes ‖ length of the message (uint32, big-endian) ‖ message ‖ component appid`.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Message_encryption_and_decryption.html
 */
export interface MessageCrypto {
  /** `msg_signature` over a timestamp, a nonce and an encrypted text: lower-case hex. */
  sign(timestamp: string, nonce: string, encrypt: string): Promise<string>;
  /** True when `signature` is the right one; takes the same time wherever the two differ. */
  verify(signature: string, timestamp: string, nonce: string, encrypt: string): Promise<boolean>;
  /** The older `signature` without the encrypted text. It proves nothing about a body, and only answers `echostr`. */
  verifyPlain(signature: string, timestamp: string, nonce: string): Promise<boolean>;
  /** Decrypts with the current key, else with the previous one; `keyIndex` tells which it was. */
  open(encrypt: string): Promise<Result<{ message: string; keyIndex: number }, "undecryptable">>;
  /** Encrypts a reply with the key that opened the message. `random` is for test vectors. */
  seal(message: string, keyIndex?: number, random?: Uint8Array): Promise<string>;
}

const BLOCK = 32;
const AES_BLOCK = 16;
const RANDOM_LENGTH = 16;
const HEADER_LENGTH = RANDOM_LENGTH + 4;

/**
 * @param settings `encodingAesKeys`: the current key, then perhaps the one before it; 43 characters each, checked by
 *   whoever read the settings
 */
export function createMessageCrypto(settings: {
  componentAppid: string;
  token: string;
  encodingAesKeys: readonly string[];
}): MessageCrypto {
  const appid = new TextEncoder().encode(settings.componentAppid);
  const keys = settings.encodingAesKeys.map(importKey);

  async function sha1Hex(parts: string[]): Promise<string> {
    const text = new TextEncoder().encode(parts.sort().join(""));
    return new Uint8Array(await crypto.subtle.digest("SHA-1", text)).toHex();
  }

  return {
    sign: (timestamp, nonce, encrypt) => sha1Hex([settings.token, timestamp, nonce, encrypt]),

    async verify(signature, timestamp, nonce, encrypt) {
      return equalInConstantTime(signature, await sha1Hex([settings.token, timestamp, nonce, encrypt]));
    },

    async verifyPlain(signature, timestamp, nonce) {
      return equalInConstantTime(signature, await sha1Hex([settings.token, timestamp, nonce]));
    },

    async open(encrypt) {
      const sealed = decodeBase64(encrypt);
      if (sealed === null || sealed.length < BLOCK || sealed.length % AES_BLOCK !== 0) return fail("undecryptable");
      for (const [keyIndex, key] of keys.entries()) {
        const message = messageIn(await decryptUnpadded(await key, sealed), appid);
        if (message !== null) return ok({ message, keyIndex });
      }
      return fail("undecryptable");
    },

    async seal(message, keyIndex = 0, random = crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH))) {
      const key = keys[keyIndex];
      if (key === undefined) throw new RangeError(`there is no key ${keyIndex}`);
      const body = new TextEncoder().encode(message);
      const length = HEADER_LENGTH + body.length + appid.length;
      const padding = BLOCK - (length % BLOCK);
      const plain = new Uint8Array(length + padding).fill(padding);
      plain.set(random.subarray(0, RANDOM_LENGTH));
      new DataView(plain.buffer).setUint32(RANDOM_LENGTH, body.length);
      plain.set(body, HEADER_LENGTH);
      plain.set(appid, HEADER_LENGTH + body.length);
      const { secret, iv } = await key;
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, secret, plain));
      // WebCrypto pads once more, by a whole block of its own, which WeChat does not expect.
      return sealed.subarray(0, plain.length).toBase64();
    },
  };
}

interface AesKey {
  secret: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
}

async function importKey(encodingAesKey: string): Promise<AesKey> {
  // 43 characters leave two bits over, which need not be zero: the lenient decoder is the right one.
  const bytes = Uint8Array.fromBase64(`${encodingAesKey}=`);
  const secret = await crypto.subtle.importKey("raw", bytes, "AES-CBC", false, ["encrypt", "decrypt"]);
  return { secret, iv: bytes.slice(0, AES_BLOCK) };
}

/**
 * WebCrypto insists on stripping 16-byte PKCS#7, and throws on WeChat's padding of 17 to 32. So one block more is put at
 * the end that decrypts to a whole block of padding: WebCrypto strips that one and leaves WeChat's.
 */
async function decryptUnpadded({ secret, iv }: AesKey, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const lastBlock = sealed.slice(-AES_BLOCK);
  const empty = new Uint8Array();
  const padding = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv: lastBlock }, secret, empty));
  const extended = new Uint8Array(sealed.length + padding.length);
  extended.set(sealed);
  extended.set(padding, sealed.length);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, secret, extended));
}

/** The message within a decrypted text; null when the length or the appid at the tail is wrong, as with a wrong key. */
function messageIn(padded: Uint8Array, appid: Uint8Array): string | null {
  const padding = padded.at(-1) ?? 0;
  const plain = padding >= 1 && padding <= BLOCK ? padded.subarray(0, padded.length - padding) : padded;
  if (plain.length < HEADER_LENGTH) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(RANDOM_LENGTH);
  if (HEADER_LENGTH + length + appid.length !== plain.length) return null;
  const tail = plain.subarray(HEADER_LENGTH + length);
  if (!tail.every((byte, index) => byte === appid[index])) return null;
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(
    plain.subarray(HEADER_LENGTH, HEADER_LENGTH + length),
  );
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    // Not base64: said by null.
    return null;
  }
}

function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
