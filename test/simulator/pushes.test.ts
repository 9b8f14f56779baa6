import { decrypt, getSignature } from "@wecom/crypto";
import { describe, expect, it } from "vitest";
import vectors from "../vectors/message-crypto.json";
import { createPlainComponent, type Received } from "./plain-component.ts";
import { readMessageXml, writeMessageXml } from "./push/message-xml.ts";
import { Random } from "./state/random.ts";

const TOKEN = "simulatorMessageToken";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const OTHER_KEY = "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210zyxwvut";

function signatureOf({ url, outer }: Received): string {
  const { timestamp, nonce } = Object.fromEntries(url.searchParams);
  return getSignature(TOKEN, timestamp ?? "", nonce ?? "", outer.Encrypt ?? "");
}

describe("a push to the event URL", () => {
  it("is addressed with AppId, encrypted for the component and signed", async () => {
    const { simulator, received, clock } = createPlainComponent();
    const push = await simulator.pushEvent({ InfoType: "notify_3rd_wxa_auth", appid: "wx1" });
    const [got] = received;
    expect(got?.url.pathname).toBe("/wechat/events");
    expect(Object.keys(got?.outer ?? {})).toEqual(["AppId", "Encrypt"]);
    expect(got?.outer.AppId).toBe("wx0000000000000001");
    expect([...(got?.url.searchParams.keys() ?? [])]).toEqual([
      "signature",
      "timestamp",
      "nonce",
      "encrypt_type",
      "msg_signature",
    ]);
    expect(got && signatureOf(got)).toBe(got?.url.searchParams.get("msg_signature"));
    expect(decrypt(KEY, got?.outer.Encrypt ?? "").id).toBe("wx0000000000000001");
    expect(got?.fields).toMatchObject({
      InfoType: "notify_3rd_wxa_auth",
      CreateTime: String(clock.now / 1000),
      appid: "wx1",
    });
    expect(push).toMatchObject({
      infoType: "notify_3rd_wxa_auth",
      status: 200,
      body: "success",
      accepted: true,
      attempts: 1,
    });
  });

  it("occurs with every size of padding, with and without CDATA", async () => {
    const { simulator, received } = createPlainComponent();
    for (let push = 0; push < 300; push++)
      await simulator.pushEvent({ InfoType: "some_event", note: "x".repeat(push % 40) });
    const paddings = new Set<number>();
    for (const { xml } of received) paddings.add(32 - ((20 + new TextEncoder().encode(xml).length + 18) % 32));
    expect([...paddings].sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
    expect(received.some(({ xml }) => xml.includes("<InfoType>some_event"))).toBe(true);
    expect(received.some(({ xml }) => xml.includes("<InfoType><![CDATA[some_event"))).toBe(true);
  });

  it("is accepted with exactly `success` and status 200, and otherwise pushed three times", async () => {
    for (const [body, status] of [
      ["SUCCESS", 200],
      ["success\n", 200],
      ["", 200],
      ["success", 500],
    ] as const) {
      const component = createPlainComponent();
      component.reply = async () => new Response(body, { status });
      const push = await component.simulator.pushTicket();
      expect(push).toMatchObject({ accepted: false, attempts: 3, status, body });
    }
  });

  it("is pushed again until it is accepted, newly encrypted, with the same message", async () => {
    const component = createPlainComponent();
    component.reply = async () => new Response(component.received.length < 2 ? "" : "success");
    const push = await component.simulator.pushTicket();
    expect(push).toMatchObject({ accepted: true, attempts: 2 });
    const [first, second] = component.received;
    expect(second?.xml).toBe(first?.xml);
    expect(second?.outer.Encrypt).not.toBe(first?.outer.Encrypt);
  });

  it("is given up when no answer comes in time, even if it is being answered", async () => {
    const component = createPlainComponent({ pushTimeoutMs: 20, eventPushAttempts: 2 });
    component.reply = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return new Response("success");
    };
    const push = await component.simulator.pushTicket();
    expect(push).toMatchObject({ accepted: false, status: null, attempts: 2 });
    expect(push.tries[0]?.failure).toContain("no answer within 20 ms");
  });

  it("begins again one retry interval after it began, however soon it failed", async () => {
    const component = createPlainComponent({ pushRetryAfterMs: 50, eventPushAttempts: 2 });
    component.reply = async () => new Response("no", { status: 500 });
    const started = performance.now();
    await component.simulator.pushTicket();
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  });

  it("survives a component that is not there", async () => {
    const { simulator } = createPlainComponent({
      deliver: () => Promise.reject(new TypeError("refused")),
      eventPushAttempts: 1,
    });
    expect(await simulator.pushTicket()).toMatchObject({
      accepted: false,
      status: null,
      tries: [{ failure: "refused" }],
    });
  });

  it("uses the new EncodingAESKey after it was rotated", async () => {
    const { simulator, received } = createPlainComponent();
    simulator.rotateEncodingAesKey(OTHER_KEY);
    await simulator.pushEvent({ InfoType: "some_event" });
    expect(decrypt(OTHER_KEY, received[0]?.outer.Encrypt ?? "").message).toContain("some_event");
  });

  it("can carry text as it is", async () => {
    const { simulator, received } = createPlainComponent();
    await simulator.pushEvent("<xml><InfoType>authorized</InfoType><xml>");
    expect(received[0]?.xml).toBe("<xml><InfoType>authorized</InfoType><xml>");
  });
});

describe("the witness's own cryptography", () => {
  it("opens what WeChat and other SDKs have encrypted", () => {
    const captured = vectors.flatMap((vector) => ("encrypt" in vector && vector.kind === "decrypt" ? [vector] : []));
    expect(captured.length).toBeGreaterThan(1);
    for (const { aesKey, encrypt, appId, token, timestamp, nonce, msgSignature } of captured) {
      if (!aesKey || !encrypt || !token || !msgSignature) continue;
      expect(decrypt(aesKey, encrypt).id).toBe(appId);
      expect(getSignature(token, timestamp ?? "", nonce ?? "", encrypt)).toBe(msgSignature);
    }
  });
});

describe("message XML", () => {
  it("comes back as it was, whatever is in it and however it is written", () => {
    const random = new Random(7);
    const fields = { Content: `<a href="x">1 & 2</a> ]]> 你好 &amp;`, Number: 5, Empty: "" };
    for (let round = 0; round < 50; round++) {
      expect(readMessageXml(writeMessageXml(fields, random))).toEqual({ ...fields, Number: "5" });
    }
  });

  it("nests, and repeats an element for a list", () => {
    const xml = writeMessageXml(
      { info: { name: "n", code: 1 }, list: [{ appid: "a" }, { appid: "b" }] },
      new Random(1),
      "never",
    );
    expect(xml.replace(/\s/g, "")).toBe(
      "<xml><info><name>n</name><code>1</code></info><list><appid>a</appid></list><list><appid>b</appid></list></xml>",
    );
  });
});
