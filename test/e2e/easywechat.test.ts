import { FormData, OfficialAccount } from "node-easywechat";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstApiKey } from "../stack/settings.ts";
import { type Stack, startStack } from "../stack/start.ts";

/** A client that nobody here wrote calls WeChat for a merchant, and has no token: only its base URL is another. */
describe("node-easywechat through the API proxy", () => {
  let stack: Stack;
  let appid: string;

  beforeAll(async () => {
    stack = await startStack({ wechat: { lifetimes: { authorizerAccessToken: 2, overlap: 0 } } });
    await stack.wechat.pushTicket();
    appid = stack.wechat.accounts()[0]?.appid ?? "";
    await stack.wechat.authorizeDirectly(appid, { push: true }).eventPush;
  });
  afterAll(() => stack?.close());

  function client() {
    const app = new OfficialAccount({
      app_id: appid,
      secret: "not needed",
      http: {
        baseURL: `${stack.origin}/wx/${appid}/`,
        headers: { authorization: `Bearer ${firstApiKey(stack.settings)}` },
      },
    });
    app.setAccessToken({ getToken: async () => "not needed", toQuery: async () => ({ access_token: "not needed" }) });
    return app.createClient();
  }

  test("gets the merchant's data, again and again while its tokens expire", async () => {
    for (let second = 0; second < 5; second++) {
      const users = (await client().get("cgi-bin/user/get")).toObject();
      expect(users).toMatchObject({ total: expect.any(Number) });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    expect(stack.wechat.count("api_authorizer_token", { errcode: 0 })).toBeGreaterThan(1);
  });

  test("makes a JSON call, also when WeChat has just killed the token", async () => {
    // From here on tokens die when they are told to, not while a slow machine is still sending.
    stack.wechat.settings.lifetimes.authorizerAccessToken = 7_200;
    stack.wechat.invalidateAccessTokens(appid);
    const message = { touser: "o-openid", msgtype: "text", text: { content: "您好 <b>&</b>" } };
    const sent = (await client().postJson("cgi-bin/message/custom/send", message)).toObject();
    expect(sent).toMatchObject({ errcode: 0 });
    expect(JSON.stringify(stack.wechat.sentMessages.at(-1))).toContain("您好 <b>&</b>");
  });

  test("uploads a file and downloads it, byte for byte, also when the token is dead", async () => {
    const bytes = Buffer.alloc(300_000, "图文abc");
    const form = new FormData();
    form.append("media", bytes, { filename: "a.jpg", contentType: "image/jpeg" });
    stack.wechat.invalidateAccessTokens(appid);
    const uploaded = await client().request("POST", "cgi-bin/media/upload", {
      params: { type: "image" },
      data: form,
      headers: form.getHeaders(),
    });
    const { media_id } = uploaded.toObject() as { media_id: string };
    stack.wechat.invalidateAccessTokens(appid);
    const downloaded = await client().request("GET", "cgi-bin/media/get", {
      params: { media_id },
      responseType: "arraybuffer",
    });
    expect(Buffer.compare(Buffer.from(downloaded.getContent()), bytes)).toBe(0);
  });

  test("is told when the merchant has revoked", async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await stack.wechat.unauthorize(appid);
    const refused = await client().get("cgi-bin/user/get");
    expect(refused.getStatusCode()).toBe(409);
    expect(refused.toObject()).toMatchObject({ code: "authorizer_unauthorized" });
  });
});
