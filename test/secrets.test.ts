import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { adoptMany, anAccount, authorize, comeBack, tokenOf } from "./merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "./platform.ts";

afterEach(stopPlatform);

const SETTINGS = [
  "COMPONENT_APPSECRET",
  "MESSAGE_TOKEN",
  "ENCODING_AES_KEY",
  "CONSOLE_PASSWORD",
  "WEBHOOK_SECRET",
] as const;

/** Everything secret that WeChat was ever shown, and what it handed out. */
function secretsOf(platform: Platform): Set<string> {
  const secrets = new Set<string>(SETTINGS.map((name) => env[name]));
  secrets.add("demo-key-0123456789abcdef");
  const collect = (value: unknown) => {
    if (typeof value === "string" && value.length >= 20) secrets.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  for (const call of platform.wechat.calls) {
    collect(call.query);
    collect(call.body);
  }
  for (const appid of platform.wechat.authorizers()) {
    collect(platform.wechat.accessToken(appid));
    collect(platform.wechat.authorization(appid)?.refreshToken);
  }
  collect(platform.wechat.ticket);
  return secrets;
}

test("I10: nothing secret is logged, or shown by anything but the token routes, in a life full of trouble", async () => {
  const levels = ["debug", "info", "log", "warn", "error"] as const;
  const logged = levels.map((level) => vi.spyOn(console, level));
  const platform = startPlatform();
  const shown: string[] = [];
  const show = async (path: string, init?: RequestInit) => {
    const response = await platform.fetch(path, init);
    shown.push([...response.headers].join("\n"), await response.text());
  };
  const key = { authorization: "Bearer demo-key-0123456789abcdef" };

  await show("/healthz");
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  const first = await authorize(platform, appid);
  shown.push((await first.response?.text()) ?? "");
  await authorize(platform, anAccount(platform, 1), { order: "callback_first", codes: "different" });
  const [adopted = ""] = await adoptMany(platform, 3);
  await platform.cron();
  for (const kind of ["connection_dropped", "html", "truncated_json"] as const) {
    platform.wechat.faults.inject({ kind });
    platform.advance(7_200_000);
    await tokenOf(platform, adopted);
    await platform.cron();
    await show("/authorize", { headers: { accept: "text/html" } });
    await show("/authorize");
    platform.wechat.faults.clear();
  }
  for (const errcode of [40001, 40013, 45009, 61004, 61009, 61023, 61003]) {
    platform.wechat.faults.inject({ kind: "errcode", errcode });
    platform.advance(60_000);
    await tokenOf(platform, appid);
    await show("/authorize", { headers: { accept: "text/html" } });
    shown.push(await (await comeBack(platform, first.confirmation)).text());
    platform.wechat.faults.clear();
  }
  await platform.wechat.pushEvent({
    InfoType: "authorized",
    AuthorizerAppid: appid,
    AuthorizationCode: "spent@@@0123456789",
  });
  await platform.wechat.pushEvent("<xml>nonsense</xml>", { attempts: 1 });
  await platform.wechat.unauthorize(appid);
  for (const path of ["/v1/status", "/v1/authorizers", `/v1/authorizers/${appid}`, "/healthz", "/nowhere"]) {
    await show(path, { headers: key });
  }

  const lines = logged.flatMap((spy) => spy.mock.calls.flat().map(String));
  expect(lines.length).toBeGreaterThan(10);
  const secrets = secretsOf(platform);
  expect(secrets.size).toBeGreaterThan(15);
  // The way to WeChat's page carries the pre_auth_code, and has to.
  const preAuthCodes = [...secrets].filter((secret) => secret.startsWith("preauthcode@@@"));
  const texts = [...lines, ...shown].map((text) =>
    preAuthCodes.reduce((rest, code) => rest.replaceAll(encodeURIComponent(code), ""), text),
  );
  for (const secret of secrets) {
    for (const text of texts) expect(text.includes(secret) || text.includes(encodeURIComponent(secret))).toBe(false);
  }
});
