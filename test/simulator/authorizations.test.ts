import { describe, expect, it } from "vitest";
import { createPlainComponent, type Json, MINI_PROGRAM, OFFICIAL_ACCOUNT } from "./plain-component.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function code(component: ReturnType<typeof createPlainComponent>, appid = OFFICIAL_ACCOUNT): Promise<string> {
  return component.simulator.authorizeDirectly(appid, { push: true }).authorizationCode ?? "";
}

describe("an authorization code", () => {
  it("gives the authorizer's tokens and permission sets, once: 61009 the second time", async () => {
    const component = createPlainComponent();
    const authorizationCode = await code(component);
    expect(await component.exchange(authorizationCode)).toEqual({
      authorization_info: {
        authorizer_appid: OFFICIAL_ACCOUNT,
        authorizer_access_token: expect.any(String),
        expires_in: 7200,
        authorizer_refresh_token: expect.stringMatching(/^refreshtoken@@@/),
        func_info: expect.arrayContaining([{ funcscope_category: { id: 1 } }]),
      },
    });
    expect(await component.exchange(authorizationCode)).toMatchObject({ errcode: 61009 });
  });

  it("is invalid when unknown or when it is a pre_auth_code (61009), and expires after an hour (61010)", async () => {
    const component = createPlainComponent();
    expect(await component.exchange("queryauthcode@@@no")).toMatchObject({ errcode: 61009 });
    expect(await component.exchange(await component.createPreAuthCode())).toMatchObject({ errcode: 61009 });
    const authorizationCode = await code(component);
    component.clock.now += HOUR;
    expect(await component.exchange(authorizationCode)).toMatchObject({ errcode: 61010 });
  });

  it("gives only the appid of an account without API permission", async () => {
    const component = createPlainComponent();
    component.simulator.changeAccount(OFFICIAL_ACCOUNT, { hasApiPermission: false });
    const answer = await component.exchange(await code(component));
    expect(answer).toEqual({ authorization_info: { authorizer_appid: OFFICIAL_ACCOUNT } });
  });

  it("dies when the merchant takes the authorization back", async () => {
    const component = createPlainComponent();
    const authorizationCode = await code(component);
    await component.simulator.unauthorize(OFFICIAL_ACCOUNT);
    expect(await component.exchange(authorizationCode)).toMatchObject({ errcode: 61009 });
  });
});

describe("an authorizer_refresh_token", () => {
  it("stays the same over refreshes and changed permission sets", async () => {
    const component = createPlainComponent();
    const { refreshToken } = await component.authorize(OFFICIAL_ACCOUNT);
    const first = await component.refresh(OFFICIAL_ACCOUNT, refreshToken);
    expect(first).toMatchObject({ expires_in: 7200, authorizer_refresh_token: refreshToken });
    component.simulator.updateAuthorization(OFFICIAL_ACCOUNT, [1, 3]);
    const second = await component.refresh(OFFICIAL_ACCOUNT, refreshToken);
    expect(second).toMatchObject({ authorizer_refresh_token: refreshToken });
    expect(second.authorizer_access_token).not.toBe(first.authorizer_access_token);
  });

  it("ends with the authorization (61003); the next authorization has a new one and the old is invalid (61023)", async () => {
    const component = createPlainComponent();
    const { refreshToken } = await component.authorize(OFFICIAL_ACCOUNT);
    await component.simulator.unauthorize(OFFICIAL_ACCOUNT);
    expect(await component.refresh(OFFICIAL_ACCOUNT, refreshToken)).toMatchObject({ errcode: 61003 });
    const again = await component.authorize(OFFICIAL_ACCOUNT);
    expect(again.refreshToken).not.toBe(refreshToken);
    expect(await component.refresh(OFFICIAL_ACCOUNT, refreshToken)).toMatchObject({ errcode: 61023 });
    expect(await component.refresh(OFFICIAL_ACCOUNT, again.refreshToken)).toHaveProperty("authorizer_access_token");
  });

  it("is invalid when empty, wrong, or never given out (61023)", async () => {
    const component = createPlainComponent();
    await code(component);
    const unexchanged = component.simulator.authorization(OFFICIAL_ACCOUNT)?.refreshToken ?? "";
    for (const wrong of ["", "refreshtoken@@@wrong", unexchanged]) {
      expect(await component.refresh(OFFICIAL_ACCOUNT, wrong)).toMatchObject({ errcode: 61023 });
    }
  });

  it("gives nothing for a frozen account (50002), and works again once it is thawed", async () => {
    const component = createPlainComponent();
    const { refreshToken, accessToken } = await component.authorize(OFFICIAL_ACCOUNT);
    component.simulator.changeAccount(OFFICIAL_ACCOUNT, { accountStatus: 19 });
    expect(await component.refresh(OFFICIAL_ACCOUNT, refreshToken)).toMatchObject({ errcode: 50002 });
    const use = await component.call(`account/getaccountbasicinfo?access_token=${accessToken}`);
    expect(use).toMatchObject({ errcode: 50002 });
    component.simulator.changeAccount(OFFICIAL_ACCOUNT, { accountStatus: 1 });
    expect(await component.refresh(OFFICIAL_ACCOUNT, refreshToken)).toHaveProperty("authorizer_access_token");
  });
});

