import type { PassiveReply } from "./passive-reply.ts";

/** What a push can be made to look like instead of WeChat's own. */
export interface PushOverrides {
  /** Another msg_signature, or null to leave it out. */
  msgSignature?: string | null;
  /** Signs with another 消息校验Token. */
  token?: string;
  /** Encrypts with another key. */
  encodingAesKey?: string;
  /** The appid behind the message, inside the ciphertext. */
  tailAppid?: string;
  /** AppId (event URL) or ToUserName (message URL) of the outer XML. */
  outerName?: string;
  /** Posts the message unencrypted, as if secure mode did not exist. */
  plaintext?: boolean;
  /** Leaves out the last characters of the base64, and signs what is left. */
  truncateEncryptBy?: number;
  /** Fills the body up to this many bytes. */
  bodyBytes?: number;
  /** Unix seconds inside the message. */
  createTime?: number;
  /** Unix seconds in the query. */
  timestamp?: number;
  nonce?: string;
  /** How values are written: by chance unless said otherwise. */
  cdata?: "always" | "never" | "by chance";
  /** Tries if it is not accepted. Forged pushes are tried once unless this says otherwise. */
  attempts?: number;
}

export interface PushAttempt {
  at: number;
  url: string;
  body: string;
  /** Null when nothing came back in time, or the connection failed. */
  status: number | null;
  answer: string;
  ms: number;
  failure: string | null;
}

/** One push, with all its attempts; complete once the promise that gave it has settled. */
export interface Push {
  id: number;
  /** Of an event its InfoType, of a message its MsgType, `event:` and its Event. */
  infoType: string;
  kind: "event" | "message";
  authorizerAppid: string | undefined;
  at: number;
  /** The message before encryption. */
  xml: string;
  /** Of the last attempt. */
  status: number | null;
  body: string;
  /** Event: status 200 and exactly `success`. Message: 200 and `success`, nothing, or a passive reply without problems. */
  accepted: boolean;
  ms: number;
  attempts: number;
  tries: PushAttempt[];
  /** The decrypted passive reply to a message; null when there was none. */
  reply: PassiveReply | null;
}
