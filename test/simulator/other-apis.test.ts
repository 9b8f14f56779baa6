import { describe, expect, it } from "vitest";
import { COMPONENT, createPlainComponent, type Json, MINI_PROGRAM, OFFICIAL_ACCOUNT } from "./plain-component.ts";

async function authorized(appid = OFFICIAL_ACCOUNT) {
  const component = createPlainComponent();
  const { accessToken } = await component.authorize(appid);
  const { simulator } = component;
  const get = (path: string) => simulator.fetch(new Request(`https://api.weixin.qq.com${path}`));
  const getJson = async (path: string): Promise<Json> => (await get(path)).json();
  return { ...component, accessToken, get, getJson };
}

describe("options", () => {
  it("are set and read with the component's token, the authorizer in the body", async () => {
    const { callAsComponent } = await authorized();
    const about = { authorizer_appid: OFFICIAL_ACCOUNT, option_name: "voice_recognize" };
    expect(await callAsComponent("api_set_authorizer_option", { ...about, option_value: "1" })).toEqual({
      errcode: 0,
      errmsg: "ok",
    });
    expect(await callAsComponent("api_get_authorizer_option", about)).toEqual({ ...about, option_value: "1" });
  });

  it("are set and read with the authorizer's token in the current form", async () => {
    const { call, accessToken } = await authorized();
    const set = { option_name: "location_report", option_value: "2" };
    expect(await call(`component/set_authorizer_option?access_token=${accessToken}`, set)).toEqual({
      errcode: 0,
      errmsg: "ok",
    });
    const read = await call(`component/get_authorizer_option?access_token=${accessToken}`, {
      option_name: "location_report",
    });
    expect(read).toEqual({ errcode: 0, errmsg: "ok", ...set });
  });

  it("have known names (61012) and values (61013)", async () => {
    const { callAsComponent } = await authorized();
    const set = (option_name: string, option_value: string) =>
      callAsComponent("api_set_authorizer_option", { authorizer_appid: OFFICIAL_ACCOUNT, option_name, option_value });
    expect(await set("colour", "1")).toMatchObject({ errcode: 61012 });
    expect(await set("voice_recognize", "2")).toMatchObject({ errcode: 61013 });
  });
});

describe("on behalf of an authorizer", () => {
  it("getaccountbasicinfo answers POST and GET with the kind of account", async () => {
    const officialAccount = await authorized();
    const path = "account/getaccountbasicinfo?access_token=";
    expect(await officialAccount.call(path + officialAccount.accessToken)).toMatchObject({
      errcode: 0,
      appid: OFFICIAL_ACCOUNT,
      account_type: 2,
    });
    const miniProgram = await authorized(MINI_PROGRAM);
    expect(await miniProgram.getJson(`/cgi-bin/${path}${miniProgram.accessToken}`)).toMatchObject({
      account_type: 3,
      realname_status: 1,
    });
  });

  it("custom/send is remembered", async () => {
    const { call, accessToken, simulator } = await authorized();
    const message = { touser: "oFan", msgtype: "text", text: { content: "你好" } };
    expect(await call(`message/custom/send?access_token=${accessToken}`, message)).toEqual({
      errcode: 0,
      errmsg: "ok",
    });
    expect(simulator.sentMessages).toMatchObject([{ authorizerAppid: OFFICIAL_ACCOUNT, message }]);
    simulator.faults.inject({ kind: "errcode", errcode: 45015, path: "message/custom/send" });
    expect(await call(`message/custom/send?access_token=${accessToken}`, message)).toMatchObject({ errcode: 45015 });
  });

  it("user/get lists followers", async () => {
    const { getJson, accessToken } = await authorized();
    expect(await getJson(`/cgi-bin/user/get?access_token=${accessToken}`)).toMatchObject({ total: 3, count: 3 });
  });

  it("getticket gives one ticket per type for two hours", async () => {
    const { getJson, accessToken, clock } = await authorized();
    const ticket = (type: string) => getJson(`/cgi-bin/ticket/getticket?access_token=${accessToken}&type=${type}`);
    const first = await ticket("jsapi");
    expect(first).toMatchObject({ errcode: 0, ticket: expect.any(String), expires_in: 7200 });
    clock.now += 600_000;
    expect(await ticket("jsapi")).toMatchObject({ ticket: first.ticket, expires_in: 6600 });
    expect((await ticket("wx_card")).ticket).not.toBe(first.ticket);
    expect(await ticket("other")).toMatchObject({ errcode: 40097 });
  });
});

