import { afterEach, describe, expect, test, vi } from "vitest";
import { callWechat, type WechatApi } from "../../src/wechat/call.ts";

const TOKEN = "61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD";
const PATH = "/cgi-bin/component/api_query_auth";

afterEach(() => {
  vi.useRealTimers();
});

/** A call with a token in its query, and what was asked of `fetch` for it. */
async function call(answer: WechatApi["fetch"], api: Partial<WechatApi> = {}) {
  const fetch = vi.fn(answer);
  const query = { component_access_token: TOKEN };
  const body = { component_appid: "wx1", 名: "青禾" };
  const result = await callWechat({ base: "https://api.weixin.qq.com", fetch, ...api }, PATH, query, body);
  const [url = "", init = {}] = fetch.mock.calls[0] ?? [];
  return { result, url, init, headers: new Headers(init.headers), times: fetch.mock.calls.length };
}

const saying = (text: string, init?: ResponseInit) => async () => new Response(text, init);

/** A request that goes on until it is given up, as a real one does: before the headers, or in the middle of the body. */
const hanging: Record<string, WechatApi["fetch"]> = {
  "sends nothing": (_url, { signal }) =>
    new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  "stops in the middle": async (_url, { signal }) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"errcode":'));
          signal?.addEventListener("abort", () => controller.error(signal.reason));
        },
      }),
    ),
};

describe("a call", () => {
  test("is a POST of JSON, with the token in the query", async () => {
    const { url, init, headers, result } = await call(saying('{"errcode":0,"errmsg":"ok"}'));
    expect(url).toBe(`https://api.weixin.qq.com${PATH}?component_access_token=${TOKEN}`);
    expect(init.method).toBe("POST");
    expect(headers.get("content-type")).toBe("application/json");
    expect(init.body).toBe('{"component_appid":"wx1","名":"青禾"}');
    expect(result).toEqual({ ok: true, value: { errcode: 0, errmsg: "ok" } });
  });

  test("without a query has no question mark, and one with anything in it is encoded", async () => {
    const fetch = vi.fn<WechatApi["fetch"]>(saying("{}"));
    await callWechat({ base: "https://api.weixin.qq.com", fetch }, "/a", {}, {});
    await callWechat({ base: "https://relay.example.com/wx", fetch }, "/a", { access_token: "a&b=c d" }, {});
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      "https://api.weixin.qq.com/a",
      "https://relay.example.com/wx/a?access_token=a%26b%3Dc+d",
    ]);
  });

  test("without a body is a GET", async () => {
    const fetch = vi.fn<WechatApi["fetch"]>(saying('{"ticket":"t"}'));
    const api = { base: "https://api.weixin.qq.com", fetch };
    const result = await callWechat(api, "/cgi-bin/ticket/getticket", { access_token: TOKEN, type: "jsapi" }, null);
    expect(result).toEqual({ ok: true, value: { ticket: "t" } });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: "GET", body: null });
  });

  test("shows the relay its key, and WeChat none", async () => {
    expect((await call(saying("{}"))).headers.has("authorization")).toBe(false);
    expect((await call(saying("{}"), { relayKey: "k-1" })).headers.get("authorization")).toBe("Bearer k-1");
  });

  test("follows no redirect: it would carry the token there", async () => {
    const elsewhere = { status: 302, headers: { location: "https://attacker.example/" } };
    const { init, result, times } = await call(saying("", elsewhere));
    expect(init.redirect).toBe("manual");
    expect(times).toBe(1);
    expect(result).toEqual({ ok: false, failure: { code: "wechat_unavailable", reason: "HTTP 302" } });
  });

  test("leaves no timer behind, whatever becomes of it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await call(saying("{}"));
    await call(saying("", { status: 502 }));
    await call(() => Promise.reject(new TypeError("dropped")));
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(Object.keys(hanging))("is given up after 8 s when WeChat %s", async (how) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = hanging[how] ?? saying("");
    let settled = false;
    const calling = call(answer).finally(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(7_990);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect((await calling).result).toEqual({
      ok: false,
      failure: { code: "wechat_unavailable", reason: "no answer within 8 s" },
    });
  });
});

