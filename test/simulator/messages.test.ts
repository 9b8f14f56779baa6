import { describe, expect, it } from "vitest";
import { createPlainComponent, OFFICIAL_ACCOUNT, passiveReply } from "./plain-component.ts";

describe("a message", () => {
  it("goes to the URL of its account, addressed with ToUserName, its fan's openid in the query", async () => {
    const { simulator, received } = createPlainComponent();
    const push = await simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "你好" });
    const [got] = received;
    expect(got?.url.pathname).toBe(`/wechat/messages/${OFFICIAL_ACCOUNT}`);
    expect(got?.outer.ToUserName).toBe("gh_5a1b0c7d3e9f");
    expect(got?.fields).toMatchObject({
      ToUserName: "gh_5a1b0c7d3e9f",
      MsgType: "text",
      Content: "你好",
      MsgId: expect.stringMatching(/^\d{17}$/),
    });
    expect(got?.url.searchParams.get("openid")).toBe(got?.fields.FromUserName);
    expect(push).toMatchObject({ infoType: "text", accepted: true, reply: null });
  });

  it("is tried three times with the same MsgId when no answer comes, and not again after a wrong one", async () => {
    const component = createPlainComponent({ pushTimeoutMs: 20 });
    component.reply = () => new Promise(() => {});
    expect(await component.simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "1" })).toMatchObject({
      accepted: false,
      attempts: 3,
    });
    expect(new Set(component.received.map(({ fields }) => fields.MsgId)).size).toBe(1);
    component.reply = async () => new Response("nonsense");
    expect(await component.simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "2" })).toMatchObject({
      accepted: false,
      attempts: 1,
    });
  });

  it("has no MsgId when it is an event", async () => {
    const { simulator, received } = createPlainComponent();
    const push = await simulator.pushMessage(OFFICIAL_ACCOUNT, { MsgType: "event", Event: "subscribe" });
    expect(push.infoType).toBe("event:subscribe");
    expect(received[0]?.fields).not.toHaveProperty("MsgId");
  });
});

describe("the answer to a message", () => {
  it("may be `success` or nothing at all", async () => {
    const component = createPlainComponent();
    for (const body of ["success", ""]) {
      component.reply = async () => new Response(body);
      expect(await component.simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "1" })).toMatchObject({
        accepted: true,
        reply: null,
      });
    }
  });

  it("may be an encrypted reply, which is opened", async () => {
    const component = createPlainComponent();
    component.reply = async (push) => passiveReply(push, "欢迎");
    const { accepted, reply } = await component.simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "1" });
    expect(accepted).toBe(true);
    expect(reply).toMatchObject({ fields: { Content: "欢迎", MsgType: "text" }, problems: [] });
  });

  it("is found out when its signature, its appid, its receiver or its form is wrong", async () => {
    const component = createPlainComponent();
    const problemsOf = async (answer: typeof component.reply) => {
      component.reply = answer;
      const { reply, accepted } = await component.simulator.pushMessage(OFFICIAL_ACCOUNT, { Content: "1" });
      expect(accepted).toBe(false);
      return reply?.problems;
    };
    expect(await problemsOf(async (push) => passiveReply(push, "x", { token: "other" }))).toEqual([
      "MsgSignature is wrong",
    ]);
    expect(await problemsOf(async (push) => passiveReply(push, "x", { appid: OFFICIAL_ACCOUNT }))).toEqual([
      `ends with the appid "${OFFICIAL_ACCOUNT}"`,
    ]);
    expect(await problemsOf(async (push) => passiveReply(push, "x", { to: "somebody" }))).toEqual([
      "ToUserName is not the FromUserName of the message",
    ]);
    expect(await problemsOf(async () => new Response("<xml><Content>plain</Content></xml>"))).toEqual([
      "no <xml> with Encrypt, MsgSignature, TimeStamp and Nonce",
    ]);
  });
});
