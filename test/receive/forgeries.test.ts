import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorize } from "../merchant.ts";
import { type Json, ORIGIN, type Platform, startPlatform, stopPlatform } from "../platform.ts";
import type { PushOverrides } from "../simulator/push/push.ts";
import { sealPush, ticketXml } from "./sealed-push.ts";
import { everything, storedTicket } from "./stored.ts";

const KIB_256 = 256 * 1024;

/** The first account of the simulator's cast. */
const AUTHORIZED = "wx5a1b0c7d3e9f2041";

let platform: Platform;
let before: Json;
/** A second after all that was pushed before, so that nothing is refused for being old. */
let createTime: number;

// One platform for all: nothing that is refused may change it, for the next test no more than for this one.
beforeAll(async () => {
  platform = startPlatform();
  await platform.wechat.pushTicket();
  await authorize(platform, AUTHORIZED);
  platform.advance(1_000);
  createTime = Math.floor(Date.now() / 1000);
  before = await everything(platform);
});
afterAll(stopPlatform);

const TICKET = { InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@forged" };

/** What a forger would like to be believed. */
const claims: Record<string, string>[] = [
  TICKET,
  { InfoType: "unauthorized", AuthorizerAppid: AUTHORIZED },
  { InfoType: "updateauthorized", AuthorizerAppid: AUTHORIZED, AuthorizationCode: "queryauthcode@@@forged" },
  { InfoType: "authorized", AuthorizerAppid: "wx7c2d4e6f8a0b1c32", AuthorizationCode: "queryauthcode@@@forged" },
  { InfoType: "notify_3rd_wxa_auth", appid: AUTHORIZED },
];

/** What is wrong with a push, and the status that it is answered with. */
const forgeries: [how: string, overrides: PushOverrides, status: number][] = [
  ["without msg_signature", { msgSignature: null }, 401],
  ["with an empty msg_signature", { msgSignature: "" }, 401],
  ["with a made-up msg_signature", { msgSignature: "0".repeat(40) }, 401],
  ["signed with another token", { token: "another token" }, 401],
  ["that is not encrypted", { plaintext: true }, 401],
  ["encrypted with another key", { encodingAesKey: "A".repeat(43) }, 400],
  ["with another component at its tail", { tailAppid: "wx0000000000000002" }, 400],
  ["with the account at its tail", { tailAppid: "wx5a1b0c7d3e9f2041" }, 400],
  ["with nobody at its tail", { tailAppid: "" }, 400],
  ["cut short, and signed like that", { truncateEncryptBy: 8 }, 400],
];

describe("I11: forgeries change nothing", () => {
  test.each(forgeries)("%s", async (_how, overrides, status) => {
    for (const claim of claims) {
      const push = await platform.wechat.pushEvent(claim, { createTime, ...overrides });
      expect(push).toMatchObject({ accepted: false, status });
      expect(push.body).not.toContain("success");
    }
    expect(await everything(platform)).toEqual(before);
  });

  test.each([
    ["for another component", { AppId: "wx0000000000000002" }],
    ["for the account itself", { AppId: "wx5a1b0c7d3e9f2041" }],
    ["without an AppId", { AppId: "" }],
    ["without a CreateTime", { CreateTime: "" }],
    ["with a CreateTime that is none", { CreateTime: "now" }],
    ["without a ticket", { ComponentVerifyTicket: "" }],
    ["without an InfoType", { InfoType: "" }],
    ["about nobody", { InfoType: "unauthorized", AuthorizerAppid: "" }],
  ])("signed and encrypted, but %s: 400", async (_how, fields) => {
    const push = await platform.wechat.pushEvent({ ...TICKET, ...fields }, { attempts: 1 });
    expect(push).toMatchObject({ accepted: false, status: 400 });
    expect(await everything(platform)).toEqual(before);
  });

  test("signed with one timestamp or nonce and sent with another: 401", async () => {
    const { path, body } = sealPush(ticketXml("ticket@@@forged", createTime));
    for (const name of ["timestamp", "nonce", "msg_signature"]) {
      const url = new URL(path, ORIGIN);
      for (const value of [`${url.searchParams.get(name)}0`, ""]) {
        url.searchParams.set(name, value);
        expect((await platform.fetch(url.href, { method: "POST", body })).status).toBe(401);
      }
      url.searchParams.delete(name);
      expect((await platform.fetch(url.href, { method: "POST", body })).status).toBe(401);
    }
    expect(await everything(platform)).toEqual(before);
  });
});

describe("the older `signature`, which whoever saw one push can repeat, is never trusted", () => {
  test.each([
    ["alone", (query: URLSearchParams) => query.delete("msg_signature")],
    ["as msg_signature", (query: URLSearchParams) => query.set("msg_signature", query.get("signature") ?? "")],
  ])("%s", async (_how, change) => {
    const plain = ticketXml("ticket@@@forged", createTime);
    const { path, body } = sealPush(plain);
    const url = new URL(path, ORIGIN);
    change(url.searchParams);
    expect((await platform.fetch(url.href, { method: "POST", body })).status).toBe(401);
    // Without an Encrypt there is nothing that a signature could be compared with.
    expect([400, 401]).toContain((await platform.fetch(url.href, { method: "POST", body: plain })).status);
    expect(await everything(platform)).toEqual(before);
  });

  test("beside a plaintext push, with the msg_signature of another one", async () => {
    const plain = ticketXml("ticket@@@forged", createTime);
    const response = await platform.fetch(sealPush(plain).path, { method: "POST", body: plain });
    expect(response.status).toBe(400);
    expect(await everything(platform)).toEqual(before);
  });
});

describe("a body of more than 256 KiB is refused with 413", () => {
  test("when it says how long it is", async () => {
    const push = await platform.wechat.pushEvent(TICKET, { createTime, bodyBytes: KIB_256 + 1 });
    expect(push).toMatchObject({ accepted: false, status: 413 });
    expect(await everything(platform)).toEqual(before);
  });

  test("also when it does not", async () => {
    const { path, body } = sealPush(ticketXml("ticket@@@forged", createTime));
    const response = await platform.fetch(path, { method: "POST", body: inPieces(body + " ".repeat(KIB_256)) });
    expect(response.status).toBe(413);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 413, code: "too_large" });
    expect(await everything(platform)).toEqual(before);
  });
});

