import { describe, expect, test } from "vitest";
import { readAnswer } from "../../src/wechat/call.ts";

describe("an answer of WeChat's", () => {
  test.each([
    '{"errcode":0}',
    '{"errcode":"0"}',
    "{}",
    '{"errmsg":"ok"}',
    '\uFEFF {"a":1}'.trim(),
    '\n{"errcode":0}\n',
  ])("%j is a success", (text) => {
    expect(readAnswer(text)).toMatchObject({ ok: true });
  });

  test("an errcode may be text", () => {
    expect(readAnswer('{"errcode":"61003","errmsg":"not authorized"}')).toEqual({
      ok: false,
      failure: { code: "authorizer_unauthorized", wechat: { errcode: 61003, errmsg: "not authorized" } },
    });
  });

  test("an errmsg may be missing, no text, or without end", () => {
    const errmsgOf = (text: string) => {
      const answer = readAnswer(text);
      return answer.ok || !("wechat" in answer.failure) ? null : answer.failure.wechat?.errmsg;
    };
    expect(errmsgOf('{"errcode":40013}')).toBe("");
    expect(errmsgOf('{"errcode":40013,"errmsg":null}')).toBe("");
    expect(errmsgOf('{"errcode":40013,"errmsg":7}')).toBe("7");
    expect(errmsgOf(JSON.stringify({ errcode: 40013, errmsg: "x".repeat(10_000) }))).toBe("x".repeat(300));
  });
});
