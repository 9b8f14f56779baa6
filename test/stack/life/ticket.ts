import assert from "node:assert/strict";
import { masked } from "../narrator.ts";
import type { Stage } from "./stage.ts";

interface Health {
  status: string;
  problems?: { code: string }[];
}

/** Nothing works before the ticket, and only WeChat can bring it. */
export async function receiveTicket({ stack: { wechat, origin }, narrator }: Stage): Promise<void> {
  narrator.step("WeChat pushes the ticket · 推送 component_verify_ticket");
  const before = await health(origin);
  assert.equal(before.status, 503, "/healthz is 503 before the first ticket");
  narrator.saw("before it", `/healthz ${before.status} ${before.json.problems?.map(({ code }) => code).join(", ")}`);

  const forged = await wechat.pushEvent(
    { InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@forged" },
    { token: "notTheTokenOfThisPlatform" },
  );
  assert.equal(forged.status, 401, "a push with a wrong msg_signature is refused");
  narrator.saw("a forged push", `refused with ${forged.status}`);

  const push = await wechat.pushTicket();
  assert.ok(push.accepted, `the ticket was answered ${push.status} ${push.body}`);
  narrator.saw("WeChat's push", `encrypted, signed, answered \`${push.body}\` in ${push.ms} ms`);
  narrator.saw("ticket", masked(wechat.ticket ?? ""));

  const after = await health(origin);
  assert.equal(after.status, 200, "/healthz is 200 after it");
  narrator.saw("after it", `/healthz ${after.status} ${after.json.status}`);
}

async function health(origin: string): Promise<{ status: number; json: Health }> {
  const response = await fetch(`${origin}/healthz`);
  return { status: response.status, json: (await response.json()) as Health };
}
