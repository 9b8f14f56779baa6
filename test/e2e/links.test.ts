import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuthorizerJson, LinkJson } from "../stack/back-end.ts";
import { confirmAuthorization, openAuthorization } from "../stack/merchant.ts";
import { type Stack, startStack } from "../stack/start.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.wechat.pushTicket();
});
afterAll(() => stack?.close());

test("a signed link opened twice leads to two pre_auth_codes, and both authorize for the link's tenant", async () => {
  const { backEnd, wechat } = stack;
  const link = await backEnd.ask<LinkJson>("/v1/authorization-links", { method: "POST", body: { tenant: "shop-7" } });
  const [one, other] = await Promise.all([openAuthorization(link.json.url), openAuthorization(link.json.url)]);
  expect(one.preAuthCode).toMatch(/^preauthcode@@@/);
  expect(other.preAuthCode).toMatch(/^preauthcode@@@/);
  expect(one.preAuthCode).not.toBe(other.preAuthCode);

  const [first, second] = wechat.accounts().map(({ appid }) => appid);
  expect((await confirmAuthorization(one, first ?? "")).status).toBe(200);
  expect((await confirmAuthorization(other, second ?? "")).status).toBe(200);
  for (const appid of [first, second]) {
    const { json } = await backEnd.ask<AuthorizerJson>(`/v1/authorizers/${appid}`);
    expect(json).toMatchObject({ status: "authorized", tenant: "shop-7" });
  }
});

test("what a link asks for is what WeChat's page offers: one account, and two of its permission sets", async () => {
  const { backEnd, wechat } = stack;
  const account = wechat.accounts().find(({ nickName }) => nickName === "青禾生鲜商城");
  const link = await backEnd.ask<LinkJson>("/v1/authorization-links", {
    method: "POST",
    body: { auth_type: 1, biz_appid: account?.appid, category_id_list: [18, 25], platform: "h5" },
  });
  const page = await openAuthorization(link.json.url);
  expect(page.url.pathname).toBe("/wxaopen/safe/bindcomponent");
  expect(page.choices.map(({ appid }) => appid)).toEqual([account?.appid]);
  await confirmAuthorization(page, account?.appid ?? "");
  const { json } = await backEnd.ask<AuthorizerJson>(`/v1/authorizers/${account?.appid}`);
  expect(json.func_info.map(({ id }) => id).sort()).toEqual([18, 25]);
});

test("a program that follows redirects gets WeChat's address at once, and may pass the origin on", async () => {
  const response = await fetch(`${stack.origin}/authorize`, { redirect: "manual" });
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toContain(`${stack.wechatUrl}/cgi-bin/componentloginpage?`);
  expect(response.headers.get("referrer-policy")).toBe("origin");
});
