import { describe, expect, it } from "vitest";
import { COMPONENT, createPlainComponent, OFFICIAL_ACCOUNT, post, SECRET } from "./plain-component.ts";

const TOKEN_PATH = "/cgi-bin/component/api_component_token";

describe("the IP whitelist", () => {
  it("refuses every call of /cgi-bin from elsewhere (61004), and says which address it saw", async () => {
    const component = createPlainComponent();
    const { accessToken } = await component.authorize(OFFICIAL_ACCOUNT);
    component.simulator.settings.ipWhitelist = ["198.51.100.7"];
    const refused = {
      errcode: 61004,
      errmsg: expect.stringContaining("access clientip is not registered requestIP: 203.0.113.9 rid:"),
    };
    expect(await component.call("component/api_component_token", { component_appsecret: SECRET })).toMatchObject(
      refused,
    );
    expect(await component.callAsComponent("api_create_preauthcode")).toMatchObject(refused);
    expect(await component.call("component/api_start_push_ticket", { component_secret: SECRET })).toMatchObject(
      refused,
    );
    expect(await component.call(`account/getaccountbasicinfo?access_token=${accessToken}`)).toMatchObject(refused);
  });

  it("does nothing of what a refused call asked for", async () => {
    const component = createPlainComponent();
    const { authorizationCode } = component.simulator.authorizeDirectly(OFFICIAL_ACCOUNT, { push: true });
    await component.fetchComponentToken();
    component.simulator.settings.ipWhitelist = [];
    expect(await component.exchange(authorizationCode ?? "")).toMatchObject({ errcode: 61004 });
    component.simulator.settings.ipWhitelist = null;
    expect(await component.exchange(authorizationCode ?? "")).toHaveProperty("authorization_info");
  });

  it("lets a listed address in, told by the call or by the setting", async () => {
    const component = createPlainComponent({ ipWhitelist: ["198.51.100.7"] });
    await component.simulator.pushTicket();
    const body = JSON.stringify({
      component_appid: COMPONENT,
      component_appsecret: SECRET,
      component_verify_ticket: component.simulator.ticket,
    });
    const ask = (headers = {}) => post(component.simulator, "component/api_component_token", body, { headers });
    expect(await ask({ "x-simulated-client-ip": "198.51.100.7" })).toHaveProperty("component_access_token");
    expect(await ask()).toMatchObject({ errcode: 61004 });
    component.simulator.settings.clientIp = "198.51.100.7";
    expect(await ask()).toHaveProperty("component_access_token");
    expect(component.simulator.count("api_component_token", { clientIp: "198.51.100.7" })).toBe(2);
  });
});

describe("quotas", () => {
  it("end a path's day with 45009, and begin anew at midnight in Beijing", async () => {
    const component = createPlainComponent();
    component.simulator.quotas.limit("/cgi-bin/component/api_create_preauthcode", { daily: 2 });
    for (let call = 0; call < 2; call++) {
      expect(await component.callAsComponent("api_create_preauthcode")).toHaveProperty("pre_auth_code");
    }
    expect(await component.callAsComponent("api_create_preauthcode")).toMatchObject({ errcode: 45009 });
    component.clock.now = Date.UTC(2026, 0, 1, 15, 59, 59);
    expect(await component.callAsComponent("api_create_preauthcode")).toMatchObject({ errcode: 42001 });
    await component.simulator.pushTicket({ rotate: true });
    await component.fetchComponentToken();
    expect(await component.callAsComponent("api_create_preauthcode")).toMatchObject({ errcode: 45009 });
    component.clock.now += 1000;
    expect(await component.callAsComponent("api_create_preauthcode")).toHaveProperty("pre_auth_code");
  });

  it("end a path's minute with 45011", async () => {
    const component = createPlainComponent();
    component.simulator.quotas.limit("/cgi-bin/component/api_create_preauthcode", { minute: 1 });
    await component.callAsComponent("api_create_preauthcode");
    expect(await component.callAsComponent("api_create_preauthcode")).toMatchObject({ errcode: 45011 });
    component.clock.now += 60_000;
    expect(await component.callAsComponent("api_create_preauthcode")).toHaveProperty("pre_auth_code");
  });

  it("are told by openapi/quota/get, and cleared with the secret when no token can be had", async () => {
    const component = createPlainComponent();
    component.simulator.quotas.limit(TOKEN_PATH, { daily: 1 });
    const token = await component.fetchComponentToken();
    const quota = () => component.call(`openapi/quota/get?access_token=${token}`, { cgi_path: TOKEN_PATH });
    expect(await quota()).toMatchObject({ errcode: 0, quota: { daily_limit: 1, used: 1, remain: 0 } });
    const again = () =>
      component.call("component/api_component_token", {
        component_appsecret: SECRET,
        component_verify_ticket: component.simulator.ticket,
      });
    expect(await again()).toMatchObject({ errcode: 45009 });
    expect(await component.call("component/clear_quota/v2", { appsecret: "wrong" })).toMatchObject({ errcode: 40125 });
    expect(await component.call("component/clear_quota/v2", { appsecret: SECRET })).toEqual({
      errcode: 0,
      errmsg: "ok",
    });
    expect(await again()).toHaveProperty("component_access_token");
    const sns = await component.call(`openapi/quota/get?access_token=${token}`, {
      cgi_path: "/sns/component/jscode2session",
    });
    expect(sns).toMatchObject({ errcode: 76022 });
  });

  it("can be cleared ten times a month by all ways together (48006)", async () => {
    const component = createPlainComponent();
    const token = await component.fetchComponentToken();
    for (let clearance = 0; clearance < 8; clearance++)
      await component.call("component/clear_quota/v2", { appsecret: SECRET });
    expect(await component.callAsComponent("clear_quota")).toMatchObject({ errcode: 0 });
    expect(await component.call(`clear_quota?access_token=${token}`, { appid: "wxother" })).toMatchObject({
      errcode: 40013,
    });
    expect(await component.call(`clear_quota?access_token=${token}`, { appid: COMPONENT })).toMatchObject({
      errcode: 0,
    });
    expect(await component.call("component/clear_quota/v2", { appsecret: SECRET })).toMatchObject({ errcode: 48006 });
    component.clock.now += 31 * 86_400_000;
    expect(await component.call("component/clear_quota/v2", { appsecret: SECRET })).toMatchObject({ errcode: 0 });
  });
});
