import { getJsApiSignature } from "@wecom/crypto";
import { afterEach, describe, expect, test } from "vitest";
import { anAccount, authorize } from "../merchant.ts";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

async function authorized(): Promise<{ platform: Platform; path: string; appid: string }> {
  const platform = startPlatform();
  platform.advance(0);
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  return { platform, appid, path: `/v1/authorizers/${appid}/jsapi-ticket` };
}

const bought = (platform: Platform) => platform.wechat.count("/cgi-bin/ticket/getticket");

describe("jsapi_ticket and card ticket", () => {
  test("are held as a token is: 500 readers cost one call, of each type", async () => {
    const { platform, path } = await authorized();
    const answers = await Promise.all(Array.from({ length: 500 }, () => platform.api(path)));
    expect(new Set(answers.map(({ json }) => json.ticket)).size).toBe(1);
    expect(answers[0]?.json.expires_in).toBe(7_200);
    expect(bought(platform)).toBe(1);
    const card = await platform.api(`${path}?type=wx_card`);
    expect(card.json.ticket).not.toBe(answers[0]?.json.ticket);
    expect(bought(platform)).toBe(2);
  });

  test("are replaced when they are due, and when WeChat rejected them", async () => {
    const { platform, path } = await authorized();
    const { ticket } = (await platform.api(path)).json;
    await platform.api(path, { method: "POST", body: { rejected: "another" } });
    expect(bought(platform)).toBe(1);
    await platform.api(path, { method: "POST", body: { rejected: ticket } });
    expect(bought(platform)).toBe(2);
    platform.advance(100 * 60_000);
    await platform.api(path);
    expect(bought(platform)).toBe(3);
  });

  test("a token that WeChat rejects on the way is replaced", async () => {
    const { platform, path, appid } = await authorized();
    platform.wechat.invalidateAccessTokens(appid);
    expect((await platform.api(path)).status).toBe(200);
    expect(platform.wechat.count("api_authorizer_token")).toBe(1);
  });

  test("are gone with the authorization", async () => {
    const { platform, path, appid } = await authorized();
    await platform.api(path);
    platform.advance(5_000);
    await platform.wechat.unauthorize(appid);
    expect((await platform.api(path)).json.code).toBe("authorizer_unauthorized");
  });

  test("only of the two types", async () => {
    const { platform, path } = await authorized();
    const answer = await platform.api(`${path}?type=other`);
    expect([answer.status, answer.json.code]).toEqual([400, "invalid_request"]);
  });
});

test("a signature for wx.config is what another implementation makes of the ticket, without the fragment", async () => {
  const { platform, path, appid } = await authorized();
  const { ticket } = (await platform.api(path)).json;
  const url = "https://shop.example.com/页?a=1&b=%20#there";
  const { json } = await platform.api(path.replace("-ticket", "-signature"), { method: "POST", body: { url } });
  const { nonceStr, timestamp } = json;
  const expected = getJsApiSignature({ url: url.split("#")[0] ?? "", ticket, nonceStr, timestamp });
  expect(json).toEqual({ appId: appid, timestamp, nonceStr, signature: expected.signature });
  expect(bought(platform)).toBe(1);
});
