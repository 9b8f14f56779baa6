import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../stack/start.ts";
import { startProgram } from "./program.ts";

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});

afterAll(() => stack?.close());

describe("npm run release-check", () => {
  it("plays WeChat's side against a Worker that runs, and prints what was seen of each step", async () => {
    const program = startProgram("release-check.ts", "--simulator", stack.wechatUrl, "--group", "3");
    expect(await program.exitCode, program.output()).toBe(0);
    for (const seen of [
      stack.origin,
      "TESTCOMPONENT_MSG_TYPE_TEXT_callback",
      "LOCATIONfrom_callback",
      "QUERY_AUTH_CODE to wx8e1097c5bc82cde9     passed",
      "QUERY_AUTH_CODE to wx7720d01d4b2a4500     passed",
      "Passed: the platform can go live",
    ]) {
      expect(program.output()).toContain(seen);
    }
    expect(program.leftOver()).toEqual([]);
  });

  it("fails, and names 61004 and the address, when that is not on the IP whitelist", async () => {
    const program = startProgram(
      "release-check.ts",
      "--simulator",
      stack.wechatUrl,
      "--group",
      "4",
      "--not-whitelisted",
    );
    expect(await program.exitCode, program.output()).toBe(1);
    expect(program.output()).toMatch(/QUERY_AUTH_CODE to wx14550af28c71a144 +FAILED/);
    expect(program.output()).toContain("61004, requestIP: 203.0.113.9");
    expect(program.output()).toContain("白名单IP地址列表");
  });
});
