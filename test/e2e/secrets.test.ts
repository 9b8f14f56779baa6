import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { confirmAuthorization, DESKTOP, openAuthorization } from "../stack/merchant.ts";
import { type Emission, findLeaks, overhearSecrets, type Secrets } from "../stack/secrets.ts";
import { BUSINESS_ORIGIN } from "../stack/settings.ts";
import { type Stack, startStack } from "../stack/start.ts";

/** All that the Worker has answered to whomever, headers and bodies. */
const answers: Emission[] = [];
let stack: Stack;
let secrets: () => Secrets;

beforeAll(async () => {
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", async (...[input, init]: Parameters<typeof fetch>) => {
    const response = await fetch(input, init);
    const { origin, pathname } = new URL(input instanceof Request ? input.url : input);
    if (origin === stack?.origin) {
      const method = init?.method ?? (input instanceof Request ? input.method : "GET");
      const where = `${method} ${pathname.replace(/\/callback\/.*/, "/callback")}`;
      const text = [...response.headers].map((header) => header.join(": ")).join("\n");
      answers.push({ where, text: `${text}\n\n${await response.clone().text()}` });
    }
    return response;
  });
  stack = await startStack({ openingsPerMinute: 1_000 });
  secrets = overhearSecrets(stack.wechat, stack.settings);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await stack?.close();
});

test("I10: no secret leaves the Worker in a whole life, but by the answers that are there to give it", async () => {
  const { wechat, origin, backEnd } = stack;
  const [first, second, third] = wechat.accounts().map(({ appid }) => appid);
  const ask = (path: string, body?: object) =>
    backEnd.ask<Record<string, string>>(path, body === undefined ? {} : { method: "POST", body });
  const visit = (path: string) => fetch(origin + path, { headers: { accept: "text/html" }, redirect: "manual" });
  const tokenOf = async (appid = "") =>
    (await ask(`/v1/authorizers/${appid}/access-token`)).json.authorizer_access_token;

  // Before anything works, and what is not WeChat's.
  for (const path of ["/healthz", "/authorize", "/v1/status", "/nothing/here"]) await visit(path);
  await ask("/v1/component/access-token");
  await wechat.pushEvent(
    { InfoType: "component_verify_ticket", ComponentVerifyTicket: "ticket@@@forged" },
    { token: "x" },
  );
  await wechat.pushTicket();
  await wechat.pushTicket({ rotate: true });

  // Merchants come, by links and without, and one of them to a business of ours.
  const { json: link } = await ask("/v1/authorization-links", { tenant: "shop", return_to: `${BUSINESS_ORIGIN}/done` });
  await confirmAuthorization(await openAuthorization(link.url ?? ""), first ?? "");
  const end = await confirmAuthorization(await openAuthorization(`${origin}/authorize`), second ?? "");
  expect(end.status).toBe(200);
  wechat.settings.authorizationCodes = "different";
  wechat.settings.authorizationOrder = "callback_first";
  await confirmAuthorization(
    await openAuthorization(`${origin}/authorize`, { ...DESKTOP, language: "en" }),
    third ?? "",
  );
  await wechat.settled();

  // Every kind of trouble, also one whose errmsg quotes what it was asked.
  const quoting = (path: string, errmsg: string) =>
    wechat.faults.inject({ kind: "errcode", errcode: -1, errmsg, path });
  const page = await openAuthorization(`${origin}/authorize`);
  const state = new URL(page.url.searchParams.get("redirect_uri") ?? "").pathname;
  quoting("api_query_auth", "bad authorization_code queryauthcode@@@thisIsTheCodeThatCameWithTheBrowser");
  await visit(`${state}?auth_code=queryauthcode%40%40%40thisIsTheCodeThatCameWithTheBrowser&expires_in=3600`);
  wechat.faults.clear();
  await visit(`${state}?auth_code=queryauthcode%40%40%40thisIsTheCodeThatCameWithTheBrowser&expires_in=3600`);
  await visit(`${state}tampered?auth_code=queryauthcode%40%40%40thisIsTheCodeThatCameWithTheBrowser`);
  for (const kind of ["html", "truncated_json", "connection_dropped", "content_type_text"] as const) {
    wechat.faults.inject({ kind, times: 4 });
    await ask(`/v1/authorizers/${first}/access-token`, { rejected: await tokenOf(first) });
    await visit("/authorize");
    await stack.cron();
    wechat.faults.clear();
  }
  quoting("api_authorizer_token", `refresh_token ${wechat.authorization(second ?? "")?.refreshToken} is not well`);
  const { json: refused } = await ask(`/v1/authorizers/${second}/access-token`, { rejected: await tokenOf(second) });
  await ask(`/v1/authorizers/${second}`);
  wechat.faults.clear();
  expect(JSON.stringify(refused)).toContain("refresh_token");

  // Rejected, refreshed, asked through the proxy, revoked. The failures before are remembered for three seconds.
  await pause(3_000);
  for (const appid of [first, second]) {
    const { status } = await backEnd.ask(`/v1/authorizers/${appid}/access-token`, {
      method: "POST",
      body: { rejected: await tokenOf(appid) },
    });
    expect(status).toBe(200);
  }
  await ask("/v1/component/access-token");
  wechat.invalidateAccessTokens(wechat.settings.componentAppid);
  await stack.cron();
  await ask(`/wx/${first}/cgi-bin/account/getaccountbasicinfo`);
  await ask("/wx/component/cgi-bin/component/api_get_authorizer_info", { authorizer_appid: first });
  await ask("/wx/component/cgi-bin/component/api_get_authorizer_list", { offset: 0, count: 100 });
  await ask("/wx/component/cgi-bin/component/api_query_auth", { authorization_code: "queryauthcode@@@x" });
  await wechat.unauthorize(third ?? "");
  await ask(`/v1/authorizers/${third}/access-token`);
  for (const path of ["/v1/authorizers", `/v1/authorizers/${first}`, "/v1/status", "/healthz"]) await ask(path);

  const issued = new Map([...secrets(), ["thisIsTheCodeThatCameWithTheBrowser", "auth_code"]]);
  expect(new Set(issued.values()).size).toBeGreaterThanOrEqual(11);
  expect(answers.length).toBeGreaterThan(40);
  expect(stack.log().length).toBeGreaterThan(10);

  const logged = stack.log().map(({ message }) => ({ where: "the log", text: message }));
  expect(findLeaks(logged, issued)).toEqual([]);
  // The whole list of what may be where: so it is seen, too, that what is looked for is found.
  expect(findLeaks(answers, issued).sort()).toEqual(
    [
      "component_access_token in GET /v1/component/access-token",
      ...[first, second].flatMap((appid) =>
        ["GET", "POST"].map((method) => `authorizer_access_token in ${method} /v1/authorizers/${appid}/access-token`),
      ),
      "pre_auth_code in GET /authorize",
    ].sort(),
  );
});

test("what is looked for is found: whole, percent-encoded, or its beginning only", () => {
  const ticket = "ticket@@@0123456789abcdefghijklmnopqrstuvwxyz";
  const known = new Map([[ticket, "ComponentVerifyTicket"]]);
  const leaked = (text: string) => findLeaks([{ where: "here", text }], known);
  expect(leaked(`{"ticket":"${ticket}"}`)).toEqual(["ComponentVerifyTicket in here"]);
  expect(leaked(`/?ticket=${encodeURIComponent(ticket)}`)).toHaveLength(1);
  expect(leaked(`ticket ${ticket.slice(0, 30)}…`)).toHaveLength(1);
  expect(leaked("ticket@@@ no more")).toEqual([]);
});