describe("an authorizer_access_token", () => {
  it("overlaps with its successor for five minutes", async () => {
    const component = createPlainComponent();
    const { accessToken, refreshToken } = await component.authorize(OFFICIAL_ACCOUNT);
    await component.refresh(OFFICIAL_ACCOUNT, refreshToken);
    const use = () => component.call(`account/getaccountbasicinfo?access_token=${accessToken}`);
    component.clock.now += 5 * MINUTE - 1;
    expect(await use()).toMatchObject({ errcode: 0 });
    component.clock.now += 1;
    expect(await use()).toMatchObject({ errcode: 40001, errmsg: expect.stringContaining("getStableAccessToken") });
  });

  it("dies with the authorization: 61003 while there is none, 40001 after a new one", async () => {
    const component = createPlainComponent();
    const { accessToken } = await component.authorize(OFFICIAL_ACCOUNT);
    const use = () => component.call(`account/getaccountbasicinfo?access_token=${accessToken}`);
    await component.simulator.unauthorize(OFFICIAL_ACCOUNT);
    expect(await use()).toMatchObject({ errcode: 61003 });
    await component.authorize(OFFICIAL_ACCOUNT);
    expect(await use()).toMatchObject({ errcode: 40001 });
  });

  it("can be killed at once", async () => {
    const component = createPlainComponent();
    const { accessToken } = await component.authorize(OFFICIAL_ACCOUNT);
    component.simulator.invalidateAccessTokens(OFFICIAL_ACCOUNT);
    expect(await component.call(`account/getaccountbasicinfo?access_token=${accessToken}`)).toMatchObject({
      errcode: 40001,
    });
  });

  it("opens only what the merchant granted (61007)", async () => {
    const component = createPlainComponent();
    const { accessToken } = await component.authorize(MINI_PROGRAM);
    component.simulator.updateAuthorization(MINI_PROGRAM, [17, 18]);
    const answer: Json = await component.call(`account/getaccountbasicinfo?access_token=${accessToken}`);
    expect(answer).toMatchObject({ errcode: 61007 });
  });
});

describe("events of authorization", () => {
  it("say when the code expires as an absolute time, an hour ahead", async () => {
    const component = createPlainComponent();
    await component.simulator.authorizeDirectly(OFFICIAL_ACCOUNT, { push: true }).eventPush;
    const fields = component.received.at(-1)?.fields;
    expect(fields).toMatchObject({ InfoType: "authorized", AuthorizerAppid: OFFICIAL_ACCOUNT });
    expect(Number(fields?.AuthorizationCodeExpiredTime)).toBe(component.clock.now / 1000 + 3600);
    expect(fields?.PreAuthCode).toMatch(/^preauthcode@@@/);
  });

  it("are updateauthorized for changed sets, and nothing for the same sets", async () => {
    const component = createPlainComponent();
    await component.authorize(OFFICIAL_ACCOUNT);
    component.received.length = 0;
    expect(await component.simulator.updateAuthorization(OFFICIAL_ACCOUNT, [1, 2]).eventPush).toMatchObject({
      accepted: true,
    });
    expect(await component.simulator.updateAuthorization(OFFICIAL_ACCOUNT, [2, 1]).eventPush).toBeNull();
    expect(component.received.map(({ fields }) => fields.InfoType)).toEqual(["updateauthorized"]);
  });

  it("are unauthorized with no more than four fields, at the time they are told", async () => {
    const component = createPlainComponent();
    await component.authorize(OFFICIAL_ACCOUNT);
    await component.simulator.unauthorize(OFFICIAL_ACCOUNT, { createTime: 1_700_000_000 });
    expect(component.received.at(-1)?.fields).toEqual({
      AppId: "wx0000000000000001",
      CreateTime: "1700000000",
      InfoType: "unauthorized",
      AuthorizerAppid: OFFICIAL_ACCOUNT,
    });
    expect(await component.simulator.unauthorize(OFFICIAL_ACCOUNT, { push: false })).toBeNull();
  });
});
