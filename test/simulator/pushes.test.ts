import { decrypt, getSignature } from "@wecom/crypto";
import { describe, expect, it } from "vitest";
import vectors from "../vectors/message-crypto.json";
import { createPlainComponent, type Received } from "./plain-component.ts";
import { readMessageXml, writeMessageXml } from "./push/message-xml.ts";
import { Random } from "./state/random.ts";

const TOKEN = "simulatorMessageToken";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const OTHER_KEY = "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210zyxwvut";

function signatureOf({ url, outer }: Received, token = TOKEN): string {
  const { timestamp, nonce } = Object.fromEntries(url.searchParams);
  return getSignature(token, timestamp ?? "", nonce ?? "", outer.Encrypt ?? "");
}

/** What reached the component, undecrypted: forgeries cannot all be opened. */
function createWire(options = {}) {
  const wire: { url: URL; body: string }[] = [];
  const { simulator } = createPlainComponent({
    deliver: async (request) => {
      wire.push({ url: new URL(request.url), body: await request.text() });
      return new Response("success");
    },
    ...options,
  });
  return { simulator, wire };
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

  it("can be replayed, byte for byte", async () => {
    const { simulator, wire } = createWire();
    const push = await simulator.pushTicket();
    expect(await simulator.replayPush(push)).toMatchObject({ status: 200, answer: "success" });
    expect([wire.length, wire[1]]).toEqual([2, wire[0]]);
  });

  it("can carry text as it is", async () => {
    const { simulator, received } = createPlainComponent();
    await simulator.pushEvent("<xml><InfoType>authorized</InfoType><xml>");
    expect(received[0]?.xml).toBe("<xml><InfoType>authorized</InfoType><xml>");
  });
});

describe("a forged push", () => {
  const event = { InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@forged" };

  async function forged(overrides: Parameters<ReturnType<typeof createWire>["simulator"]["pushEvent"]>[1]) {
    const { simulator, wire } = createWire();
    const push = await simulator.pushEvent(event, overrides);
    expect(wire).toHaveLength(1);
    const { url, body } = wire[0] ?? { url: new URL("x:"), body: "" };
    return { push, body, url, query: url.searchParams, outer: readMessageXml(body) };
  }

  function signed({ query, outer }: Awaited<ReturnType<typeof forged>>, token: string): boolean {
    const signature = getSignature(token, query.get("timestamp") ?? "", query.get("nonce") ?? "", outer.Encrypt ?? "");
    return signature === query.get("msg_signature");
  }

  it("has a wrong msg_signature, none, or one made with another Token", async () => {
    expect((await forged({ msgSignature: "0".repeat(40) })).query.get("msg_signature")).toBe("0".repeat(40));
    expect((await forged({ msgSignature: null })).query.has("msg_signature")).toBe(false);
    const otherToken = await forged({ token: "otherToken" });
    expect([signed(otherToken, TOKEN), signed(otherToken, "otherToken")]).toEqual([false, true]);
  });

  it("is encrypted with another key, or for another component, under a right signature", async () => {
    const otherKey = await forged({ encodingAesKey: OTHER_KEY });
    expect(signed(otherKey, TOKEN)).toBe(true);
    expect(decrypt(OTHER_KEY, otherKey.outer.Encrypt ?? "").message).toContain("ticket@@@forged");
    const otherTail = await forged({ tailAppid: "wx0000000000000002" });
    expect(signed(otherTail, TOKEN)).toBe(true);
    expect(decrypt(KEY, otherTail.outer.Encrypt ?? "").id).toBe("wx0000000000000002");
  });

  it("names another AppId outside or inside", async () => {
    expect((await forged({ outerName: "wx0000000000000002" })).outer.AppId).toBe("wx0000000000000002");
    const { simulator, received } = createPlainComponent();
    await simulator.pushEvent({ ...event, AppId: "wx0000000000000002" });
    expect(received[0]?.fields.AppId).toBe("wx0000000000000002");
  });

  it("is plain text, broken off, or far too long", async () => {
    const plain = await forged({ plaintext: true });
    expect(plain.body).toContain("ticket@@@forged");
    expect(plain.query.has("msg_signature")).toBe(false);
    const broken = await forged({ truncateEncryptBy: 5 });
    expect((broken.outer.Encrypt?.length ?? 0) % 4).not.toBe(0);
    expect(signed(broken, TOKEN)).toBe(true);
    expect((await forged({ bodyBytes: 300_000 })).body.length).toBe(300_000);
  });

  it("can be merely old: another CreateTime, another timestamp, signed all the same", async () => {
    const { simulator, received } = createPlainComponent();
    await simulator.pushEvent(event, { createTime: 1_600_000_000, timestamp: 1_600_000_001 });
    expect(received[0]?.fields.CreateTime).toBe("1600000000");
    expect(received[0]?.url.searchParams.get("timestamp")).toBe("1600000001");
    expect(received[0] && signatureOf(received[0])).toBe(received[0]?.url.searchParams.get("msg_signature"));
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
