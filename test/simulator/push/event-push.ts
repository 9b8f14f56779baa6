import { unixSeconds, type Wechat } from "../state/wechat.ts";
import { deliverPush } from "./deliver-push.ts";
import { readMessageXml, writeMessageXml, type XmlFields } from "./message-xml.ts";
import type { Push, PushOverrides } from "./push.ts";
import { seal } from "./seal.ts";

/** Anything but another time, another nonce or another way of writing makes a push a forgery. */
const HONEST: ReadonlySet<string> = new Set(["createTime", "timestamp", "nonce", "cdata", "attempts"]);

export function isForged(overrides: PushOverrides): boolean {
  return Object.keys(overrides).some((name) => !HONEST.has(name));
}

/**
 * Pushes to 授权事件接收URL. Of fields, `AppId` and `CreateTime` are filled in unless given; text is pushed as it is.
 * Accepted means: HTTP 200 and the seven letters `success`, nothing else.
 */
export function pushEvent(wechat: Wechat, message: XmlFields | string, overrides: PushOverrides = {}): Promise<Push> {
  const { settings, random } = wechat;
  const xml =
    typeof message === "string"
      ? message
      : writeMessageXml(
          { AppId: settings.componentAppid, CreateTime: overrides.createTime ?? unixSeconds(wechat), ...message },
          random,
          overrides.cdata,
        );
  const values = readMessageXml(xml);
  const addressed = { element: "AppId", name: settings.componentAppid } as const;
  return deliverPush(wechat, {
    push: { kind: "event", infoType: values.InfoType ?? "", authorizerAppid: values.AuthorizerAppid, xml },
    seal: () => seal(wechat, { url: settings.eventUrl, addressed, xml }, overrides),
    attempts: overrides.attempts ?? (isForged(overrides) ? 1 : settings.eventPushAttempts),
    judge(push, attempt) {
      push.accepted = attempt.status === 200 && attempt.answer === "success";
      return push.accepted ? "done" : "again";
    },
  });
}
