import { describe, expect, it } from "vitest";
import responses from "../vectors/api-responses.json";
import { createPlainComponent, type Json, MINI_PROGRAM, OFFICIAL_ACCOUNT } from "./plain-component.ts";

const CHANNELS = "wxd26c8e0a3f517496";

describe("api_get_authorizer_list", () => {
  it("lists 10,000 authorizers in 20 pages of 500, each once", async () => {
    const component = createPlainComponent();
    const { simulator } = component;
    simulator.authorizeMany(simulator.addAccounts(10_000).map(({ appid }) => appid));
    const seen = new Map<string, string>();
    for (let offset = 0; offset < 10_000; offset += 500) {
      const page = await component.callAsComponent("api_get_authorizer_list", { offset, count: 500 });
      expect(page.total_count).toBe(10_000);
      const list = page.list as { authorizer_appid: string; refresh_token: string; auth_time: number }[];
      expect(list).toHaveLength(500);
      for (const item of list) seen.set(item.authorizer_appid, item.refresh_token);
    }
    expect(simulator.count("api_get_authorizer_list")).toBe(20);
    expect(seen.size).toBe(10_000);
    expect(seen.get("wxa000000000002710")).toBe(simulator.authorization("wxa000000000002710")?.refreshToken);
    expect(await component.callAsComponent("api_get_authorizer_list", { offset: 10_000, count: 500 })).toMatchObject({
      list: [],
    });
  });

  it("refuses more than 500 at once (40170)", async () => {
    const component = createPlainComponent();
    expect(await component.callAsComponent("api_get_authorizer_list", { offset: 0, count: 501 })).toMatchObject({
      errcode: 40170,
    });
  });

  it("shows no refresh token before the code was exchanged, and no such field without API permission", async () => {
    const component = createPlainComponent();
    const { simulator } = component;
    const { authorizationCode } = simulator.authorizeDirectly(OFFICIAL_ACCOUNT, { push: true });
    simulator.changeAccount(MINI_PROGRAM, { hasApiPermission: false });
    simulator.authorizeDirectly(MINI_PROGRAM);
    const list = async () =>
      (await component.callAsComponent("api_get_authorizer_list", { offset: 0, count: 10 })).list as Json[];
    const auth_time = component.clock.now / 1000;
    expect(await list()).toEqual([
      { authorizer_appid: OFFICIAL_ACCOUNT, refresh_token: "", auth_time },
      { authorizer_appid: MINI_PROGRAM, auth_time },
    ]);
    await component.exchange(authorizationCode ?? "");
    expect((await list())[0]?.refresh_token).toMatch(/^refreshtoken@@@/);
  });

  it("forgets whoever has taken the authorization back", async () => {
    const component = createPlainComponent();
    component.simulator.authorizeMany([OFFICIAL_ACCOUNT, MINI_PROGRAM]);
    await component.simulator.unauthorize(OFFICIAL_ACCOUNT);
    const page = await component.callAsComponent("api_get_authorizer_list", { offset: 0, count: 10 });
    expect(page).toMatchObject({ total_count: 1, list: [{ authorizer_appid: MINI_PROGRAM }] });
  });
});

describe("api_get_authorizer_info", () => {
  async function infoOf(appid: string, settings = {}): Promise<{ authorizer_info: Json; authorization_info: Json }> {
    const component = createPlainComponent(settings);
    component.simulator.authorizeDirectly(appid);
    const answer = await component.callAsComponent("api_get_authorizer_info", { authorizer_appid: appid });
    return answer as Awaited<ReturnType<typeof infoOf>>;
  }

  it("has at least the fields of the documented examples", async () => {
    for (const [kind, appid] of [
      ["success-official-account", OFFICIAL_ACCOUNT],
      ["success-mini-program", MINI_PROGRAM],
    ]) {
      const fixture = responses.fixtures.find((each) => each.api === "api_get_authorizer_info" && each.kind === kind);
      const documented = fixture?.response as unknown as Awaited<ReturnType<typeof infoOf>>;
      const ours = await infoOf(appid ?? "");
      expect(Object.keys(ours.authorizer_info)).toEqual(
        expect.arrayContaining(Object.keys(documented.authorizer_info)),
      );
      expect(Object.keys(ours.authorization_info).sort()).toEqual(Object.keys(documented.authorization_info).sort());
    }
  });

  it("shows a mini program by MiniProgramInfo, a channels account by channels_info, an official account by neither", async () => {
    expect((await infoOf(MINI_PROGRAM)).authorizer_info).toHaveProperty("MiniProgramInfo.network.RequestDomain");
    expect((await infoOf(CHANNELS)).authorizer_info).toMatchObject({ channels_info: { id: 0 } });
    const { authorizer_info: officialAccount } = await infoOf(OFFICIAL_ACCOUNT);
    expect(officialAccount).not.toHaveProperty("MiniProgramInfo");
    expect(officialAccount).not.toHaveProperty("channels_info");
  });

  it("has an official account's refresh token only when told to", async () => {
    expect((await infoOf(OFFICIAL_ACCOUNT)).authorization_info).not.toHaveProperty("authorizer_refresh_token");
    const told = await infoOf(OFFICIAL_ACCOUNT, { officialAccountInfoHasRefreshToken: true });
    expect(told.authorization_info.authorizer_refresh_token).toMatch(/^refreshtoken@@@/);
  });

  it("knows nothing of an account that is not authorized (61003)", async () => {
    const component = createPlainComponent();
    const answer = await component.callAsComponent("api_get_authorizer_info", { authorizer_appid: OFFICIAL_ACCOUNT });
    expect(answer).toMatchObject({ errcode: 61003 });
  });
});
