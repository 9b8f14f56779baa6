import { describe, expect, it } from "vitest";
import { createPlainComponent, type Json, MINI_PROGRAM, OFFICIAL_ACCOUNT } from "./plain-component.ts";
import type { Trouble } from "./state/faults.ts";

async function authorized(options = {}) {
  const component = createPlainComponent(options);
  const { refreshToken } = await component.authorize(OFFICIAL_ACCOUNT);
  component.simulator.clearCalls();
  return {
    component,
    simulator: component.simulator,
    refresh: () => component.refresh(OFFICIAL_ACCOUNT, refreshToken),
    refreshToken,
  };
}

/** The answer as it is, before anybody parses it. */
async function rawRefresh(
  simulator: Awaited<ReturnType<typeof authorized>>["simulator"],
  signal?: AbortSignal,
): Promise<Response> {
  const { componentAppid } = simulator.settings;
  const path = `/cgi-bin/component/api_authorizer_token?component_access_token=${simulator.accessToken(componentAppid)}`;
  const body = {
    component_appid: componentAppid,
    authorizer_appid: OFFICIAL_ACCOUNT,
    authorizer_refresh_token: simulator.authorization(OFFICIAL_ACCOUNT)?.refreshToken,
  };
  return simulator.fetch(
    new Request(`https://api.weixin.qq.com${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      signal: signal ?? null,
    }),
  );
}

describe("a fault strikes", () => {
  it("so many times, after so many calls, and then no more", async () => {
    const { simulator, refresh } = await authorized();
    const fault = simulator.faults.inject({
      kind: "errcode",
      errcode: -1,
      path: "api_authorizer_token",
      skip: 1,
      times: 2,
    });
    const errcodes: unknown[] = [];
    for (let call = 0; call < 5; call++) errcodes.push((await refresh()).errcode);
    expect(errcodes).toEqual([undefined, -1, -1, undefined, undefined]);
    expect(fault.struck).toBe(2);
    expect(simulator.faults.list()).toEqual([]);
  });

  it("only its path, only its authorizer", async () => {
    const { component, simulator, refresh } = await authorized();
    const other = await component.authorize(MINI_PROGRAM);
    simulator.faults.inject({
      kind: "errcode",
      errcode: 45009,
      path: "api_authorizer_token",
      authorizerAppid: MINI_PROGRAM,
    });
    expect(await refresh()).toHaveProperty("expires_in");
    expect(await component.refresh(MINI_PROGRAM, other.refreshToken)).toMatchObject({ errcode: 45009 });
    expect(await component.callAsComponent("api_create_preauthcode")).toHaveProperty("pre_auth_code");
    simulator.faults.clear();
    expect(await component.refresh(MINI_PROGRAM, other.refreshToken)).toHaveProperty("expires_in");
  });

  it("an exchange of the authorizer whose code it is", async () => {
    const { component, simulator } = await authorized();
    simulator.faults.inject({ kind: "errcode", errcode: -1, authorizerAppid: MINI_PROGRAM });
    const { authorizationCode } = simulator.authorizeDirectly(MINI_PROGRAM, { push: true });
    expect(await component.exchange(authorizationCode ?? "")).toMatchObject({ errcode: -1 });
  });

  it("with its probability, the same calls in every run", async () => {
    const run = async () => {
      const { simulator, refresh } = await authorized();
      simulator.faults.inject({ kind: "errcode", errcode: -1, probability: 0.3 });
      const struck: boolean[] = [];
      for (let call = 0; call < 100; call++) struck.push((await refresh()).errcode === -1);
      return struck;
    };
    const struck = await run();
    expect(struck.filter(Boolean).length).toBeGreaterThan(15);
    expect(struck.filter(Boolean).length).toBeLessThan(45);
    expect(await run()).toEqual(struck);
  });
});

describe("before the effect nothing has happened; after it, it has:", () => {
  const troubles: Extract<Trouble, { kind: "errcode" | "http_status" | "html" | "connection_dropped" }>[] = [
    { kind: "errcode", errcode: -1 },
    { kind: "http_status", status: 503 },
    { kind: "html" },
    { kind: "connection_dropped" },
  ];
  for (const trouble of troubles) {
    for (const when of ["before", "after"] as const) {
      it(`${trouble.kind} ${when} the exchange of a code`, async () => {
        const component = createPlainComponent();
        await component.fetchComponentToken();
        const code = component.simulator.authorizeDirectly(OFFICIAL_ACCOUNT, { push: true }).authorizationCode ?? "";
        component.simulator.faults.inject({ ...trouble, when, times: 1, path: "api_query_auth" });
        const lost: unknown = await component.exchange(code).catch((error) => error);
        expect(lost).not.toHaveProperty("authorization_info");
        expect(component.simulator.calls.at(-1)?.faults).toEqual([trouble.kind]);
        const second = await component.exchange(code);
        if (when === "before") expect(second).toHaveProperty("authorization_info");
        else expect(second).toMatchObject({ errcode: 61009 });
      });
    }
  }
});

describe("a fault makes the answer", () => {
  it("late, and the calls concurrent", async () => {
    const { simulator, refresh } = await authorized();
    simulator.faults.inject({ kind: "latency", ms: 40 });
    const started = performance.now();
    await Promise.all([refresh(), refresh(), refresh()]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(35);
    expect(simulator.maxConcurrent("api_authorizer_token")).toBe(3);
    simulator.faults.clear();
    simulator.clearCalls();
    for (let call = 0; call < 3; call++) await refresh();
    expect(simulator.maxConcurrent("api_authorizer_token")).toBe(1);
  });

  it("late with the effect late too, or with the effect at once", async () => {
    for (const [when, issuedBy20Ms] of [
      ["before", false],
      ["after", true],
    ] as const) {
      const { simulator, refresh } = await authorized();
      const old = simulator.accessToken(OFFICIAL_ACCOUNT);
      simulator.faults.inject({ kind: "latency", ms: 60, when });
      const refreshing = refresh();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(simulator.accessToken(OFFICIAL_ACCOUNT) !== old).toBe(issuedBy20Ms);
      await refreshing;
      expect(simulator.accessToken(OFFICIAL_ACCOUNT)).not.toBe(old);
    }
  });

  it("an HTTP 502 with text, or a page with status 200", async () => {
    const { simulator } = await authorized();
    simulator.faults.inject({ kind: "http_status", status: 502, times: 1 });
    expect((await rawRefresh(simulator)).status).toBe(502);
    simulator.faults.inject({ kind: "html", times: 1 });
    const page = await rawRefresh(simulator);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain("<html>");
  });

  it("JSON that breaks off, after the effect", async () => {
    const { simulator } = await authorized();
    const old = simulator.accessToken(OFFICIAL_ACCOUNT);
    simulator.faults.inject({ kind: "truncated_json", times: 1 });
    const text = await (await rawRefresh(simulator)).text();
    expect(text).toMatch(/^\{"authorizer_access_token"/);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(simulator.accessToken(OFFICIAL_ACCOUNT)).not.toBe(old);
  });

  it("a TypeError, as when the connection is lost", async () => {
    const { simulator } = await authorized();
    simulator.faults.inject({ kind: "connection_dropped", times: 1 });
    await expect(rawRefresh(simulator)).rejects.toThrow(TypeError);
    expect(simulator.calls.at(-1)).toMatchObject({ errcode: null, status: null, faults: ["connection_dropped"] });
  });

  it("never come: the caller's own patience ends it", async () => {
    const { simulator } = await authorized();
    simulator.faults.inject({ kind: "never_answering", times: 1 });
    const started = performance.now();
    await expect(rawRefresh(simulator, AbortSignal.timeout(30))).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(1000);
    expect(simulator.calls.at(-1)).toMatchObject({ errcode: null, ms: null });
  });

  it("say expires_in wrongly, in text, or beside fields nobody knows", async () => {
    const { component, simulator, refresh } = await authorized();
    const strike = (kind: Trouble["kind"]) =>
      simulator.faults.inject({ kind, times: 1 } as Trouble & { times: number });
    strike("expires_in_missing");
    expect(await refresh()).not.toHaveProperty("expires_in");
    strike("expires_in_string");
    expect(await refresh()).toMatchObject({ expires_in: "7200" });
    strike("unknown_fields");
    expect(await refresh()).toMatchObject({ expires_in: 7200, unknown_field: expect.anything() });
    strike("content_type_text");
    expect((await rawRefresh(simulator)).headers.get("content-type")).toBe("text/plain");
    const { authorizationCode } = simulator.authorizeDirectly(MINI_PROGRAM, { push: true });
    strike("expires_in_missing");
    const { authorization_info: info } = await component.exchange(authorizationCode ?? "");
    expect(info).toHaveProperty("authorizer_refresh_token");
    expect(info).not.toHaveProperty("expires_in");
  });

  it("keep the refresh token to itself", async () => {
    const { simulator, refresh } = await authorized();
    simulator.faults.inject({ kind: "refresh_token_empty", times: 1 });
    expect(await refresh()).toMatchObject({ authorizer_refresh_token: "" });
    simulator.faults.inject({ kind: "refresh_token_absent", times: 1 });
    expect(await refresh()).not.toHaveProperty("authorizer_refresh_token");
    expect(await refresh()).toHaveProperty("authorizer_access_token");
  });

  it("bring a new refresh token, which kills the old one", async () => {
    const { component, simulator, refresh, refreshToken } = await authorized();
    simulator.faults.inject({ kind: "refresh_token_new", times: 1 });
    const { authorizer_refresh_token: renewed }: Json = await refresh();
    expect(renewed).not.toBe(refreshToken);
    expect(await refresh()).toMatchObject({ errcode: 61023 });
    expect(await component.refresh(OFFICIAL_ACCOUNT, String(renewed))).toHaveProperty("authorizer_access_token");
  });
});
