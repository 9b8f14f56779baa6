import { describe, expect, test } from "vitest";
import { processAuthorizerInfo } from "../../src/wechat/authorizer-info.ts";
import { processAuthorizerList } from "../../src/wechat/authorizer-list.ts";
import { processAuthorizerToken } from "../../src/wechat/authorizer-token.ts";
import { processComponentToken } from "../../src/wechat/component-token.ts";
import { processPreAuthCode } from "../../src/wechat/pre-auth-code.ts";
import { processQueryAuth } from "../../src/wechat/query-auth.ts";

describe("expires_in", () => {
  test.each([
    [7_200, 7_200, false],
    ["7200", 7_200, false],
    ["2700", 2_700, false],
    [undefined, 7_200, true],
    [null, 7_200, true],
    ["", 7_200, true],
    ["soon", 7_200, true],
    [0, 7_200, true],
    [-1, 7_200, true],
    [{}, 7_200, true],
  ])("%j counts as %d s, assumed: %s", (expires_in, expiresInSeconds, expiresInAssumed) => {
    const issued = { value: "t", expiresInSeconds, expiresInAssumed };
    expect(processComponentToken({ component_access_token: "t", expires_in })).toEqual({ ok: true, value: issued });
    expect(processAuthorizerToken({ authorizer_access_token: "t", expires_in })).toMatchObject({
      value: { authorizerAccessToken: issued },
    });
    const authorization_info = { authorizer_appid: "wx1", authorizer_access_token: "t", expires_in };
    expect(processQueryAuth({ authorization_info })).toMatchObject({ value: { authorizerAccessToken: issued } });
    // Of a pre_auth_code the documentation gives two lifetimes: the shorter one is assumed.
    expect(processPreAuthCode({ pre_auth_code: "p", expires_in })).toMatchObject({
      value: { expiresInSeconds: expiresInAssumed ? 600 : expiresInSeconds },
    });
  });
});

test.each(["", null, undefined])("a refresh token that is %j is none: the stored one stays", (refreshToken) => {
  expect(
    processAuthorizerToken({ authorizer_access_token: "t", authorizer_refresh_token: refreshToken }),
  ).toMatchObject({ value: { authorizerRefreshToken: null } });
  const list = [{ authorizer_appid: "wx1", refresh_token: refreshToken, auth_time: "1558000607" }];
  expect(processAuthorizerList({ total_count: 1, list })).toEqual({
    ok: true,
    value: { total: 1, list: [{ authorizerAppid: "wx1", refreshToken: null, authorizedAt: 1_558_000_607_000 }] },
  });
});

describe("a success without what it must carry counts as no answer", () => {
  test.each([
    ["component_access_token", processComponentToken, {}],
    ["component_access_token", processComponentToken, { component_access_token: "" }],
    ["component_access_token", processComponentToken, { component_access_token: 7 }],
    ["pre_auth_code", processPreAuthCode, { pre_auth_code: null }],
    ["authorization_info", processQueryAuth, { errcode: 0 }],
    ["authorization_info.authorizer_appid", processQueryAuth, { authorization_info: {} }],
    ["authorizer_access_token", processAuthorizerToken, { authorizer_refresh_token: "r" }],
    ["authorizer_info", processAuthorizerInfo, { authorization_info: {} }],
    ["list", processAuthorizerList, { total_count: 1 }],
    ["total_count", processAuthorizerList, { list: [] }],
    ["list.0.authorizer_appid", processAuthorizerList, { total_count: 1, list: [{}] }],
  ])("%s", (name, process, answer: Record<string, unknown>) => {
    expect(process(answer)).toEqual({
      ok: false,
      failure: { code: "wechat_unavailable", reason: `the answer has no usable ${name}` },
    });
  });
});

describe("func_info", () => {
  const funcInfoOf = (func_info: unknown) => {
    const result = processQueryAuth({ authorization_info: { authorizer_appid: "wx1", func_info } });
    return result.ok ? result.value.funcInfo : result.failure;
  };

  test("is read for its ids, whatever else is there", () => {
    const confirmed = { confirm_info: { need_confirm: 0, already_confirm: 0, can_confirm: 0 } };
    const named = { funcscope_category: { id: 18, type: 1, name: "n", desc: "d" } };
    expect(funcInfoOf([{ funcscope_category: { id: 1 } }, { ...named, ...confirmed }])).toEqual([1, 18]);
    expect(funcInfoOf([{ funcscope_category: { id: "19" } }])).toEqual([19]);
  });

  test("loses what has no id, and being absent is not being empty", () => {
    expect(funcInfoOf([null, {}, { funcscope_category: null }, { funcscope_category: { id: "x" } }, 7])).toEqual([]);
    expect(funcInfoOf([])).toEqual([]);
    expect(funcInfoOf(undefined)).toBeNull();
    expect(funcInfoOf("1,2")).toBeNull();
  });
});

test("fields that nobody has heard of do no harm", () => {
  const unknown = { unknown_field: { of: ["the", "future"] } };
  expect(processComponentToken({ component_access_token: "t", expires_in: 1, ...unknown })).toMatchObject({ ok: true });
  const info = { authorizer_info: { nick_name: 7, ...unknown }, ...unknown };
  expect(processAuthorizerInfo(info)).toMatchObject({ ok: true, value: { profile: { nickName: null } } });
});
