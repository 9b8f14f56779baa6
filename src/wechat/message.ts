import { fail, ok, type Result } from "./result.ts";
import type { XmlFields } from "./xml.ts";

/** A fan's message, or an event, that was pushed to the 消息与事件接收URL. */
export interface PushedMessage {
  fields: XmlFields;
  /**
   * What WeChat's attempts at one message have in common, and no other message has: MsgId, FromUserName and CreateTime; of
   * events, which have no MsgId, also Event and EventKey. Some events have a MsgID of their own.
   */
  identity: string;
}

/**
 * Reads what was pushed.
 * @returns the message, or in words what is wrong with it
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
 */
export function parseMessage(fields: XmlFields): Result<PushedMessage, string> {
  const createTime = textOf(fields, "CreateTime");
  if (!/^\d{1,12}$/.test(createTime.trim())) return fail("CreateTime is not a time in seconds");
  const names = ["MsgId", "MsgID", "FromUserName", "CreateTime", "MsgType", "Event", "EventKey"];
  return ok({ fields, identity: JSON.stringify(names.map((name) => textOf(fields, name))) });
}

/** The text of an element; "" when there is none. */
export function textOf(fields: XmlFields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}
