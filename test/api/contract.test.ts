import { afterEach, describe, expect, test } from "vitest";
import { DOCUMENT } from "../../src/api/openapi/served-document.ts";
import { app } from "../../src/app.ts";
import { startPlatform, stopPlatform } from "../platform.ts";
import { DOCUMENTED, expectDocumented, failuresOf, faultsIn, responsesOf } from "./documented.ts";
import { call, type Difference } from "./documented-call.ts";
import { FAILING, goingWell } from "./failing.ts";

afterEach(stopPlatform);

/** What is not for the business's back ends: WeChat's pushes, the merchant's way back, the operator's pages. */
const NOT_DOCUMENTED = /^\/(?:wechat\/|authorize\/callback\/|console(?:\/|$))/;

describe("the document", () => {
  test("has the routes of the app, no more and no fewer", () => {
    const routes = app.routes
      .filter(({ method, path }) => method !== "ALL" && !NOT_DOCUMENTED.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    // Middleware matches all methods, and so does the proxy.
    const proxied = app.routes.some(({ method, path }) => method === "ALL" && path === "/wx/*");
    expect(proxied).toBe(true);
    const documented = DOCUMENTED.filter(({ path }) => !path.startsWith("/wx/"));
    expect(new Set(documented.map(({ method, path }) => `${method.toUpperCase()} ${path}`))).toEqual(new Set(routes));
  });

  test("has examples that fit its schemas", () => {
    const faults = DOCUMENTED.flatMap((route) => {
      const contents = [...Object.values(responsesOf(route)), route.operation.requestBody].map((each) => each?.content);
      return contents
        .flatMap((content) => Object.values(content ?? {}))
        .flatMap(({ schema = {}, example, examples = {} }) =>
          [example ?? [], ...Object.values(examples).map(({ value }) => value)]
            .flat()
            .flatMap((value) => faultsIn(schema, value)),
        )
        .map((fault) => `${route.id} ${fault}`);
    });
    expect(faults).toEqual([]);
  });

  test("is served with the origin that was asked, without a key, and for readers elsewhere", async () => {
    const response = await startPlatform().fetch("/openapi.json");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toEqual({ ...DOCUMENT, servers: [{ url: "https://wx.example.com" }] });
  });
});

/** Where the example alone does not bring about each success. */
const SUCCESSES: Record<string, Record<string, Difference>> = {
  authorize: { 200: { headers: { accept: "text/html" } }, 302: {} },
};

describe("each route answers as documented", () => {
  const successes = DOCUMENTED.flatMap((route) =>
    Object.entries(responsesOf(route))
      .filter(([, { content = {} }]) => !("application/problem+json" in content))
      .map(([status]) => ({ ...route, status: Number(status) })),
  );

  test.each(successes.filter(({ id, status }) => id !== "getHealth" || status === 200))(
    "$id $status",
    async (route) => {
      const { platform, appid } = await goingWell();
      const response = await call(platform, appid, route, SUCCESSES[route.id]?.[route.status]);
      expect(response.status).toBe(route.status);
      await expectDocumented(route, response);
    },
  );

  test("getHealth 503", async () => {
    const [route] = DOCUMENTED.filter(({ id }) => id === "getHealth");
    if (route === undefined) throw new Error("/healthz is not documented");
    for (const settings of [{}, { MESSAGE_TOKEN: "" }]) {
      const response = await call(startPlatform(settings), "", route);
      expect(response.status).toBe(503);
      await expectDocumented(route, response);
    }
  });
});

describe("each route fails as documented", () => {
  const codes = new Set(DOCUMENTED.flatMap((route) => failuresOf(route).map(([code]) => code)));

  test.each([...codes].sort())("%s", async (code) => {
    const arrange = FAILING[code];
    if (arrange === undefined) throw new Error(`nothing brings about ${code}`);
    const { platform, appid, difference } = await arrange();
    for (const route of DOCUMENTED) {
      const documented = failuresOf(route).find(([each]) => each === code);
      if (documented === undefined) continue;
      const response = await call(platform, appid, route, difference?.(route));
      const { status } = response;
      const body = await expectDocumented(route, response);
      expect([route.id, status, body?.code], JSON.stringify(body)).toEqual([route.id, documented[1], code]);
    }
  });
});
