import { getSignature } from "@wecom/crypto";
import { afterEach, describe, expect, test } from "vitest";
import { startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const QUERY = { timestamp: "1714037059", nonce: "486452656", echostr: "4375120948345356249" };
const signature = getSignature("simulatorMessageToken", QUERY.timestamp, QUERY.nonce, "");

describe.each(["/wechat/events", "/wechat/messages/wx5a1b0c7d3e9f2041"])("a GET of %s with echostr", (path) => {
  const ask = (query: Record<string, string>) => startPlatform().fetch(`${path}?${new URLSearchParams(query)}`);

  test.each(["4375120948345356249", "<script>alert(1)</script>", "青禾", ""])(
    "is answered with it: %j",
    async (echostr) => {
      const response = await ask({ ...QUERY, echostr, signature });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
      expect(await response.text()).toBe(echostr);
    },
  );

  test.each([
    ["a wrong signature", { ...QUERY, signature: "0".repeat(40) }],
    ["an empty signature", { ...QUERY, signature: "" }],
    ["no signature", QUERY],
    ["another timestamp", { ...QUERY, signature, timestamp: "1714037060" }],
    ["another nonce", { ...QUERY, signature, nonce: "1" }],
    ["a msg_signature in its place", { ...QUERY, msg_signature: signature }],
  ])("is refused with %s", async (_what, query) => {
    const response = await ask(query);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain(QUERY.echostr);
  });

  test("that is missing says what the URL is for", async () => {
    const response = await ask({});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid_request", detail: expect.stringContaining("POST") });
  });

  test.each(["PUT", "DELETE", "PATCH"])("is not %s", async (method) => {
    expect((await startPlatform().fetch(path, { method })).status).toBe(404);
  });
});
