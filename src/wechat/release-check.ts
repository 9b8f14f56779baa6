/**
 * 全网发布接入检测: before a platform goes live, WeChat lets one of five groups of test accounts authorize it and sends
 * messages in their names.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/operation/thirdparty/releases_instructions.html
 */
const ACCOUNTS = new Set([
  // An official account and a mini program in each group.
  ...["wx570bc396a51b8ff8", "wxd101a85aa106f53e"],
  ...["wx9252c5e0bb1836fc", "wxc39235c15087f6f3"],
  ...["wx8e1097c5bc82cde9", "wx7720d01d4b2a4500"],
  ...["wx14550af28c71a144", "wx05d483572dcd5d8b"],
  ...["wxa35b9c23cfe664eb", "wx5910277cae6fd970"],
]);

const TEXT = "TESTCOMPONENT_MSG_TYPE_TEXT";
const CODE = "QUERY_AUTH_CODE:";

/** What WeChat wants to see for a message of its check. */
export type ReleaseCheckAnswer =
  /** This text, as a passive reply. */
  | { kind: "reply"; content: string }
  /** Nothing at once, and then `${code}_from_api` by custom/send, with the token that the code is worth. */
  | { kind: "send"; code: string }
  | { kind: "nothing" };

/** True for WeChat's own test accounts. They are no merchants: they are not listed, and their codes are left for the check. */
export function isReleaseCheckAccount(authorizerAppid: string): boolean {
  return ACCOUNTS.has(authorizerAppid);
}

/** @param text the value of an element of the message, "" when there is none */
export function releaseCheckAnswer(text: (name: string) => string): ReleaseCheckAnswer {
  // Gone from the current document, and still seen: an event is answered with its name.
  if (text("MsgType") === "event") return { kind: "reply", content: `${text("Event")}from_callback` };
  const content = text("Content");
  if (content === TEXT) return { kind: "reply", content: `${TEXT}_callback` };
  if (content.startsWith(CODE)) return { kind: "send", code: content.slice(CODE.length) };
  return { kind: "nothing" };
}
