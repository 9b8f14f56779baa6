import { decrypt, getSignature } from "@wecom/crypto";
import { describe, expect, it } from "vitest";
import { createPlainComponent } from "./plain-component.ts";
import { readMessageXml } from "./push/message-xml.ts";

const TOKEN = "simulatorMessageToken";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const OTHER_KEY = "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210zyxwvut";

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
    const old = await forged({ createTime: 1_600_000_000, timestamp: 1_600_000_001 });
    expect(readMessageXml(decrypt(KEY, old.outer.Encrypt ?? "").message).CreateTime).toBe("1600000000");
    expect(old.query.get("timestamp")).toBe("1600000001");
    expect(signed(old, TOKEN)).toBe(true);
  });

  it("can be an honest one, replayed byte for byte", async () => {
    const { simulator, wire } = createWire();
    const push = await simulator.pushTicket();
    expect(await simulator.replayPush(push)).toMatchObject({ status: 200, answer: "success" });
    expect([wire.length, wire[1]]).toEqual([2, wire[0]]);
  });
});
