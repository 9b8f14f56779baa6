import { decrypt, getSignature } from "@wecom/crypto";
import type { Settings } from "../state/settings.ts";
import { readMessageXml } from "./message-xml.ts";

/** An encrypted answer to a message, opened and checked as WeChat would. */
export interface PassiveReply {
  /** The decrypted message; empty when it cannot be decrypted. */
  xml: string;
  fields: Record<string, string>;
  /** What WeChat would object to; empty when all is well. */
  problems: string[];
}

interface Question {
  nonce: string;
  encodingAesKey: string;
  fields: Record<string, string>;
}

/** A block of the padding, in both directions. */
const BLOCK_BYTES = 32;

export function openPassiveReply(settings: Settings, question: Question, body: string): PassiveReply {
  const outer = readMessageXml(body);
  const { Encrypt: encrypted, MsgSignature: signature, TimeStamp: timestamp, Nonce: nonce } = outer;
  if (!encrypted || !signature || !timestamp || !nonce) {
    return { xml: "", fields: {}, problems: ["no <xml> with Encrypt, MsgSignature, TimeStamp and Nonce"] };
  }
  const problems: string[] = [];
  if (signature !== getSignature(settings.token, timestamp, nonce, encrypted)) problems.push("MsgSignature is wrong");
  if (nonce !== question.nonce) problems.push("Nonce is not the one of the push");
  if (Buffer.from(encrypted, "base64").length % BLOCK_BYTES !== 0) problems.push("padded to 16 bytes instead of 32");
  const opened = tryDecrypt(question.encodingAesKey, encrypted);
  if (opened === null) return { xml: "", fields: {}, problems: [...problems, "cannot be decrypted"] };
  if (opened.id !== settings.componentAppid) problems.push(`ends with the appid ${JSON.stringify(opened.id)}`);
  const fields = readMessageXml(opened.message);
  for (const [mine, yours] of [
    ["ToUserName", "FromUserName"],
    ["FromUserName", "ToUserName"],
  ] as const) {
    if (fields[mine] !== question.fields[yours]) problems.push(`${mine} is not the ${yours} of the message`);
  }
  for (const name of ["CreateTime", "MsgType"]) if (!fields[name]) problems.push(`${name} is missing`);
  return { xml: opened.message, fields, problems };
}

function tryDecrypt(encodingAesKey: string, encrypted: string): { message: string; id: string } | null {
  try {
    return decrypt(encodingAesKey, encrypted);
  } catch {
    // Not a whole number of AES blocks, or too short to hold a length.
    return null;
  }
}