describe("after all that", () => {
  test("a genuine push of exactly 256 KiB is believed, in one piece or in several", async () => {
    const { wechat } = platform;
    expect(await wechat.pushEvent(TICKET, { createTime, bodyBytes: KIB_256 })).toMatchObject({ accepted: true });
    const { path, body } = sealPush(ticketXml("ticket@@@genuine", createTime + 1));
    const filled = body + " ".repeat(KIB_256 - body.length);
    expect((await platform.fetch(path, { method: "POST", body: inPieces(filled) })).status).toBe(200);
    expect((await storedTicket())?.value).toBe("ticket@@@genuine");
  });

  test("whom the XML around the encrypted text names decides nothing", async () => {
    const push = await platform.wechat.pushEvent(TICKET, { createTime, outerName: "wx0000000000000002" });
    expect(push.accepted).toBe(true);
  });

  test("each of the claims is believed when it is WeChat's", async () => {
    for (const claim of claims) {
      const then = await everything(platform);
      platform.advance(10_000);
      expect(await platform.wechat.pushEvent(claim, { attempts: 1 })).toMatchObject({ accepted: true });
      const { status: _, ...now } = await everything(platform);
      const { status: __, ...stored } = then;
      expect(now).not.toEqual(stored);
    }
  });
});

/** A body that does not say how long it is. */
function inPieces(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 32_768) controller.enqueue(bytes.subarray(at, at + 32_768));
      controller.close();
    },
  });
}
