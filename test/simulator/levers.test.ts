import { describe, expect, it } from "vitest";
import { createPlainComponent, type Json, OFFICIAL_ACCOUNT } from "./plain-component.ts";

function operated() {
  const component = createPlainComponent();
  const ask = (path: string, init?: RequestInit) =>
    component.simulator.fetch(new Request(`http://127.0.0.1${path}`, init));
  const pull = async (lever: string, input: unknown = {}): Promise<Json> =>
    (await ask(`/simulator/${lever}`, { method: "POST", body: JSON.stringify(input) })).json();
  const read = async (path: string): Promise<Json> => (await ask(`/simulator/${path}`)).json();
  return { ...component, ask, pull, read };
}

describe("over HTTP", () => {
  it("tickets, events and messages are pushed, with their results", async () => {
    const { pull, read } = operated();
    expect(await pull("push-ticket", { rotate: true })).toMatchObject({
      infoType: "component_verify_ticket",
      accepted: true,
    });
    expect(await pull("push-event", { message: { InfoType: "x" }, overrides: { createTime: 5 } })).toMatchObject({
      accepted: true,
    });
    expect(await pull("push-message", { authorizerAppid: OFFICIAL_ACCOUNT, message: { Content: "1" } })).toMatchObject({
      infoType: "text",
    });
    expect(await read("pushes?limit=2")).toHaveLength(2);
  });

  it("accounts authorize, change their sets and take it all back", async () => {
    const { pull, read, simulator } = operated();
    const appids = (await pull("add-accounts", { count: 3 })) as unknown as string[];
    expect(await pull("authorize", { appids })).toHaveLength(3);
    expect(await pull("update-authorization", { appid: appids[0], funcIds: [1] })).toMatchObject({
      change: "updateauthorized",
    });
    expect(await pull("unauthorize", { appid: appids[0] })).toMatchObject({ infoType: "unauthorized" });
    expect(simulator.authorizers()).toEqual(appids.slice(1));
    expect(await read("accounts?offset=6&limit=2")).toMatchObject([
      { authorized: false },
      { authorized: true, appid: appids[1] },
    ]);
    expect(await pull("change-account", { appid: appids[1], changes: { accountStatus: 19 } })).toMatchObject({
      accountStatus: 19,
    });
  });

  it("a page that was opened is confirmed, and a second time refused", async () => {
    const { pull, createPreAuthCode, ask } = operated();
    const request = {
      preAuthCode: await createPreAuthCode(),
      authorizerAppid: OFFICIAL_ACCOUNT,
      redirectUri: "http://localhost:8787/cb",
    };
    expect(await pull("confirm", request)).toMatchObject({
      change: "authorized",
      callbackUrl: expect.stringContaining("auth_code="),
    });
    const second = await ask("/simulator/confirm", { method: "POST", body: JSON.stringify(request) });
    expect([second.status, await second.json()]).toEqual([409, { error: expect.stringContaining("已使用") }]);
  });

  it("faults go on and off, quotas are limited, calls are counted", async () => {
    const { pull, read, createPreAuthCode, callAsComponent } = operated();
    await createPreAuthCode();
    const { id } = await pull("inject-fault", { kind: "errcode", errcode: -1, path: "api_create_preauthcode" });
    expect(await callAsComponent("api_create_preauthcode")).toMatchObject({ errcode: -1 });
    expect(await read("calls?path=api_create_preauthcode&errcode=-1")).toMatchObject({ count: 1, maxConcurrent: 1 });
    expect(await read("faults")).toMatchObject([{ id, struck: 1 }]);
    await pull("clear-faults", { id });
    expect(await read("faults")).toEqual([]);
    await pull("limit-quota", { path: "/cgi-bin/component/api_create_preauthcode", limit: { daily: 1 } });
    expect(await callAsComponent("api_create_preauthcode")).toMatchObject({ errcode: 45009 });
    await pull("clear-calls");
    expect(await read("calls")).toMatchObject({ count: 0, calls: [] });
  });

  it("settings are turned one by one", async () => {
    const { pull, simulator, read } = operated();
    await pull("settings", {
      ipWhitelist: ["198.51.100.7"],
      lifetimes: { preAuthCode: 60 },
      authorizationOrder: "callback_first",
    });
    expect(simulator.settings).toMatchObject({ ipWhitelist: ["198.51.100.7"], authorizationOrder: "callback_first" });
    expect(simulator.settings.lifetimes).toMatchObject({ preAuthCode: 60, ticket: 43_200 });
    expect(await read("state")).toMatchObject({
      ticket: null,
      authorizers: 0,
      settings: { authorizationOrder: "callback_first" },
    });
  });

  it("what is misspelt is refused, not ignored", async () => {
    const { ask, pull } = operated();
    expect(await pull("push-ticket", { rotated: true })).toEqual({ error: expect.stringContaining("rotated") });
    expect(await pull("inject-fault", { kind: "explosion" })).toEqual({ error: expect.anything() });
    expect(await pull("unauthorize", { appid: "wxnobody" })).toEqual({ error: expect.stringContaining("wxnobody") });
    expect((await ask("/simulator/no-such-lever", { method: "POST" })).status).toBe(404);
    expect((await ask("/simulator/no-such-thing")).status).toBe(404);
  });

  it("a person has a page with buttons that do the same and lead back to it", async () => {
    const { ask, simulator } = operated();
    const form = new URLSearchParams({ input: "{}" });
    const pressed = await ask("/simulator/push-ticket", { method: "POST", body: form });
    expect([pressed.status, simulator.pushes.length]).toEqual([303, 1]);
    const page = await (await ask(pressed.headers.get("location") ?? "")).text();
    for (const shown of ["青禾生鲜", "component_verify_ticket", "push-ticket ✓", "直接授权"])
      expect(page).toContain(shown);
    expect(page).not.toMatch(/<script|src="https?:/);
  });
});

describe("the record of calls", () => {
  it("counts exactly, by whole path or last segment, by errcode and by authorizer", async () => {
    const { simulator, authorize, refresh, callAsComponent } = createPlainComponent();
    const { refreshToken } = await authorize(OFFICIAL_ACCOUNT);
    await refresh(OFFICIAL_ACCOUNT, refreshToken);
    await refresh(OFFICIAL_ACCOUNT, "wrong");
    await callAsComponent("api_create_preauthcode");
    expect(simulator.count("/cgi-bin/component/api_authorizer_token")).toBe(2);
    expect(simulator.count("api_authorizer_token", { errcode: 61023 })).toBe(1);
    expect(simulator.count("api_authorizer_token", { authorizerAppid: OFFICIAL_ACCOUNT })).toBe(2);
    expect(simulator.count("api_query_auth", { authorizerAppid: OFFICIAL_ACCOUNT })).toBe(1);
    expect(simulator.count(undefined, (call) => call.errcode === 0)).toBe(simulator.count() - 1);
    expect(simulator.count("authorizer_token")).toBe(0);
  });

  it("would rather throw than undercount once calls were forgotten", async () => {
    const { simulator, callAsComponent } = createPlainComponent({ recordsKept: 10 });
    for (let call = 0; call < 20; call++) await callAsComponent("api_create_preauthcode");
    expect(simulator.calls.length).toBeLessThanOrEqual(10);
    expect(simulator.count("api_create_preauthcode")).toBe(20);
    expect(() => simulator.count("api_create_preauthcode", { errcode: 0 })).toThrow("recordsKept");
  });
});
