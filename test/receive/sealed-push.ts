import { encrypt, getSignature } from "@wecom/crypto";
import { COMPONENT_APPID } from "../platform.ts";

/** What .dev.vars.example has. */
const TOKEN = "simulatorMessageToken";
export const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

export interface SealedPush {
  path: string;
  body: string;
}

/** How the encrypted text is wrapped. */
export type Outer = (encrypted: string) => string;

export const asOnEventUrl: Outer = (encrypted) =>
  `<xml>\n    <AppId><![CDATA[${COMPONENT_APPID}]]></AppId>\n    <Encrypt><![CDATA[${encrypted}]]></Encrypt>\n</xml>`;

/** A push to the event URL as WeChat makes it, for what the simulator does not send. */
export function sealPush(message: string, { outer = asOnEventUrl, key = AES_KEY } = {}): SealedPush {
  const encrypted = encrypt(key, message, COMPONENT_APPID);
  const [timestamp, nonce] = ["1715943329", "1590219412"];
  const query = new URLSearchParams({
    signature: getSignature(TOKEN, timestamp, nonce, ""),
    timestamp,
    nonce,
    encrypt_type: "aes",
    msg_signature: getSignature(TOKEN, timestamp, nonce, encrypted),
  });
  return { path: `/wechat/events?${query}`, body: outer(encrypted) };
}

export function ticketXml(ticket: string, createTime = 1_715_943_329): string {
  return [
    `<xml><AppId><![CDATA[${COMPONENT_APPID}]]></AppId>`,
    `<CreateTime>${createTime}</CreateTime>`,
    "<InfoType><![CDATA[component_verify_ticket]]></InfoType>",
    `<ComponentVerifyTicket><![CDATA[${ticket}]]></ComponentVerifyTicket>`,
    "</xml>",
  ].join("\n");
}
