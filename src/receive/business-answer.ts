import type { MessageCrypto } from "../wechat/message-crypto.ts";
import {
  type Correspondents,
  isMessageXml,
  parseSealedReply,
  type SealedReply,
  writePassiveReply,
} from "../wechat/passive-reply.ts";

/** What the business said to a message that it took. */
export type BusinessAnswer =
  | { kind: "nothing" }
  /** A passive reply, not sealed yet. */
  | { kind: "reply"; xml: string }
  /** One that an SDK of WeChat's protocol has sealed, with the component's own key. */
  | { kind: "sealed"; reply: SealedReply; text: string }
  /** It has the message, and what it said is no reply. */
  | { kind: "unusable"; reason: string };

/**
 * Reads what the business answered: `{"reply":{…}}`, WeChat's XML, the same sealed, or nothing (an empty body, `success`,
 * JSON without a reply).
 * @param text null when it was too long
 * @param createTime for the reply, seconds since the epoch
 */
export async function readBusinessAnswer(
  text: string | null,
  to: Correspondents,
  createTime: number,
  crypto: MessageCrypto,
): Promise<BusinessAnswer> {
  if (text === null) return unusable("the answer is too long");
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "success") return { kind: "nothing" };
  if (trimmed.startsWith("{")) return readJson(trimmed, to, createTime);
  if (!trimmed.startsWith("<")) return unusable("the answer is neither JSON nor XML");

  const sealed = parseSealedReply(trimmed);
  if (sealed === null) {
    return isMessageXml(trimmed) ? { kind: "reply", xml: trimmed } : unusable("the answer is no XML of WeChat's");
  }
  const { msgSignature, timestamp, nonce, encrypt } = sealed;
  const ours = await crypto.verify(msgSignature, timestamp, nonce, encrypt);
  return ours && (await crypto.open(encrypt)).ok
    ? { kind: "sealed", reply: sealed, text: trimmed }
    : unusable("the answer is sealed with another key, token or appid");
}

function readJson(text: string, to: Correspondents, createTime: number): BusinessAnswer {
  let answer: { reply?: unknown };
  try {
    answer = JSON.parse(text);
  } catch {
    // The parser's message would quote what the business said.
    return unusable("the answer is not JSON");
  }
  if (answer.reply === undefined || answer.reply === null) return { kind: "nothing" };
  const xml = writePassiveReply(answer.reply, to, createTime);
  return xml.ok ? { kind: "reply", xml: xml.value } : unusable(xml.failure);
}

function unusable(reason: string): BusinessAnswer {
  return { kind: "unusable", reason };
}
