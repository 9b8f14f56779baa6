import { sha256Hex } from "../credentials/sha256.ts";
import { type DeliveryJob, eventBody } from "../webhook/job.ts";
import { textOf } from "../wechat/message.ts";
import type { XmlFields } from "../wechat/xml.ts";

/** A message or an event for one authorizer, on its way to the business. */
export interface MessageForBusiness {
  authorizerAppid: string;
  /** The same for all of WeChat's attempts at one message. */
  identity: string;
  fields: XmlFields;
  /** As WeChat wrote it, decrypted. */
  xml: string;
  /** The push as it came: query, with its question mark, and body. */
  query: string;
  body: string;
  forwardMode: "plain" | "wechat";
}

/**
 * What the business gets of a message, in line and from the queue alike. The id is made from what WeChat's attempts have in
 * common, so that it stays the same even when two of them are delivered apart.
 */
export async function messageJob(
  message: MessageForBusiness,
  componentAppid: string,
  tenant: string | null,
  now: number,
): Promise<DeliveryJob> {
  const { authorizerAppid, identity, fields, xml } = message;
  const hash = await sha256Hex(JSON.stringify([componentAppid, authorizerAppid, identity]));
  const plain = message.forwardMode === "plain";
  const createdAt = Number(textOf(fields, "CreateTime")) * 1000;
  const data = { component_appid: componentAppid, authorizer_appid: authorizerAppid, tenant, fields, xml };
  return {
    id: `msg_${hash.slice(0, 32)}`,
    type: "message.received",
    destination: "messages",
    authorizerAppid,
    body: plain ? eventBody("message.received", createdAt, data) : message.body,
    query: plain ? null : message.query,
    firstAt: now,
    attempts: 0,
    last: null,
  };
}
