import { describe, expect, it } from "vitest";
import { COMPONENT, createPlainComponent, OFFICIAL_ACCOUNT, post, SECRET } from "./plain-component.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TOKEN_PATH = "component/api_component_token";

describe("component_verify_ticket", () => {
  it("is pushed with the same value several times, then with a new one", async () => {
    const { simulator, received } = createPlainComponent({ ticketPushesPerValue: 3 });
    for (let push = 0; push < 4; push++) await simulator.pushTicket();
    const values = received.map(({ fields }) => fields.ComponentVerifyTicket);
    expect(values[1]).toBe(values[0]);
    expect(values[2]).toBe(values[0]);
    expect(values[3]).not.toBe(values[0]);
    expect(values[3]).toMatch(/^ticket@@@/);
  });

  it("is rotated, or kept, when asked to", async () => {
    const { simulator, received } = createPlainComponent();
    for (const rotate of [true, true, false]) await simulator.pushTicket({ rotate });
    const [first, second, third] = received.map(({ fields }) => fields.ComponentVerifyTicket);
    expect(second).not.toBe(first);
    expect(third).toBe(second);
  });

  it("works for twelve hours, also after newer ones, and is then expired (61005); an unknown one is invalid (61006)", async () => {
    const component = createPlainComponent();
    await component.simulator.pushTicket();
    const first = component.simulator.ticket;
    component.clock.now += 12 * HOUR - 1;
    await component.simulator.pushTicket({ rotate: true });
    const tokenFor = (ticket: string | null) =>
      component.call(TOKEN_PATH, { component_appsecret: SECRET, component_verify_ticket: ticket });
    expect(await tokenFor(first)).toMatchObject({ expires_in: 7200 });
    component.clock.now += 1;
    expect(await tokenFor(first)).toMatchObject({ errcode: 61005 });
    expect(await tokenFor("ticket@@@never")).toMatchObject({ errcode: 61006 });
  });

  it("comes soon after api_start_push_ticket, which calls a working push normal", async () => {
    const component = createPlainComponent();
    const start = () => component.call("component/api_start_push_ticket", { component_secret: SECRET });
    expect(await start()).toEqual({ errcode: 0, errmsg: "ok" });
    expect(component.received).toHaveLength(0);
    await component.simulator.settled();
    expect(component.received[0]?.fields.InfoType).toBe("component_verify_ticket");
    expect(await start()).toEqual({ errcode: 0, errmsg: "in a normal state" });
    const misnamed = await component.call("component/api_start_push_ticket", { component_appsecret: SECRET });
    expect(misnamed).toMatchObject({ errcode: 40125 });
  });

  it("is pushed regularly while the timer runs", async () => {
    const { simulator, received } = createPlainComponent();
    await simulator.startTicketTimer(0.01);
    await new Promise((resolve) => setTimeout(resolve, 60));
    simulator.stopTicketTimer();
    const pushed = received.length;
    expect(pushed).toBeGreaterThan(2);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(received.length).toBeLessThanOrEqual(pushed + 1);
  });
});

describe("component_access_token", () => {
  it("comes without an errcode and is good for two hours: 42001 afterwards", async () => {
    const component = createPlainComponent();
    await component.simulator.pushTicket();
    const ticket = component.simulator.ticket;
    const answer = await component.call(TOKEN_PATH, { component_appsecret: SECRET, component_verify_ticket: ticket });
    expect(Object.keys(answer)).toEqual(["component_access_token", "expires_in"]);
    const use = () => component.call(`component/api_create_preauthcode?access_token=${answer.component_access_token}`);
    component.clock.now += 2 * HOUR - 1;
    expect(await use()).toHaveProperty("pre_auth_code");
    component.clock.now += 1;
    expect(await use()).toMatchObject({ errcode: 42001, errmsg: expect.stringMatching(/^access_token expired rid: /) });
  });

  it("goes on working for five minutes after it was replaced, and not a second longer", async () => {
    const component = createPlainComponent();
    const old = await component.fetchComponentToken();
    const latest = await component.fetchComponentToken();
    const use = (token: string) => component.call(`component/api_create_preauthcode?component_access_token=${token}`);
    component.clock.now += 5 * MINUTE - 1;
    expect(await use(old)).toHaveProperty("pre_auth_code");
    component.clock.now += 1;
    expect(await use(old)).toMatchObject({ errcode: 40001 });
    expect(await use(latest)).toHaveProperty("pre_auth_code");
  });

  it("is refused with WeChat's errcode for everything a caller can get wrong", async () => {
    const component = createPlainComponent();
    const token = await component.fetchComponentToken();
    const { simulator } = component;
    const right = {
      component_appid: COMPONENT,
      component_appsecret: SECRET,
      component_verify_ticket: simulator.ticket,
    };
    const ask = (change: object) => post(simulator, TOKEN_PATH, JSON.stringify({ ...right, ...change }));
    expect(await ask({ component_appid: undefined })).toMatchObject({ errcode: 41018 });
    expect(await ask({ component_appid: "wx0000000000000002" })).toMatchObject({ errcode: 40013 });
    expect(await ask({ component_appsecret: "wrong" })).toMatchObject({ errcode: 40125 });
    expect(await ask({ component_appsecret: "" })).toMatchObject({ errcode: 41004 });
    expect(await post(simulator, TOKEN_PATH, "")).toMatchObject({ errcode: 44002 });
    expect(await post(simulator, TOKEN_PATH, "component_appid=x")).toMatchObject({ errcode: 47001 });
    expect(await post(simulator, TOKEN_PATH, null, { method: "GET" })).toMatchObject({ errcode: 43002 });
    expect(await component.call("component/api_create_preauthcode")).toMatchObject({ errcode: 41001 });
    expect(await component.call("component/api_create_preauthcode?access_token=no")).toMatchObject({ errcode: 40001 });
    expect(await component.call(`component/no_such_api?access_token=${token}`)).toMatchObject({ errcode: 40066 });
  });

  it("is not an authorizer's token (48001), and an authorizer's is not the component's (61014)", async () => {
    const component = createPlainComponent();
    const { accessToken } = await component.authorize(OFFICIAL_ACCOUNT);
    const componentToken = component.simulator.accessToken(COMPONENT);
    expect(await component.call(`component/api_create_preauthcode?access_token=${accessToken}`)).toMatchObject({
      errcode: 61014,
      errmsg: expect.stringContaining("must use component token for component api"),
    });
    expect(await component.call(`account/getaccountbasicinfo?access_token=${componentToken}`)).toMatchObject({
      errcode: 48001,
    });
    expect(await component.call(`account/getaccountbasicinfo?access_token=${accessToken}`)).toMatchObject({
      errcode: 0,
    });
  });

  it("names the second of the refusal in its rid", async () => {
    const component = createPlainComponent();
    component.clock.now = 0x652e6bbb * 1000;
    const { errmsg } = await component.call("component/api_create_preauthcode?access_token=no");
    expect(errmsg).toMatch(/ rid: 652e6bbb-[0-9a-f]{8}-[0-9a-f]{8}$/);
  });
});
