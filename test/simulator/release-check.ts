import { authorizeDirectly, unauthorize } from "./authorization/grant.ts";
import { pushMessage } from "./push/message-push.ts";
import type { Push } from "./push/push.ts";
import { pushTicket } from "./push/ticket-push.ts";
import type { Wechat } from "./state/wechat.ts";

/** The appids and original ids WeChat tests with; one group is picked at random. */
const GROUPS = [
  {
    officialAccount: ["wx570bc396a51b8ff8", "gh_3c884a361561"],
    miniProgram: ["wxd101a85aa106f53e", "gh_8dad206e9538"],
  },
  {
    officialAccount: ["wx9252c5e0bb1836fc", "gh_c0f28a78b318"],
    miniProgram: ["wxc39235c15087f6f3", "gh_905ae9d01059"],
  },
  {
    officialAccount: ["wx8e1097c5bc82cde9", "gh_3f222ed8d140"],
    miniProgram: ["wx7720d01d4b2a4500", "gh_393666f1fdf4"],
  },
  {
    officialAccount: ["wx14550af28c71a144", "gh_26128078e9ab"],
    miniProgram: ["wx05d483572dcd5d8b", "gh_39abb5d4e1b7"],
  },
  {
    officialAccount: ["wxa35b9c23cfe664eb", "gh_2b3713f184a6"],
    miniProgram: ["wx5910277cae6fd970", "gh_7818dcb60240"],
  },
] as const;

export interface ReleaseCheckOptions {
  /** 1 to 5. */
  group?: number;
  /** The older documents' event check as well: the answer to an event is its name and `from_callback`. */
  withEvent?: boolean;
  /** How long custom/send may take after the answer. */
  waitMs?: number;
}

export interface ReleaseCheckStep {
  name: string;
  passed: boolean;
  detail: string;
}

export interface ReleaseCheck {
  group: number;
  passed: boolean;
  steps: ReleaseCheckStep[];
}

/** 全网发布接入检测: what WeChat does with a platform before it goes live. */
export async function runReleaseCheck(wechat: Wechat, options: ReleaseCheckOptions = {}): Promise<ReleaseCheck> {
  const group = options.group ?? wechat.random.integer(1, GROUPS.length);
  const { officialAccount, miniProgram } = GROUPS[group - 1] ?? GROUPS[0];
  const steps: ReleaseCheckStep[] = [judged("component_verify_ticket", await pushTicket(wechat, { attempts: 1 }))];
  for (const [kind, [appid, userName]] of [
    ["official_account", officialAccount],
    ["mini_program", miniProgram],
  ] as const) {
    wechat.accounts.add({ appid, userName, kind, nickName: `全网发布检测 ${group}` });
    wechat.authorizations.revoke(appid);
    const { authorizationCode, eventPush } = authorizeDirectly(wechat, appid, { push: true });
    const authorized = await eventPush;
    if (authorized !== null) steps.push(judged(`${kind}: authorized`, authorized));
    if (kind === "official_account") steps.push(await checkText(wechat, appid));
    if (kind === "official_account" && options.withEvent) steps.push(await checkEvent(wechat, appid));
    steps.push(await checkApi(wechat, appid, authorizationCode ?? "", options.waitMs ?? 5000));
    const unauthorized = await unauthorize(wechat, appid);
    if (unauthorized !== null) steps.push(judged(`${kind}: unauthorized`, unauthorized));
    // WeChat's account, not one that a merchant could choose.
    wechat.accounts.remove(appid);
  }
  return { group, passed: steps.every(({ passed }) => passed), steps };
}

function judged(name: string, push: Push): ReleaseCheckStep {
  return { name, passed: push.accepted, detail: `${push.status ?? "no answer"} ${push.body.slice(0, 80)}` };
}

async function checkText(wechat: Wechat, appid: string): Promise<ReleaseCheckStep> {
  const content = "TESTCOMPONENT_MSG_TYPE_TEXT";
  const push = await pushMessage(wechat, appid, { Content: content }, { attempts: 1 });
  return replied("TESTCOMPONENT_MSG_TYPE_TEXT", push, `${content}_callback`);
}

async function checkEvent(wechat: Wechat, appid: string): Promise<ReleaseCheckStep> {
  const location = {
    MsgType: "event",
    Event: "LOCATION",
    Latitude: "23.137466",
    Longitude: "113.352425",
    Precision: "119.385040",
  };
  return replied("LOCATION", await pushMessage(wechat, appid, location, { attempts: 1 }), "LOCATIONfrom_callback");
}

function replied(name: string, { reply }: Push, wanted: string): ReleaseCheckStep {
  const passed =
    reply !== null && reply.problems.length === 0 && reply.fields.MsgType === "text" && reply.fields.Content === wanted;
  const detail = reply === null ? "no passive reply" : [reply.fields.Content ?? "", ...reply.problems].join("; ");
  return { name, passed, detail };
}

/** The code is the one of the `authorized` event, which whoever handles the event may have spent already. */
async function checkApi(wechat: Wechat, appid: string, code: string, waitMs: number): Promise<ReleaseCheckStep> {
  const name = `QUERY_AUTH_CODE to ${appid}`;
  const openid = wechat.webLogins.newOpenid();
  const seen = wechat.sentMessages.length;
  const push = await pushMessage(
    wechat,
    appid,
    { FromUserName: openid, Content: `QUERY_AUTH_CODE:${code}` },
    { attempts: 1 },
  );
  if (!push.accepted || push.reply !== null) return { ...judged(name, push), passed: false };
  const deadline = performance.now() + waitMs;
  for (;;) {
    const sent = wechat.sentMessages
      .slice(seen)
      .filter(({ authorizerAppid, message }) => authorizerAppid === appid && message.touser === openid);
    const texts = sent.map(({ message }) => JSON.stringify(message.text));
    if (texts.includes(JSON.stringify({ content: `${code}_from_api` })))
      return { name, passed: true, detail: "custom/send came" };
    if (performance.now() > deadline)
      return { name, passed: false, detail: `custom/send did not come; sent: ${texts.join(" ")}` };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
