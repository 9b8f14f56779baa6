import { createHash } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";
import { unixSeconds, type Wechat } from "../state/wechat.ts";
import type { PushOverrides } from "./push.ts";

export interface Envelope {
  url: string;
  body: string;
  nonce: string;
}

export interface Letter {
  /** Where to: `$APPID$` already filled in. */
  url: string;
  /** The element that names the receiver: AppId on the event URL, ToUserName on the message URL. */
  addressed: { element: "AppId" | "ToUserName"; name: string };
  xml: string;
  /** On the message URL only. */
  openid?: string;
}

/** Encrypts and signs one message, with a new nonce and a new timestamp, as for every attempt. */
export function seal(wechat: Wechat, letter: Letter, overrides: PushOverrides): Envelope {
  const { settings, random } = wechat;
  const token = overrides.token ?? settings.token;
  const timestamp = String(overrides.timestamp ?? unixSeconds(wechat));
  const nonce = overrides.nonce ?? random.digits(random.integer(8, 10));
  const encrypted = encryptLetter(wechat, letter, overrides);
  const url = new URL(letter.url);
  url.searchParams.set("signature", createHash("sha1").update([token, timestamp, nonce].sort().join("")).digest("hex"));
  url.searchParams.set("timestamp", timestamp);
  url.searchParams.set("nonce", nonce);
  if (letter.openid !== undefined) url.searchParams.set("openid", letter.openid);
  if (!overrides.plaintext) {
    url.searchParams.set("encrypt_type", "aes");
    const signature = overrides.msgSignature ?? getSignature(token, timestamp, nonce, encrypted);
    if (overrides.msgSignature !== null) url.searchParams.set("msg_signature", signature);
  }
  const body = overrides.plaintext ? letter.xml : outerXml(letter, encrypted, overrides);
  return { url: url.href, body: padBody(body, overrides.bodyBytes), nonce };
}

function encryptLetter({ settings, random }: Wechat, { xml }: Letter, overrides: PushOverrides): string {
  const encrypted = encrypt(
    overrides.encodingAesKey ?? settings.encodingAesKey,
    xml,
    overrides.tailAppid ?? settings.componentAppid,
    Buffer.from(random.text(16)),
  );
  return overrides.truncateEncryptBy === undefined ? encrypted : encrypted.slice(0, -overrides.truncateEncryptBy);
}

function outerXml({ addressed }: Letter, encrypted: string, overrides: PushOverrides): string {
  const name = overrides.outerName ?? addressed.name;
  return [
    "<xml>",
    `    <${addressed.element}><![CDATA[${name}]]></${addressed.element}>`,
    `    <Encrypt><![CDATA[${encrypted}]]></Encrypt>`,
    "</xml>",
  ].join("\n");
}

function padBody(body: string, bytes: number | undefined): string {
  return bytes === undefined ? body : body + " ".repeat(Math.max(0, bytes - Buffer.byteLength(body)));
}
