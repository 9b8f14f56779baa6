import { fail, ok, type Result } from "./result.ts";
import { parseXml, type XmlFields } from "./xml.ts";

/** Whom a reply is from and to: those of the message, turned round. */
export interface Correspondents {
  toUserName: string;
  fromUserName: string;
}

/** What a reply must have beside its MsgType, as a path of element names. */
const REQUIRED: Record<string, string[]> = {
  text: ["Content"],
  image: ["Image", "MediaId"],
  voice: ["Voice", "MediaId"],
  video: ["Video", "MediaId"],
  music: ["Music"],
  news: ["Articles"],
};

/** Names that WeChat gives elements; anything else would be markup. */
const ELEMENT_NAME = /^[A-Za-z_][\w.-]{0,63}$/;
/** XML can't carry them, not even as references. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** A reply is three levels deep. */
const MAX_DEPTH = 5;

/**
 * Writes a passive reply from JSON with WeChat's element names: `{"MsgType":"text","Content":"…"}`,
 * `{"MsgType":"image","Image":{"MediaId":"…"}}`, `{"MsgType":"news","Articles":[{"Title":"…",…}]}`. ToUserName, FromUserName,
 * CreateTime and ArticleCount are filled in. Types that are not known here pass as they are.
 * @param createTime seconds since the epoch
 * @returns the XML, or in words what is wrong with the reply
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html
 */
export function writePassiveReply(
  reply: unknown,
  { toUserName, fromUserName }: Correspondents,
  createTime: number,
): Result<string, string> {
  if (!isObject(reply)) return fail("the reply is not an object");
  const { ToUserName: _to, FromUserName: _from, CreateTime: _time, ArticleCount: _count, ...rest } = reply;
  const { MsgType: msgType } = rest;
  if (typeof msgType !== "string" || msgType === "") return fail("the reply has no MsgType");
  const required = REQUIRED[msgType];
  if (required !== undefined && !has(rest, required)) return fail(`a ${msgType} reply needs ${required.join(".")}`);
  if (msgType === "news" && !Array.isArray(rest.Articles)) return fail("Articles is not an array");

  const { Articles: articles } = rest;
  const news = Array.isArray(articles) ? { ArticleCount: articles.length, Articles: { item: articles } } : {};
  const filledIn = { ToUserName: toUserName, FromUserName: fromUserName, CreateTime: createTime, MsgType: msgType };
  // News last: WeChat counts before it lists.
  const elements = writeElements({ ...filledIn, ...without(rest, Object.keys(news)), ...news }, 1);
  return elements === null ? fail("the reply has something that is no element") : ok(`<xml>${elements}</xml>`);
}

/** Whether a text is a message of WeChat's in XML, such as a business may answer with in place of JSON. */
export function isMessageXml(text: string): boolean {
  const fields = parseXml(text);
  return fields !== null && typeof fields.MsgType === "string" && fields.MsgType !== "";
}

/** A reply that is sealed already, as an SDK of WeChat's protocol makes it. */
export interface SealedReply {
  encrypt: string;
  msgSignature: string;
  timestamp: string;
  nonce: string;
}

/** Reads a sealed reply; null when the text is none. */
export function parseSealedReply(text: string): SealedReply | null {
  const fields: XmlFields = parseXml(text) ?? {};
  const { Encrypt: encrypt, MsgSignature: msgSignature, TimeStamp: timestamp, Nonce: nonce } = fields;
  return typeof encrypt === "string" &&
    typeof msgSignature === "string" &&
    typeof timestamp === "string" &&
    typeof nonce === "string"
    ? { encrypt, msgSignature, timestamp, nonce }
    : null;
}

/**
 * The envelope of a reply.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html
 */
export function writeSealedReply({ encrypt, msgSignature, timestamp, nonce }: SealedReply): string {
  return [
    `<xml><Encrypt>${cdata(encrypt)}</Encrypt>`,
    `<MsgSignature>${cdata(msgSignature)}</MsgSignature>`,
    `<TimeStamp>${timestamp}</TimeStamp>`,
    `<Nonce>${cdata(nonce)}</Nonce></xml>`,
  ].join("");
}

function writeElements(fields: Record<string, unknown>, depth: number): string | null {
  let xml = "";
  for (const [name, value] of Object.entries(fields)) {
    if (!ELEMENT_NAME.test(name)) return null;
    for (const item of Array.isArray(value) ? value : [value]) {
      const content = writeValue(item, depth);
      if (content === null) return null;
      xml += `<${name}>${content}</${name}>`;
    }
  }
  return xml;
}

function writeValue(value: unknown, depth: number): string | null {
  if (typeof value === "string") return cdata(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null || value === undefined) return "";
  return isObject(value) && depth < MAX_DEPTH ? writeElements(value, depth + 1) : null;
}

/** `]]>` would end the section: it is split over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.replace(NOT_IN_XML, "").replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

function without(fields: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function has(fields: Record<string, unknown>, [name, ...below]: string[]): boolean {
  const value = name === undefined ? undefined : fields[name];
  if (below.length > 0) return isObject(value) && has(value, below);
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) || (typeof value === "string" && value !== "") || typeof value === "number";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