describe("media", () => {
  it("remembers what was uploaded by length and SHA-256, and gives it back", async () => {
    const { simulator, accessToken, get, getJson } = await authorized();
    const form = new FormData();
    form.set("media", new File(["abc"], "a.txt", { type: "text/plain" }));
    const url = `https://api.weixin.qq.com/cgi-bin/media/upload?access_token=${accessToken}&type=image`;
    const uploaded: Json = await (await simulator.fetch(new Request(url, { method: "POST", body: form }))).json();
    expect(uploaded).toMatchObject({ type: "image", media_id: expect.any(String) });
    expect(simulator.media.find(String(uploaded.media_id))).toMatchObject({
      byteLength: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      filename: "a.txt",
    });
    const back = await get(`/cgi-bin/media/get?access_token=${accessToken}&media_id=${uploaded.media_id}`);
    expect([back.headers.get("content-type"), await back.text()]).toEqual(["text/plain", "abc"]);
    expect(await getJson(`/cgi-bin/media/get?access_token=${accessToken}&media_id=no`)).toMatchObject({
      errcode: 40007,
    });
    const empty = await simulator.fetch(new Request(url, { method: "POST", body: "no form" }));
    expect(await empty.json()).toMatchObject({ errcode: 41005 });
  });

  it("streams invented files of any size", async () => {
    const { simulator, accessToken, get } = await authorized();
    const { mediaId } = simulator.media.invent(20_000_000);
    const { body } = await get(`/cgi-bin/media/get?access_token=${accessToken}&media_id=${mediaId}`);
    let bytes = 0;
    let last = -1;
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      last = chunk.at(-1) ?? -1;
    }
    expect([bytes, last]).toEqual([20_000_000, 19_999_999 % 251]);
  });
});

describe("logins", () => {
  async function sns() {
    const component = await authorized();
    const token = await component.fetchComponentToken();
    const ask = (path: string, parameters: Record<string, string>) =>
      component.getJson(
        `/sns/${path}?${new URLSearchParams({ appid: OFFICIAL_ACCOUNT, component_appid: COMPONENT, component_access_token: token, ...parameters })}`,
      );
    return { ...component, ask };
  }

  it("of a web page: a link, a code, a token, a refreshed token", async () => {
    const { ask, get } = await sns();
    const link = new URLSearchParams({
      appid: OFFICIAL_ACCOUNT,
      redirect_uri: "https://app.example.com/cb?x=1",
      response_type: "code",
      scope: "snsapi_base",
      state: "s",
      component_appid: COMPONENT,
    });
    const back = new URL((await get(`/connect/oauth2/authorize?${link}`)).headers.get("location") ?? "");
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ x: "1", state: "s", appid: OFFICIAL_ACCOUNT });
    const code = back.searchParams.get("code") ?? "";
    const answer = await ask("oauth2/component/access_token", { code, grant_type: "authorization_code" });
    expect(answer).toMatchObject({ expires_in: 7200, openid: expect.any(String), scope: "snsapi_base" });
    const again = await ask("oauth2/component/access_token", { code, grant_type: "authorization_code" });
    expect(again).toMatchObject({ errcode: 40029, errmsg: expect.stringMatching(/^invalid code, rid: /) });
    const refreshed = await ask("oauth2/component/refresh_token", {
      refresh_token: String(answer.refresh_token),
      grant_type: "refresh_token",
    });
    expect(refreshed).toMatchObject({ openid: answer.openid, access_token: expect.any(String) });
  });

  it("of a web page are refused on other domains (10003) and with parameters out of order", async () => {
    const { get, simulator } = await authorized();
    simulator.changeAccount(OFFICIAL_ACCOUNT, { webDomains: ["app.example.com"] });
    const open = async (redirect_uri: string) => {
      const link = `appid=${OFFICIAL_ACCOUNT}&redirect_uri=${encodeURIComponent(redirect_uri)}&response_type=code&scope=snsapi_base&component_appid=${COMPONENT}`;
      return get(`/connect/oauth2/authorize?${link}`);
    };
    expect((await open("https://app.example.com/")).status).toBe(302);
    expect(await (await open("https://evil.example/")).text()).toContain("redirect_uri域名与后台配置不一致");
    const outOfOrder = await get(
      `/connect/oauth2/authorize?component_appid=${COMPONENT}&appid=${OFFICIAL_ACCOUNT}&response_type=code`,
    );
    expect(await outOfOrder.text()).toContain("参数顺序错误");
  });

  it("of a mini program: jscode2session, once per code, 61003 where nothing is authorized", async () => {
    const { ask, simulator } = await sns();
    const js_code = simulator.webLogins.issueCode({ appid: OFFICIAL_ACCOUNT, openid: "oUser", scope: "" });
    const exchange = () => ask("component/jscode2session", { js_code, grant_type: "authorization_code" });
    expect(await exchange()).toMatchObject({ openid: "oUser", session_key: expect.any(String) });
    expect(await exchange()).toMatchObject({ errcode: 40029 });
    expect(
      await ask("component/jscode2session", { appid: MINI_PROGRAM, js_code, grant_type: "authorization_code" }),
    ).toMatchObject({ errcode: 61003 });
  });
});
