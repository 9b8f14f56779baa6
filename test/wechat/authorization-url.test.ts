import { describe, expect, test } from "vitest";
import { AUTH_TYPES, type AuthorizationRequest, authorizationUrl } from "../../src/wechat/authorization-url.ts";

const BASES = { mp: "https://mp.weixin.qq.com", open: "https://open.weixin.qq.com" };
const REQUEST: AuthorizationRequest = {
  componentAppid: "wx0000000000000001",
  preAuthCode: "preauthcode@@@a+b/c=",
  redirectUri: "https://wx.example.com/authorize/callback/abc.def?a=1&b=2",
  authType: 3,
};
const CODE = "pre_auth_code=preauthcode%40%40%40a%2Bb%2Fc%3D";
const REDIRECT = "redirect_uri=https%3A%2F%2Fwx.example.com%2Fauthorize%2Fcallback%2Fabc.def%3Fa%3D1%26b%3D2";

test("the PC page has its parameters in one order, each encoded whole", () => {
  expect(authorizationUrl("pc", BASES, REQUEST)).toBe(
    `https://mp.weixin.qq.com/cgi-bin/componentloginpage?component_appid=wx0000000000000001&${CODE}&${REDIRECT}&auth_type=3`,
  );
});

test("the H5 page has two parameters more, and ends with #wechat_redirect", () => {
  expect(authorizationUrl("h5", BASES, REQUEST)).toBe(
    `https://open.weixin.qq.com/wxaopen/safe/bindcomponent?action=bindcomponent&no_scan=1&component_appid=wx0000000000000001&${CODE}&${REDIRECT}&auth_type=3#wechat_redirect`,
  );
});

test("it is the address that another implementation makes of the same code", () => {
  const url = authorizationUrl("pc", BASES, { ...REQUEST, preAuthCode: "auth-code@123456" });
  expect(url).toContain("pre_auth_code=auth-code%40123456&");
});

describe.each(["pc", "h5"] as const)("on %s", (platform) => {
  const parametersOf = (changes: Partial<AuthorizationRequest>) =>
    new URL(authorizationUrl(platform, BASES, { ...REQUEST, ...changes })).searchParams;

  test.each(AUTH_TYPES)("auth_type %d is passed on", (authType) => {
    expect(parametersOf({ authType }).get("auth_type")).toBe(String(authType));
  });

  test("biz_appid and category_id_list are passed on, the ids with a bar between them", () => {
    const parameters = parametersOf({ bizAppid: "wxf8b4f85f3a794e77", categoryIds: [99, 31] });
    expect(parameters.get("biz_appid")).toBe("wxf8b4f85f3a794e77");
    expect(parameters.get("category_id_list")).toBe("99|31");
  });

  test("what was not asked for is not mentioned", () => {
    for (const parameters of [parametersOf({}), parametersOf({ bizAppid: "", categoryIds: [] })]) {
      expect(parameters.has("biz_appid")).toBe(false);
      expect(parameters.has("category_id_list")).toBe(false);
    }
  });

  test("nothing that it is given can add a parameter or end the query", () => {
    const hostile = "x&auth_type=6#y z+é";
    const parameters = parametersOf({ preAuthCode: hostile, redirectUri: hostile, bizAppid: hostile });
    expect(parameters.getAll("auth_type")).toEqual(["3"]);
    for (const name of ["pre_auth_code", "redirect_uri", "biz_appid"]) expect(parameters.get(name)).toBe(hostile);
    expect(authorizationUrl(platform, BASES, { ...REQUEST, bizAppid: "a b" })).toContain("biz_appid=a%20b");
  });

  test("the host is the one of the settings", () => {
    const bases = { mp: "http://localhost:8788", open: "http://localhost:8789" };
    const { origin } = new URL(authorizationUrl(platform, bases, REQUEST));
    expect(origin).toBe(platform === "pc" ? bases.mp : bases.open);
  });
});
