import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { serveSimulator } from "../simulator/serve.ts";
import { exampleSettings, platformOf, settingsBeside, urlsOf } from "../stack/settings.ts";
import { type WorkerConfig, writeWorkerConfig } from "../stack/worker-config.ts";

/** Another Worker of the same account: it has no key, only a binding. */
const CALLER = `
export default {
  async fetch(request, env) {
    const [method, args] = await request.json();
    const result = await env.PLATFORM[method](...args);
    if (result.ok && result.value instanceof Response) return result.value;
    return Response.json(result);
  },
};
`;

describe("PlatformEntrypoint, from a second Worker that binds to it", () => {
  let folder: string;
  let platform: WorkerConfig;
  let harness: TestHarness;
  let wechat: Awaited<ReturnType<typeof serveSimulator>>;
  let appid: string;
  let caller: string;

  beforeAll(async () => {
    const settings = exampleSettings();
    wechat = await serveSimulator(platformOf({ ...settings, COMPONENT_APPID: "wx0000000000000001" }));
    platform = await writeWorkerConfig({ ...settings, ...settingsBeside(wechat.url) });
    folder = await mkdtemp(join(tmpdir(), "service-binding-"));
    await writeFile(join(folder, "caller.mjs"), CALLER);
    await writeFile(
      join(folder, "wrangler.json"),
      JSON.stringify({
        name: "caller",
        main: "caller.mjs",
        compatibility_date: "2026-10-23",
        services: [{ binding: "PLATFORM", service: "wechat-component-worker", entrypoint: "PlatformEntrypoint" }],
      }),
    );
    harness = createTestHarness({
      workers: [{ configPath: platform.path }, { configPath: join(folder, "wrangler.json") }],
    });
    const { origin } = (await harness.listen()).url;
    Object.assign(wechat.simulator.settings, urlsOf(origin));
    caller = origin;
    await wechat.simulator.pushTicket();
    appid = wechat.simulator.accounts()[0]?.appid ?? "";
    await wechat.simulator.authorizeDirectly(appid, { push: true }).eventPush;
  });
  afterAll(async () => {
    await harness?.close();
    await wechat?.close();
    await platform?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  async function rpc(method: string, ...args: unknown[]) {
    return harness.getWorker("caller").fetch(caller, { method: "POST", body: JSON.stringify([method, args]) });
  }

  test("gets both kinds of token, and one that replaces a rejected one", async () => {
    const component = (await (await rpc("getComponentAccessToken")).json()) as { value: object };
    expect(component).toEqual({
      ok: true,
      value: {
        component_appid: "wx0000000000000001",
        component_access_token: wechat.simulator.accessToken("wx0000000000000001"),
        expires_in: expect.any(Number),
      },
    });
    const rejected = wechat.simulator.accessToken(appid);
    const token = await (await rpc("getAuthorizerAccessToken", appid, { rejected })).json();
    expect(token).toMatchObject({ ok: true, value: { authorizer_appid: appid } });
    expect(token).not.toMatchObject({ value: { authorizer_access_token: rejected } });
  });

  test("calls WeChat, with JSON and with a query, and downloads", async () => {
    const info = await (
      await rpc("call", appid, "cgi-bin/account/getaccountbasicinfo", { method: "POST", body: {} })
    ).json();
    expect(info).toMatchObject({ ok: true, value: { appid } });
    const users = await (await rpc("call", appid, "/cgi-bin/user/get?next_openid=", { query: { x: "1" } })).json();
    expect(users).toMatchObject({ ok: true, value: { total: expect.any(Number) } });
    const own = await (
      await rpc("call", "component", "cgi-bin/component/api_get_authorizer_info", { body: { authorizer_appid: appid } })
    ).json();
    expect(own).toMatchObject({ ok: true, value: { authorizer_info: { nick_name: "青禾生鲜" } } });
    const { mediaId } = wechat.simulator.media.invent(100_000);
    const download = await rpc("call", appid, `cgi-bin/media/get?media_id=${mediaId}`);
    expect((await download.arrayBuffer()).byteLength).toBe(100_000);
  });

  test("is told what is wrong as over HTTP", async () => {
    expect(await (await rpc("getAuthorizerAccessToken", "wxunknown")).json()).toMatchObject({
      ok: false,
      problem: { status: 404, code: "unknown_authorizer" },
    });
    expect(await (await rpc("call", appid, "cgi-bin/token")).json()).toMatchObject({
      ok: false,
      problem: { status: 403, code: "reserved_endpoint" },
    });
  });
});
