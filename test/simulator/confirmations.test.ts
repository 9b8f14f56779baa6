import { describe, expect, it } from "vitest";
import { merchant } from "./merchant-with-a-link.ts";
import { OFFICIAL_ACCOUNT } from "./plain-component.ts";

describe("the callback", () => {
  async function callbackFor(redirect_uri: string) {
    const { open, simulator, preAuthCode } = await merchant();
    open({ redirect_uri });
    const { callbackUrl, authorizationCode } = await simulator.confirm({
      preAuthCode,
      authorizerAppid: OFFICIAL_ACCOUNT,
    });
    return callbackUrl?.replace(encodeURIComponent(authorizationCode), "CODE");
  }

  it("is redirect_uri with auth_code and expires_in, before its fragment and behind its query", async () => {
    const given = "http://localhost:8787/callback";
    const added = "auth_code=CODE&expires_in=3600";
    expect(await callbackFor(given)).toBe(`${given}?${added}`);
    expect(await callbackFor(`${given}?a=1&b=%20`)).toBe(`${given}?a=1&b=%20&${added}`);
    expect(await callbackFor(`${given}?`)).toBe(`${given}?${added}`);
    expect(await callbackFor(`${given}?a=1#/page`)).toBe(`${given}?a=1&${added}#/page`);
  });

  it("does not exist for the mini-program plugin, which opens no page: the event tells", async () => {
    const { simulator, preAuthCode, received } = await merchant();
    const { callbackUrl } = await simulator.confirm({ preAuthCode, authorizerAppid: OFFICIAL_ACCOUNT });
    expect(callbackUrl).toBeNull();
    expect(received.at(-1)?.fields).toMatchObject({ InfoType: "authorized", PreAuthCode: preAuthCode });
  });
});

describe("a confirmation tells the component", () => {
  async function confirmed(settings: object) {
    const opened = await merchant(settings);
    opened.open();
    const confirmation = await opened.simulator.confirm({
      preAuthCode: opened.preAuthCode,
      authorizerAppid: OFFICIAL_ACCOUNT,
    });
    return { ...opened, confirmation, told: () => opened.received.map(({ fields }) => fields.InfoType) };
  }

  it("by the event first: it is answered before the browser returns", async () => {
    const { confirmation, told } = await confirmed({ authorizationOrder: "event_first" });
    expect(told()).toEqual(["authorized"]);
    expect(confirmation.callbackUrl).toContain("auth_code=");
  });

  it("by the callback first: the event follows later", async () => {
    const { confirmation, told, simulator } = await confirmed({
      authorizationOrder: "callback_first",
      eventDelayMs: 60_000,
    });
    expect(confirmation.callbackUrl).toContain("auth_code=");
    expect(told()).toEqual([]);
    await simulator.settled();
    expect(told()).toEqual(["authorized"]);
    expect(await confirmation.eventPush).toMatchObject({ accepted: true });
  });

  it("by the event only, or by the callback only", async () => {
    const eventOnly = await confirmed({ authorizationOrder: "event_only" });
    expect([eventOnly.confirmation.callbackUrl, (await eventOnly.confirmation.eventPush)?.infoType]).toEqual([
      null,
      "authorized",
    ]);
    const callbackOnly = await confirmed({ authorizationOrder: "callback_only" });
    expect(await callbackOnly.confirmation.eventPush).toBeNull();
    await callbackOnly.simulator.settled();
    expect(callbackOnly.told()).toEqual([]);
    expect(callbackOnly.confirmation.callbackUrl).toContain("auth_code=");
  });

  it("without waiting, when event and callback come together", async () => {
    const slow = await merchant({ authorizationOrder: "together" });
    slow.reply = () => new Promise(() => {});
    const started = performance.now();
    await slow.simulator.confirm({ preAuthCode: slow.preAuthCode, authorizerAppid: OFFICIAL_ACCOUNT });
    expect(performance.now() - started).toBeLessThan(150);
  });

  it("with one code in both, or with two, each good once", async () => {
    const { confirmation: same } = await confirmed({ authorizationCodes: "same" });
    expect(same.eventAuthorizationCode).toBe(same.authorizationCode);
    const { confirmation, received, exchange } = await confirmed({ authorizationCodes: "different" });
    expect(received[0]?.fields.AuthorizationCode).toBe(confirmation.eventAuthorizationCode);
    expect(confirmation.eventAuthorizationCode).not.toBe(confirmation.authorizationCode);
    const [first, second] = [
      await exchange(confirmation.authorizationCode),
      await exchange(confirmation.eventAuthorizationCode),
    ];
    expect(second).toHaveProperty("authorization_info.authorizer_refresh_token");
    expect(JSON.stringify(second)).toContain(String(Object(first.authorization_info).authorizer_refresh_token));
  });

  it("of an update when the account is authorized already, and of nothing when no set has changed", async () => {
    for (const [funcIds, event] of [
      [[1, 2], "updateauthorized"],
      [undefined, undefined],
    ] as const) {
      const { simulator, preAuthCode, received, open } = await merchant();
      simulator.authorizeDirectly(OFFICIAL_ACCOUNT);
      open();
      const choice = funcIds === undefined ? {} : { funcIds: [...funcIds] };
      const { callbackUrl } = await simulator.confirm({ preAuthCode, authorizerAppid: OFFICIAL_ACCOUNT, ...choice });
      expect(received.at(-1)?.fields.InfoType).toBe(event);
      expect(callbackUrl).toContain("auth_code=");
    }
  });
});