describe("an answer counts as none", () => {
  test.each<[string, WechatApi["fetch"], string]>([
    ["when the connection is dropped", () => Promise.reject(new TypeError("fetch failed")), "the connection failed"],
    [
      "when fetch throws at once",
      () => {
        throw new Error("no");
      },
      "the connection failed",
    ],
    ["when something is thrown that is no error", () => Promise.reject("no"), "the connection failed"],
    ["when the body breaks off", async () => new Response(broken()), "the connection failed"],
    ["with status 500", saying("{}", { status: 500 }), "HTTP 500"],
    ["with status 502 and a page", saying("<html></html>", { status: 502 }), "HTTP 502"],
    ["with status 404", saying('{"errcode":0}', { status: 404 }), "HTTP 404"],
    ["with status 204", async () => new Response(null, { status: 204 }), "HTTP 204"],
    ["with a page in place of JSON", saying("<!doctype html><html></html>"), "the answer is not JSON"],
    ["with half of its JSON", saying('{"component_access_token":"61W3'), "the answer is not JSON"],
    ["that is empty", saying(""), "the answer is not JSON"],
    ["that is a list", saying("[]"), "the answer is not a JSON object"],
    ["that is null", saying("null"), "the answer is not a JSON object"],
    ["that is text", saying('"ok"'), "the answer is not a JSON object"],
    ["with an errcode that is none", saying('{"errcode":"later"}'), "the errcode is not a number"],
  ])("%s", async (_how, answer, reason) => {
    expect((await call(answer)).result).toEqual({ ok: false, failure: { code: "wechat_unavailable", reason } });
  });

  test("when WeChat is busy, and it is told", async () => {
    expect((await call(saying('{"errcode":-1,"errmsg":"system error hint: [0456vr32]"}'))).result).toEqual({
      ok: false,
      failure: {
        code: "wechat_unavailable",
        reason: "WeChat is busy",
        wechat: { errcode: -1, errmsg: "system error hint: [0456vr32]" },
      },
    });
  });
});

test("a content type decides nothing", async () => {
  const headers = { "content-type": "text/plain" };
  const { result } = await call(saying('{"component_access_token":"t","expires_in":7200}', { headers }));
  expect(result).toEqual({ ok: true, value: { component_access_token: "t", expires_in: 7200 } });
});

test("I10: a failure tells nothing secret that was sent, and WeChat's words all the same", async () => {
  const secret = "0123456789abcdef0123456789abcdef";
  const errmsg = `invalid appsecret ${secret} of wx0000000000000001, hint: [x]`;
  const result = await callWechat(
    { base: "https://api.weixin.qq.com", fetch: saying(JSON.stringify({ errcode: 40125, errmsg })) },
    PATH,
    {},
    { component_appid: "wx0000000000000001", component_appsecret: secret, offset: 0 },
  );
  expect(result).toEqual({
    ok: false,
    failure: {
      code: "wechat_error",
      wechat: { errcode: 40125, errmsg: "invalid appsecret … of wx0000000000000001, hint: [x]" },
    },
  });
});

test("I10: no failure tells the token, whoever quotes it", async () => {
  const answers: WechatApi["fetch"][] = [
    (url) => Promise.reject(new TypeError(`fetch failed: ${url}`)),
    (url) => Promise.reject(Object.assign(new Error("failed", { cause: url }), { url })),
    (url) => Promise.reject(url),
    async (url) => new Response(`<html>no route to ${url}</html>`),
    async (url) => new Response(`no route to ${url}`, { status: 502, statusText: url.slice(-20) }),
    async (url) => new Response(null, { status: 301, headers: { location: url } }),
    async (url) => new Response(JSON.stringify([url])),
    async (url) => new Response(JSON.stringify({ errcode: url })),
    async (url) => new Response(JSON.stringify({ errcode: 40001, errmsg: `invalid credential in ${url}` })),
    async (url) => new Response(JSON.stringify({ errcode: -1, errmsg: url })),
  ];
  for (const answer of answers) {
    const { result } = await call(answer);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  }
});

function broken(): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      controller.error(new Error("reset by peer"));
    },
  });
}
