import { describe, expect, test } from "vitest";
import {
  failureOf,
  isPlatformTrouble,
  rejectsCode,
  rejectsToken,
  type WechatFailure,
} from "../../src/wechat/failure.ts";

/** The errcodes of the documentation and of real logs, and what is to be done about each. */
const MEANINGS: [code: WechatFailure["code"], errcodes: number[]][] = [
  ["wechat_unavailable", [-1]],
  ["authorizer_unauthorized", [61003]],
  ["ip_not_whitelisted", [61004]],
  ["ticket_missing", [61005, 61006]],
  ["needs_reauthorization", [61023]],
  ["quota_exceeded", [45009, 45011]],
  ["wechat_error", [-1000, 1, 40001, 40013, 40014, 40029, 40094, 40125, 40164, 40170, 41001, 41002, 41004, 41018]],
  ["wechat_error", [42001, 42002, 42003, 42006, 42007, 43002, 43007, 44002, 45015, 45047, 47001, 48001, 48006, 50002]],
  ["wechat_error", [61000, 61001, 61002, 61007, 61008, 61009, 61010, 61011, 61012, 61013, 61014, 61015, 61016, 61017]],
  ["wechat_error", [61024, 61025, 61026, 61027, 61028, 61029, 61030, 76003, 76021, 76022]],
];

describe.each(MEANINGS)("%s", (code, errcodes) => {
  test.each(errcodes)("is errcode %d, and WeChat's words are kept", (errcode) => {
    expect(failureOf({ errcode, errmsg: "said WeChat" })).toMatchObject({
      code,
      wechat: { errcode, errmsg: "said WeChat" },
    });
  });
});

test.each([
  ["access clientip is not registered requestIP: 39.103.175.44 rid: 652e6bbb-7d234df1-67f3f57c", "39.103.175.44"],
  ["access clientip is not registered requestIP: 39.103.175.44", "39.103.175.44"],
  ["access clientip is not registered requestip:2001:db8::1 rid: 652e6bbb", "2001:db8::1"],
  ["access clientip is not registered", null],
  ["", null],
])("61004 %j tells the address %s", (errmsg, ip) => {
  expect(failureOf({ errcode: 61004, errmsg })).toMatchObject({ code: "ip_not_whitelisted", ip });
});

const errcodes = MEANINGS.flatMap(([, each]) => each);
const passing = (check: (failure: WechatFailure) => boolean) =>
  errcodes.filter((errcode) => check(failureOf({ errcode, errmsg: "" })));

test("a token is rejected by these, and another one is worth a try", () => {
  expect(passing(rejectsToken)).toEqual([40001, 40014, 40094, 42001, 42006]);
});

test("a code is used, expired or unknown by these", () => {
  expect(passing(rejectsCode)).toEqual([61009, 61010]);
});

test("the platform itself is in trouble by these, whichever account was asked about", () => {
  const told = [61004, 61005, 61006, 45009, 45011];
  const misconfigured = [40125, 41004, 61011];
  const rejected = [40001, 40014, 40094, 42001, 42006];
  const all = [...told, ...misconfigured, ...rejected].sort();
  expect(passing(isPlatformTrouble).sort()).toEqual(all);
});
