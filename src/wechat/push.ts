import type { MessageCrypto } from "./message-crypto.ts";
import { fail, ok, type Result } from "./result.ts";
import { parseXml, type XmlFields } from "./xml.ts";

/** A push as it came: the query of its URL, and its body. */
export interface SealedPush {
  msgSignature: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
  body: string;
}

/** A push that WeChat made: signature, key and component appid were right. */
export interface OpenedPush {
  fields: XmlFields;
  /** What was encrypted, as WeChat wrote it. */
  message: string;
  /** The key that opened it; a reply is sealed with the same. */
  keyIndex: number;
}

export type PushFailure =
  /** The signature is missing or wrong: not from WeChat, or MESSAGE_TOKEN is not the one in 开放平台. */
  | { code: "bad_signature" }
  /** Signed, and yet not to be read. */
  | { code: "malformed"; reason: string };

/**
 * Checks a push and opens it. Both outer forms are read (`AppId` beside `Encrypt` on the event URL, `ToUserName` on the
 * message URL), and JSON in place of XML, outside and inside; nothing that is not encrypted is believed.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html
 */
export async function openPush(push: SealedPush, crypto: MessageCrypto): Promise<Result<OpenedPush, PushFailure>> {
  const { msgSignature, timestamp, nonce } = push;
  if (msgSignature === undefined || timestamp === undefined || nonce === undefined) {
    return fail({ code: "bad_signature" });
  }
  const encrypt = encryptIn(push.body);
  if (encrypt === null) return malformed("there is no Encrypt in the body");
  if (!/^[0-9a-f]{40}$/.test(msgSignature)) return fail({ code: "bad_signature" });
  if (!(await crypto.verify(msgSignature, timestamp, nonce, encrypt))) return fail({ code: "bad_signature" });

  const opened = await crypto.open(encrypt);
  if (!opened.ok) {
    return malformed("it can't be decrypted with ENCODING_AES_KEY, or is meant for another component");
  }
  const fields = parseFields(opened.value.message);
  if (fields === null) return malformed("the decrypted text is neither XML nor JSON");
  return ok({ fields, ...opened.value });
}

function malformed(reason: string): { ok: false; failure: PushFailure } {
  return fail({ code: "malformed", reason });
}

/**
 * What is encrypted, from a body that anybody may have sent: nothing of it is parsed before its signature is checked, for a
 * parser's time is worth more than a stranger's.
 */
function encryptIn(body: string): string | null {
  if (body.trimStart().startsWith("{")) {
    const encrypt = parseJson(body)?.Encrypt;
    return typeof encrypt === "string" && encrypt !== "" ? encrypt : null;
  }
  const from = body.indexOf("<Encrypt>");
  const to = body.indexOf("</Encrypt>", from);
  if (from < 0 || to < 0) return null;
  const value = body.slice(from + "<Encrypt>".length, to).trim();
  const encrypt = value.startsWith("<![CDATA[") && value.endsWith("]]>") ? value.slice(9, -3) : value;
  const isOne = !encrypt.includes("<") && body.indexOf("<Encrypt>", to) < 0;
  return encrypt === "" || !isOne ? null : encrypt;
}

function parseFields(text: string): XmlFields | null {
  return text.trimStart().startsWith("{") ? parseJson(text) : parseXml(text);
}

/** JSON with every value as the text that stood there: a MsgId of 19 digits is no number of JavaScript's. */
function parseJson(text: string): XmlFields | null {
  try {
    return JSON.parse(text, (_name, value: unknown, context?: { source?: string }) =>
      typeof value === "number" || typeof value === "boolean" ? (context?.source ?? String(value)) : (value ?? ""),
    );
  } catch {
    // Not JSON: said by null.
    return null;
  }
}
