import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import { csvCell } from "../../src/console/csv.ts";
import { maskedAnswer, readableAnswer } from "../../src/console/masked-answer.ts";
import { deliveryLog } from "../../src/webhook/bindings.ts";
import { eventJob } from "../../src/webhook/job.ts";
import { maskedXml } from "../../src/wechat/masked-xml.ts";
import { adoptMany, anAccount, authorize, authorizerOf, comeBack, confirm, depart, shardOf } from "../merchant.ts";
import { attributesOf, textOf } from "../page/read-html.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { COMPONENT_APPID, PASSWORD, signIn } from "./operator.ts";

afterEach(stopPlatform);

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`;
const PAGES = ["", "/setup", "/authorizers", "/links", "/events", "/deliveries", "/debugger", "/logins", "/audit"];

describe("what others wrote", () => {
  test("is text, wherever it is shown", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const account = platform.wechat.addAccount({
      appid: "wxhostile00000001",
      nickName: HOSTILE,
      principalName: HOSTILE,
    });
    await authorize(platform, account.appid);
    const browser = await signIn(platform);
    await browser.post(`/console/authorizers/${account.appid}/notes`, { tenant: HOSTILE, note: HOSTILE });
    await browser.post("/console/links", { tenant: HOSTILE });
    const now = Math.floor(Date.now() / 1000);
    await platform.wechat.pushEvent(
      `<xml><AppId>${COMPONENT_APPID}</AppId><CreateTime>${now}</CreateTime><InfoType>notify_something</InfoType><Info><![CDATA[${HOSTILE}]]></Info></xml>`,
    );
    await platform.wechat.settled();
    const paths = [...PAGES, `/authorizers/${account.appid}`, `/authorizers?q=${encodeURIComponent(HOSTILE)}`];
    const hostileQueries = [
      `/links?appid=`,
      `/debugger?appid=`,
      `/logins?appid=`,
      `/events?appid=`,
      "?done=",
      "?failed=",
    ];
    for (const path of [...paths, ...hostileQueries.map((each) => each + encodeURIComponent(HOSTILE))]) {
      const html = await browser.page(`/console${path}`);
      expect((await attributesOf(html, "script")).map(({ src }) => src)).toEqual([
        expect.stringMatching(/^\/console\/assets\/\w+\.js$/),
      ]);
      expect(await attributesOf(html, "[onerror], [src=x], [style]")).toEqual([]);
    }
    expect(await textOf(await browser.page(`/console/authorizers/${account.appid}`), "h1")).toBe(HOSTILE);
    expect(await textOf(await browser.page("/console/events"), "pre")).toContain("<script>alert(1)</script>");
    expect((await authorizerOf(platform, account.appid)).note).toBe(HOSTILE);
  });

  test("is no formula in a spreadsheet", async () => {
    expect(["=1+1", "+1", "-1", "@x", "\tx", "a=1", 'a"b,c'].map(csvCell)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'\tx",
      "a=1",
      '"a""b,c"',
    ]);
  });
});

describe("secrets", () => {
  test("I10: no page, form or file shows one", { timeout: 120_000 }, async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    await platform.cron();
    const browser = await signIn(platform);
    const answers = [];
    for (const path of [
      ...PAGES,
      `/authorizers/${appid}`,
      "/authorizers.csv",
      "/authorizers/sync",
      "/setup/checklist",
    ]) {
      answers.push(await browser.get(`/console${path}`));
    }
    const call = (path: string, account = appid, body = "{}") =>
      browser.post("/console/debugger", { account, method: "POST", path, body });
    answers.push(
      await call("cgi-bin/account/getaccountbasicinfo"),
      await call("cgi-bin/component/api_get_authorizer_info"),
      await call("cgi-bin/component/api_get_authorizer_list", "", '{"offset":0,"count":10}'),
      await call("cgi-bin/component/api_component_token", ""),
      await call("cgi-bin/component/api_authorizer_token"),
      await call("cgi-bin/token?grant_type=client_credential"),
      await browser.post("/console/quota", { cgi_path: "/cgi-bin/component/api_authorizer_token" }),
      await browser.post("/console/links", { tenant: "t" }),
      await browser.post(`/console/authorizers/${appid}/options`, { name: "voice_recognize" }),
      await browser.post(`/console/authorizers/${appid}/token`),
      await browser.post("/console/setup/token"),
    );
    const secrets = new Set([
      PASSWORD,
      env.COMPONENT_APPSECRET,
      env.MESSAGE_TOKEN,
      env.ENCODING_AES_KEY,
      env.WEBHOOK_SECRET,
      "demo-key-0123456789abcdef",
    ]);
    const collect = (value: unknown) => {
      if (typeof value === "string" && value.length >= 30 && !value.startsWith("/")) secrets.add(value);
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
    };
    for (const { query, body } of platform.wechat.calls) collect([query, body]);
    collect([platform.wechat.ticket, platform.wechat.accessToken(appid), platform.wechat.authorization(appid)]);
    for (const { xml } of platform.wechat.pushes) {
      for (const [, code = ""] of xml.matchAll(/<(?:AuthorizationCode|PreAuthCode)>(?:<!\[CDATA\[)?([^<\]]+)/g))
        collect(code);
    }
    expect(secrets.size).toBeGreaterThan(10);
    for (const answer of answers) {
      const text = [...answer.headers].join("\n") + (await answer.text());
      for (const secret of secrets) {
        // What the operator is asked to send as a body is theirs.
        expect(text.includes(secret) || text.includes(encodeURIComponent(secret)), `${answer.url} ${secret}`).toBe(
          false,
        );
      }
    }
  });

  test("of XML and answers are masked, and nothing else is", () => {
    const xml =
      "<xml><AuthorizationCode><![CDATA[a]]></AuthorizationCode><PreAuthCode>b</PreAuthCode><X>code-c</X></xml>";
    expect(maskedXml(xml, ["code-c"])).toBe(
      "<xml><AuthorizationCode>……</AuthorizationCode><PreAuthCode>……</PreAuthCode><X>……</X></xml>",
    );
    const answer =
      '{"access_token":"t","refresh_token":"r\\"x","ticket":"k","errcode":0,"id":1234567890123456789,"a":"say hush"}';
    expect(maskedAnswer(answer, ["hush"])).toBe(
      '{"access_token":"……","refresh_token":"……","ticket":"……","errcode":0,"id":1234567890123456789,"a":"say ……"}',
    );
    expect(readableAnswer('{"a":[1234567890123456789,{}],"b":"x, {y}"}')).toBe(
      '{\n  "a": [\n    1234567890123456789,\n    {}\n  ],\n  "b": "x, {y}"\n}',
    );
  });
});

describe("authorizers", () => {
  test("10,000 are searched in one page, without a call to WeChat, in under 100 KB", { timeout: 180_000 }, async () => {
    const platform = startPlatform();
    const appids = await adoptMany(platform, 10_000);
    const chosen = appids[7_777] ?? "";
    await shardOf(chosen).annotate(chosen, { tenant: "shop-7777", note: "年框客户" });
    const browser = await signIn(platform);
    platform.wechat.clearCalls();
    for (const text of [chosen, "SHOP-7777", "年框"]) {
      const startedAt = performance.now();
      const html = await browser.page(`/console/authorizers?q=${encodeURIComponent(text)}`);
      console.info(`found in ${Math.round(performance.now() - startedAt)} ms`);
      expect(await textOf(html, "h2#found")).toBe("找到 1 个，共 10000 个");
      expect(html).toContain(`/console/authorizers/${chosen}`);
      expect(new TextEncoder().encode(html).length).toBeLessThan(100_000);
    }
    const first = await browser.page("/console/authorizers");
    expect(new TextEncoder().encode(first).length).toBeLessThan(100_000);
    const [next] = await attributesOf(first, "a[rel=next]");
    const second = await browser.page(next?.href ?? "");
    const shown = async (html: string) => (await attributesOf(html, ".row-title a")).map(({ href }) => href);
    expect(await shown(first)).toHaveLength(50);
    expect(new Set([...(await shown(first)), ...(await shown(second))]).size).toBe(100);
    const csv = await (await browser.get("/console/authorizers.csv")).text();
    expect(csv.trim().split("\r\n")).toHaveLength(10_001);
    expect(platform.wechat.calls).toEqual([]);
  });

  test("notes are saved and checked, and every change is written down", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    const browser = await signIn(platform, { "cf-connecting-ip": "192.0.2.7" });
    const path = `/console/authorizers/${appid}`;
    const saved = await browser.post(`${path}/notes`, {
      tenant: "t-1",
      note: "n-1",
      forward_url: "https://a.example/x?key=hush",
    });
    expect(saved.headers.get("location")).toBe(`${path}?done=saved`);
    expect(await authorizerOf(platform, appid)).toMatchObject({ tenant: "t-1", note: "n-1" });
    const refused = await browser.post(`${path}/notes`, { tenant: "t-2", forward_url: "http://a.example" });
    expect(refused.headers.get("location")).toBe(`${path}?failed=invalid_request`);
    expect((await authorizerOf(platform, appid)).tenant).toBe("t-1");
    const unknown = await browser.post("/console/authorizers/wxnobody/notes", { tenant: "t" });
    expect(unknown.headers.get("location")).toContain("failed=unknown_authorizer");
    const audit = await textOf(await browser.page("/console/audit"), "main");
    for (const word of ["修改备注与转发", appid, "t-1", "invalid_request", "unknown_authorizer", "密码登录"])
      expect(audit).toContain(word);
    expect(audit).not.toContain("hush");
  });
});

describe("links", () => {
  test("what became of each is shown: issued, opened, authorized", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const browser = await signIn(platform);
    const issued = async () => textOf(await browser.page("/console/links"), "section[aria-labelledby=issued] .rows");
    const made = await browser.post("/console/links", {
      auth_type: "6",
      tenant: "shop-42",
      category_id: ["1", "3"],
      life_days: "30",
    });
    const url = (await attributesOf(await made.text(), "#made-url"))[0]?.value ?? "";
    expect(await issued()).toContain("未打开");
    const departed = await depart(platform, url);
    expect(departed.destination.searchParams.get("category_id_list")).toBe("1|3");
    expect(await issued()).toContain("已打开，未完成");
    const appid = anAccount(platform);
    await comeBack(platform, await confirm(platform, departed, { authorizerAppid: appid }));
    expect(await issued()).toContain("已授权");
    expect(await issued()).toContain(appid);
    expect((await authorizerOf(platform, appid)).tenant).toBe("shop-42");
    await platform.api("/v1/authorization-links", { method: "POST", body: { tenant: "by-api" } });
    expect(await issued()).toContain("by-api");
  });

  test("come as a PNG and an SVG, and lead nowhere but to us", async () => {
    const browser = await signIn(startPlatform());
    const png = await browser.get("/console/links/qr.png?link=abc.def");
    expect(png.headers.get("content-type")).toBe("image/png");
    const bytes = new Uint8Array(await png.arrayBuffer());
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect((await browser.get("/console/links/qr.svg?link=abc.def")).status).toBe(200);
    expect((await browser.get("/console/links/qr.svg?link=https://evil.example")).status).toBe(404);
  });

  test("return only to RETURN_ORIGINS", async () => {
    const browser = await signIn(startPlatform());
    expect((await browser.post("/console/links", { return_to: "https://evil.example/" })).status).toBe(422);
    expect((await browser.post("/console/links", { return_to: "https://app.example.com/done" })).status).toBe(200);
  });
});

test("a dead letter is shown, and sent again", async () => {
  const browser = await signIn(startPlatform());
  const book = deliveryLog(env, COMPONENT_APPID);
  const job = eventJob("evt_dead", "component.event", Date.now(), { note: "the body" });
  const last = { url: "https://app.example.com/events", status: 500, error: null };
  await book.bury([{ ...job, attempts: 9, last }]);
  const shown = await textOf(await browser.page("/console/deliveries"), "#dead");
  for (const word of ["evt_dead", "component.event", "HTTP 500", "重新发送"]) expect(shown).toContain(word);
  const sent = await browser.post("/console/deliveries/again", { id: "evt_dead" });
  expect(sent.headers.get("location")).toBe("/console/deliveries?done=sent_again");
  expect(await book.countDeadLetters()).toBe(0);
  const again = await browser.post("/console/deliveries/again", { id: "evt_dead" });
  expect(again.headers.get("location")).toBe("/console/deliveries?failed=not_found");
});

test("web login links keep the parameters of redirect_uri", async () => {
  const browser = await signIn(startPlatform());
  const fields = {
    kind: "authorizer",
    appid: "wx1",
    redirect_uri: "https://a.example/x?a=1&b=2",
    scope: "snsapi_base",
    state: "s",
  };
  const html = await (await browser.post("/console/logins", fields)).text();
  const url = new URL((await attributesOf(html, "#url"))[0]?.value ?? "");
  expect(url.searchParams.get("redirect_uri")).toBe("https://a.example/x?a=1&b=2");
  expect(url.hash).toBe("#wechat_redirect");
});

test("the setup page names the address to whitelist, and what is missing on the way", async () => {
  const platform = startPlatform();
  const browser = await signIn(platform);
  expect(await textOf(await browser.page("/console/setup"), ".check")).toContain("收到 ticket 后");
  await platform.wechat.pushTicket();
  platform.wechat.faults.inject({
    kind: "errcode",
    errcode: 61004,
    errmsg: "access clientip is not registered requestIP: 203.0.113.9 rid: 1",
  });
  const checked = await browser.post("/console/setup/token");
  expect(checked.headers.get("location")).toContain("failed=ip_not_whitelisted&errcode=61004");
  expect(await textOf(await browser.page("/console/setup"), ".address")).toBe("203.0.113.9");
});

test("viewing every page costs WeChat no call", async () => {
  const platform: Platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  const browser = await signIn(platform);
  platform.wechat.clearCalls();
  for (const path of [...PAGES, `/authorizers/${appid}`, "/authorizers.csv", "/authorizers/sync", "/setup/checklist"]) {
    expect((await browser.get(`/console${path}`)).status).toBe(200);
  }
  expect(platform.wechat.calls).toEqual([]);
});
