import { afterEach, expect, test } from "vitest";
import { startProgram, stopPrograms } from "./program.ts";

const LONGEST_MS = 120_000;

afterEach(stopPrograms);

test("npm run demo shows the whole life and succeeds", { timeout: LONGEST_MS }, async () => {
  const demo = startProgram("demo.ts");
  expect(await demo.exitCode, demo.output()).toBe(0);
  const output = demo.output();
  for (const seen of [
    "answered `success`",
    "1 call of api_component_token",
    "exchanged once",
    "青禾生鲜",
    "calls of api_authorizer_token for 25 authorizers",
    "errcode 40001",
    "100, all",
    "409 authorizer_unauthorized",
    "25: 24 authorized, 1 unauthorized",
    "13 steps",
  ]) {
    expect(output).toContain(seen);
  }
  expect(demo.leftOver()).toEqual([]);
});

for (const { fault, step } of [
  { fault: { kind: "http_status", status: 502 }, step: "every reader gets 200" },
  { fault: { kind: "errcode", errcode: 61023, path: "api_authorizer_token" }, step: "needs_reauthorization" },
]) {
  test(`npm run demo fails, and says where, when WeChat does: ${JSON.stringify(fault)}`, {
    timeout: LONGEST_MS,
  }, async () => {
    const demo = startProgram("demo.ts", "--fault", JSON.stringify(fault));
    expect(await demo.exitCode, demo.output()).toBe(1);
    expect(demo.output()).toContain("Step failed:");
    expect(demo.output()).toContain(step);
    expect(demo.leftOver()).toEqual([]);
  });
}
