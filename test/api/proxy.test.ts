import { afterEach, describe, expect, test } from "vitest";
import { anAccount, authorize, authorizerOf, tokenOf } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

async function authorized(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  platform.wechat.clearCalls();
  return { platform, appid };
}

const KEY = { authorization: "Bearer demo-key-0123456789abcdef" };

describe("the API proxy", () => {
  test("calls on behalf of an authorizer with its token, and gives WeChat's answer as it came", async () => {
    const { platform, appid } = await authorized();
    const answer = await platform.api(`/wx/${appid}/cgi-bin/account/getaccountbasicinfo`, { method: "POST", body: {} });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ appid });
    const refused = await platform.api(`/wx/${appid}/cgi-bin/nothing/here`, { method: "POST", body: {} });
    expect(refused.status).not.toBe(504);
  });

  test("takes away the caller's own tokens, key and cookies, and keeps the rest of the query as it was written", async () => {
    const { platform, appid } = await authorized();
    await platform.fetch(`/wx/${appid}/cgi-bin/user/get?access_token=mine&next_openid=a%2Bb%20c&x=%E4%B8%AD`, {
      headers: { ...KEY, cookie: "session=1" },
    });
    const [call] = platform.wechat.calls;
    expect(call?.query).toEqual({
      access_token: platform.wechat.accessToken(appid),
      next_openid: "a+b c",
      x: "中",
    });
  });

  test("calls for the component with its token, and fills in what WeChat wants named", async () => {
    const { platform, appid } = await authorized();
    const info = await platform.api("/wx/component/cgi-bin/component/api_get_authorizer_info", {
      method: "POST",
      body: { authorizer_appid: appid },
    });
    expect(info.json.authorizer_info.nick_name).toBe("青禾生鲜");
    expect(platform.wechat.calls[0]?.body).toEqual({ component_appid: "wx0000000000000001", authorizer_appid: appid });
    const same = await platform.api(`/wx/${appid}/cgi-bin/component/api_get_authorizer_info`, { method: "POST" });
    expect(same.json.authorizer_info.nick_name).toBe("青禾生鲜");
    await platform.api(`/wx/${appid}/sns/component/jscode2session?js_code=x&grant_type=authorization_code`);
    expect(platform.wechat.calls.at(-1)?.query).toMatchObject({ appid, component_appid: "wx0000000000000001" });
  });

  test("changes nothing else in a body: a number of 19 digits stays one", async () => {
    const { platform, appid } = await authorized();
    let sent = "";
    const wechat = platform.wechat.fetch;
    platform.wechat.fetch = async (request) => {
      sent = await request.clone().text();
      return wechat(request);
    };
    await platform.api(`/wx/${appid}/cgi-bin/component/api_get_authorizer_info`, {
      method: "POST",
      body: ' {"id":6054768590064713728, "x" : 1.0}',
    });
    expect(sent).toBe(
      ` {"component_appid":"wx0000000000000001","authorizer_appid":"${appid}","id":6054768590064713728, "x" : 1.0}`,
    );
  });

  test("never shows a refresh token", async () => {
    const { platform, appid } = await authorized();
    const list = await platform.api("/wx/component/cgi-bin/component/api_get_authorizer_list", {
      method: "POST",
      body: { offset: 0, count: 10 },
    });
    expect(list.json.list).toMatchObject([{ authorizer_appid: appid, refresh_token: "" }]);
    platform.wechat.settings.officialAccountInfoHasRefreshToken = true;
    const info = await platform.api("/wx/component/cgi-bin/component/API_get_authorizer_info/", {
      method: "POST",
      body: { authorizer_appid: appid },
    });
    expect(JSON.stringify(info.json)).not.toContain("refreshtoken@@@");
  });

  for (const errcode of [40001, 40014, 42001]) {
    test(`replays once on ${errcode}, with the token that replaced the rejected one`, async () => {
      const { platform, appid } = await authorized();
      const path = "/cgi-bin/message/custom/send";
      platform.wechat.faults.inject({ kind: "errcode", errcode, path, times: 1 });
      const body = { touser: "o1", msgtype: "text", text: { content: "你好" } };
      const answer = await platform.api(`/wx/${appid}${path}`, { method: "POST", body });
      expect(answer.json).toMatchObject({ errcode: 0 });
      expect(platform.wechat.count(path)).toBe(2);
      expect(platform.wechat.count("api_authorizer_token")).toBe(1);
      expect(platform.wechat.sentMessages).toHaveLength(1);
    });
  }

  test("replays once and not for ever", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 40001, path: "/cgi-bin/user/get" });
    const answer = await platform.api(`/wx/${appid}/cgi-bin/user/get`);
    expect(answer.json.errcode).toBe(40001);
    expect(platform.wechat.count("/cgi-bin/user/get")).toBe(2);
  });

  test("a crowd that meets a dead token costs one refresh", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.invalidateAccessTokens(appid);
    const answers = await Promise.all(Array.from({ length: 100 }, () => platform.api(`/wx/${appid}/cgi-bin/user/get`)));
    expect(new Set(answers.map(({ json }) => json.errcode ?? 0))).toEqual(new Set([0]));
    expect(platform.wechat.count("api_authorizer_token")).toBe(1);
  });

  test("lets WeChat's other errcodes pass unchanged", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 48001, path: "/cgi-bin/user/get" });
    const answer = await platform.api(`/wx/${appid}/cgi-bin/user/get`);
    expect([answer.status, answer.json.errcode]).toEqual([200, 48001]);
  });

  test("61003 is checked with WeChat before the account is marked", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.faults.inject({ kind: "errcode", errcode: 61003, path: "/cgi-bin/user/get" });
    expect((await platform.api(`/wx/${appid}/cgi-bin/user/get`)).json.errcode).toBe(61003);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "authorized" });
    await platform.wechat.unauthorize(appid, { push: false });
    await platform.api(`/wx/${appid}/cgi-bin/user/get`);
    expect(await authorizerOf(platform, appid)).toMatchObject({ status: "unauthorized" });
    expect((await tokenOf(platform, appid)).json.code).toBe("authorizer_unauthorized");
    expect((await platform.api(`/wx/${appid}/cgi-bin/user/get`)).json.code).toBe("authorizer_unauthorized");
  });

  const RESERVED = [
    "cgi-bin/token",
    "cgi-bin/stable_token",
    "cgi-bin/ticket/getticket",
    "cgi-bin/component/api_component_token",
    "cgi-bin/component/api_create_preauthcode",
    "cgi-bin/component/api_query_auth",
    "cgi-bin/component/api_authorizer_token",
    "cgi-bin/component/api_start_push_ticket",
    "cgi-bin/component/clear_quota",
    "cgi-bin/component/clear_quota/v2",
    "CGI-BIN/Token/",
  ];
  for (const path of RESERVED) {
    test(`${path} is reserved`, async () => {
      const { platform, appid } = await authorized();
      for (const account of ["component", appid]) {
        const answer = await platform.api(`/wx/${account}/${path}`, { method: "POST", body: {} });
        expect([answer.status, answer.json.code]).toEqual([403, "reserved_endpoint"]);
      }
      expect(platform.wechat.calls).toEqual([]);
    });
  }

  const TRICKS = [
    "//evil.example/cgi-bin/user/get",
    "cgi-bin/..%2f..%2fsns/x",
    "cgi-bin%2Ftoken",
    "cgi-bin/component%2Fapi_query_auth",
    "@evil.example/x",
    "cgi-bin/token;x",
    "cgi-bin/token%00",
    "cgi-bin//token",
    "cgi-bin\\token",
    "",
  ];
  for (const path of TRICKS) {
    test(`a path like ${JSON.stringify(path)} goes nowhere`, async () => {
      const { platform, appid } = await authorized();
      const response = await platform.fetch(`/wx/${appid}/${path}`, { method: "POST", headers: KEY, body: "{}" });
      expect([400, 403, 404]).toContain(response.status);
      expect(platform.wechat.calls).toEqual([]);
    });
  }

  test("wants a key", async () => {
    const { platform, appid } = await authorized();
    const response = await platform.fetch(`/wx/${appid}/cgi-bin/user/get`);
    expect(response.status).toBe(401);
    expect(platform.wechat.calls).toEqual([]);
  });

  test("says so when WeChat can't be reached", async () => {
    const { platform, appid } = await authorized();
    platform.wechat.faults.inject({ kind: "connection_dropped" });
    const answer = await platform.api(`/wx/${appid}/cgi-bin/user/get`);
    expect([answer.status, answer.json.code]).toEqual([504, "wechat_unavailable"]);
  });

  test("uploads and downloads pass byte for byte, also when the token is dead", async () => {
    const { platform, appid } = await authorized();
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const form = new FormData();
    form.set("media", new File([bytes], "图片.jpg", { type: "image/jpeg" }));
    platform.wechat.invalidateAccessTokens(appid);
    const upload = await platform.fetch(`/wx/${appid}/cgi-bin/media/upload?type=image`, {
      method: "POST",
      headers: KEY,
      body: form,
    });
    const { media_id: id } = (await upload.json()) as { media_id: string };
    const download = await platform.fetch(`/wx/${appid}/cgi-bin/media/get?media_id=${id}`, { headers: KEY });
    expect(download.headers.get("content-type")).toBe("image/jpeg");
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(bytes);
  });
});
