import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ServedSimulator, serveSimulator } from "../simulator/serve.ts";

const COMPONENT = { component_appid: "wx0000000000000001" };
const SECRET = "0123456789abcdef0123456789abcdef";

describe("the simulator as a server", () => {
  let served: ServedSimulator;
  beforeEach(async () => {
    served = await serveSimulator({ deliver: async () => new Response("success") });
  });
  afterEach(() => served.close());

  async function createPreAuthCode(signal?: AbortSignal): Promise<Response> {
    const { simulator, url } = served;
    const call = (path: string, body: object) =>
      fetch(`${url}/cgi-bin/component/${path}`, { method: "POST", body: JSON.stringify(body), signal: signal ?? null });
    if (simulator.accessToken(COMPONENT.component_appid) === undefined) {
      await simulator.pushTicket();
      const secrets = { component_appsecret: SECRET, component_verify_ticket: simulator.ticket };
      await call("api_component_token", { ...COMPONENT, ...secrets });
    }
    const token = simulator.accessToken(COMPONENT.component_appid);
    return call(`api_create_preauthcode?component_access_token=${token}`, COMPONENT);
  }

  it("answers the API on loopback", async () => {
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await createPreAuthCode()).json()).toMatchObject({ expires_in: 1800 });
    await expect(serveSimulator({ host: "0.0.0.0" as "localhost" })).rejects.toThrow("loopback");
  });

  it("drops connections before the effect and after it", async () => {
    await createPreAuthCode();
    for (const [when, errcode] of [
      ["before", null],
      ["after", 0],
    ] as const) {
      served.simulator.faults.inject({ kind: "connection_dropped", when, times: 1 });
      await expect(createPreAuthCode()).rejects.toThrow(TypeError);
      expect(served.simulator.calls.at(-1)).toMatchObject({ status: null, errcode });
    }
    expect((await createPreAuthCode()).status).toBe(200);
  });

  it("leaves calls unanswered, and closes all the same", async () => {
    await createPreAuthCode();
    served.simulator.faults.inject({ kind: "never_answering", times: 1 });
    await expect(createPreAuthCode(AbortSignal.timeout(100))).rejects.toThrow();
    served.simulator.faults.inject({ kind: "never_answering", times: 1 });
    const waiting = expect(createPreAuthCode()).rejects.toThrow(TypeError);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await served.close();
    await waiting;
    served = await serveSimulator();
  });

  it("has its levers and its page at the same address", async () => {
    const pushed = await fetch(`${served.url}/simulator/push-ticket`, { method: "POST" });
    expect(await pushed.json()).toMatchObject({ infoType: "component_verify_ticket", accepted: true });
    expect(await (await fetch(served.url)).text()).toContain("微信模拟器");
  });
});
