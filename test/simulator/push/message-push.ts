import { unixSeconds, type Wechat } from "../state/wechat.ts";
import { deliverPush } from "./deliver-push.ts";
import { isForged } from "./event-push.ts";
import { readMessageXml, writeMessageXml, type XmlFields } from "./message-xml.ts";
import { openPassiveReply } from "./passive-reply.ts";
import type { Push, PushOverrides } from "./push.ts";
import { seal } from "./seal.ts";

const NO_REPLY = new Set(["", "success"]);

/**
 * Pushes a fan's message or an event to 消息与事件接收URL of one account. ToUserName, FromUserName, CreateTime, MsgType and (not
 * for events) MsgId are filled in unless given. Every attempt carries the same message, so the same MsgId.
 */
export function pushMessage(
  wechat: Wechat,
  authorizerAppid: string,
  message: XmlFields,
  overrides: PushOverrides = {},
): Promise<Push> {
  const { settings, random, accounts } = wechat;
  const userName = accounts.get(authorizerAppid)?.userName ?? "gh_000000000000";
  const fields: XmlFields = {
    ToUserName: userName,
    FromUserName: wechat.webLogins.newOpenid(),
    CreateTime: overrides.createTime ?? unixSeconds(wechat),
    MsgType: "text",
    ...message,
  };
  if (fields.MsgType !== "event") fields.MsgId ??= random.digits(17);
  const xml = writeMessageXml(fields, random, overrides.cdata);
  const values = readMessageXml(xml);
  const encodingAesKey = overrides.encodingAesKey ?? settings.encodingAesKey;
  return deliverPush(wechat, {
    push: { kind: "message", infoType: infoTypeOf(values), authorizerAppid, xml },
    seal: () => {
      const url = settings.messageUrl.replaceAll("$APPID$", authorizerAppid);
      const addressed = { element: "ToUserName", name: userName } as const;
      return seal(wechat, { url, addressed, xml, openid: values.FromUserName ?? "" }, overrides);
    },
    attempts: overrides.attempts ?? (isForged(overrides) ? 1 : settings.messagePushAttempts),
    judge(push, { status, answer }, { nonce }) {
      if (status !== 200) return "again";
      if (!NO_REPLY.has(answer))
        push.reply = openPassiveReply(settings, { nonce, encodingAesKey, fields: values }, answer);
      push.accepted = push.reply === null || push.reply.problems.length === 0;
      // A wrong answer in time is not asked for again: the fan is told that the account is out of service.
      return "done";
    },
  });
}

function infoTypeOf(values: Record<string, string>): string {
  return values.MsgType === "event" ? `event:${values.Event ?? ""}` : (values.MsgType ?? "");
}
