import { describe, expect, it } from "vitest";
import { createPlainComponent, passiveReply, type Received } from "./plain-component.ts";

/** A component that passes, and what it would leave out if told to. */
function createReleasable(leaves: "nothing" | "the reply" | "custom/send" = "nothing") {
  const component = createPlainComponent();
  component.reply = async (push: Received) => {
    const { Content: content = "", Event: event } = push.fields;
    if (event) return passiveReply(push, `${event}from_callback`);
    if (content === "TESTCOMPONENT_MSG_TYPE_TEXT") {
      return leaves === "the reply" ? new Response("") : passiveReply(push, `${content}_callback`);
    }
    if (content.startsWith("QUERY_AUTH_CODE:") && leaves !== "custom/send") void answerByApi(push, content.slice(16));
    return new Response(content ? "" : "success");
  };
  const answerByApi = async (push: Received, code: string) => {
    const { authorization_info: info } = await component.exchange(code);
    const accessToken = Object(info).authorizer_access_token;
    const text = { content: `${code}_from_api` };
    await component.call(`message/custom/send?access_token=${accessToken}`, {
      touser: push.fields.FromUserName,
      msgtype: "text",
      text,
    });
  };
  return component;
}

describe("the release check (全网发布接入检测)", () => {
  it("passes a component that does everything, with one of the five groups, and leaves nothing authorized", async () => {
    const { simulator } = createReleasable();
    const check = await simulator.runReleaseCheck({ withEvent: true });
    expect(check.steps.filter(({ passed }) => !passed)).toEqual([]);
    expect(check.passed).toBe(true);
    expect(check.steps).toHaveLength(9);
    expect([1, 2, 3, 4, 5]).toContain(check.group);
    expect(simulator.authorizers()).toEqual([]);
  });

  it("fails one that does not reply, and one that does not send", async () => {
    const silent = await createReleasable("the reply").simulator.runReleaseCheck({ waitMs: 200 });
    expect(silent.steps.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
      "TESTCOMPONENT_MSG_TYPE_TEXT",
    ]);
    const idle = await createReleasable("custom/send").simulator.runReleaseCheck({ waitMs: 50, group: 1 });
    expect(idle.steps.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
      "QUERY_AUTH_CODE to wx570bc396a51b8ff8",
      "QUERY_AUTH_CODE to wxd101a85aa106f53e",
    ]);
  });
});
