import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { type Business, type Received, startBusiness } from "../business.ts";
import { anAccount, authorize } from "../merchant.ts";
import { COMPONENT_APPID, stopPlatform } from "../platform.ts";
import { readMessageXml, type XmlFields } from "../simulator/push/message-xml.ts";

afterEach(stopPlatform);

const WEBHOOK_SECRET = "whsec_c2ltdWxhdG9yLXdlYmhvb2stc2VjcmV0LTAxMjM0NTY3ODk=";
const OFFICIAL = "wx5a1b0c7d3e9f2041";

/** What fans send and do, as WeChat documents it; encrypted by the simulator with @wecom/crypto. */
const MESSAGES: XmlFields[] = [
  { MsgType: "text", Content: " 前后 ]]> <b>&amp;</b> 😀 " },
  { MsgType: "text", Content: "选一个", bizmsgmenuid: "00123" },
  { MsgType: "image", PicUrl: "https://mmbiz.qpic.cn/a?x=1&y=2", MediaId: "media_1" },
  { MsgType: "voice", MediaId: "media_2", Format: "speex", Recognition: "腾讯微信团队", MediaId16K: "media_3" },
  { MsgType: "video", MediaId: "media_4", ThumbMediaId: "thumb_1" },
  { MsgType: "shortvideo", MediaId: "media_5", ThumbMediaId: "thumb_2" },
  { MsgType: "location", Location_X: "23.134521", Location_Y: "113.358803", Scale: "20", Label: "位置" },
  { MsgType: "link", Title: "公众平台官网链接", Description: "d", Url: "https://mp.weixin.qq.com/?a=1&b=2" },
  {
    MsgType: "miniprogrampage",
    Title: "t",
    AppId: "wx1",
    PagePath: "pages/i",
    ThumbUrl: "https://a/",
    ThumbMediaId: "m",
  },
  { MsgType: "event", Event: "subscribe", EventKey: "qrscene_123", Ticket: "TICKET" },
  { MsgType: "event", Event: "unsubscribe" },
  { MsgType: "event", Event: "SCAN", EventKey: "00000000000000000042" },
  { MsgType: "event", Event: "LOCATION", Latitude: "23.137466", Longitude: "113.352425", Precision: "119.385040" },
  { MsgType: "event", Event: "CLICK", EventKey: "menu_1" },
  { MsgType: "event", Event: "VIEW", EventKey: "https://www.qq.com", MenuId: "7" },
  { MsgType: "event", Event: "TEMPLATESENDJOBFINISH", MsgID: "200163836", Status: "success" },
  {
    MsgType: "event",
    Event: "weapp_audit_fail",
    Reason: "1:账号信息不符合规范",
    FailTime: "1488856591",
    ScreenShot: "a|b",
  },
  {
    MsgType: "event",
    Event: "scancode_push",
    EventKey: "k",
    ScanCodeInfo: { ScanType: "qrcode", ScanResult: "1 & 2" },
  },
  { MsgType: "a_type_of_tomorrow", Tomorrow: { A: "1", B: { C: "02" } } },
];

/** What a business may answer. */
const REPLIES = [
  { MsgType: "text", Content: "好 ]]> & <b>" },
  { MsgType: "image", Image: { MediaId: "m1" } },
  { MsgType: "voice", Voice: { MediaId: "m2" } },
  { MsgType: "video", Video: { MediaId: "m3", Title: "标题", Description: "d" } },
  {
    MsgType: "music",
    Music: { Title: "t", Description: "d", MusicUrl: "https://a/", HQMusicUrl: "", ThumbMediaId: "m4" },
  },
  { MsgType: "news", Articles: [{ Title: "一", Description: "d", PicUrl: "https://a/", Url: "https://b/?x=1&y=2" }] },
  { MsgType: "transfer_customer_service" },
];

describe("a message", () => {
  it.each(MESSAGES)("of $MsgType $Event comes to the business with every field as text", async (message) => {
    const { platform, received } = startBusiness();
    const push = await platform.wechat.pushMessage(OFFICIAL, message);
    expect(push).toMatchObject({ accepted: true, body: "success", attempts: 1 });
    expect(received).toHaveLength(1);
    const [{ json, headers, url, body }] = received as [Received];
    expect(url.href).toBe(`https://app.example.com/messages/${OFFICIAL}`);
    expect(json).toEqual({
      type: "message.received",
      timestamp: new Date(Number(json.data.fields.CreateTime) * 1000).toISOString(),
      data: {
        component_appid: COMPONENT_APPID,
        authorizer_appid: OFFICIAL,
        tenant: null,
        fields: expect.objectContaining({ ...message, CreateTime: expect.stringMatching(/^\d{10}$/) }),
        xml: push.xml,
      },
    });
    expect(headers.get("content-type")).toBe("application/json");
    expect(new Webhook(WEBHOOK_SECRET).verify(body, Object.fromEntries(headers))).toEqual(json);
  });

  it.each(REPLIES)("is answered with $MsgType: sealed so that @wecom/crypto opens it", async (reply) => {
    const { platform, ...business } = withAnswer(() => Response.json({ reply }));
    const push = await platform.wechat.pushMessage(OFFICIAL, { Content: "你好" });
    expect(push).toMatchObject({ accepted: true, reply: { problems: [] } });
    const { MsgType: _, Articles: articles, ...rest } = reply as Record<string, unknown> & typeof reply;
    const leaves = Object.values(articles ?? rest).flatMap((value) =>
      typeof value === "object" ? Object.entries(value ?? {}) : [],
    );
    expect(push.reply?.fields).toMatchObject({ MsgType: reply.MsgType, ...Object.fromEntries(leaves) });
    if ("Content" in reply) expect(push.reply?.fields.Content).toBe(reply.Content);
    if (articles !== undefined) expect(push.reply?.xml).toMatch(/<ArticleCount>1<\/ArticleCount>.*<Articles><item>/s);
    expect(business.received).toHaveLength(1);
  });

  it("is answered with WeChat's XML as the business wrote it", async () => {
    const { platform, received } = withAnswer(({ json }) => {
      const { FromUserName: fan, ToUserName: account } = json.data.fields;
      return new Response(
        `<xml>\n<ToUserName>${fan}</ToUserName><FromUserName>${account}</FromUserName><CreateTime>12345678</CreateTime><MsgType>text</MsgType><Content>&#20320;</Content></xml>\n`,
        { headers: { "content-type": "text/plain" } },
      );
    });
    const push = await platform.wechat.pushMessage(OFFICIAL, { Content: "你好" });
    expect(push.reply?.problems).toEqual([]);
    expect(push.reply?.xml).toContain(
      "<CreateTime>12345678</CreateTime><MsgType>text</MsgType><Content>&#20320;</Content>",
    );
    expect(received).toHaveLength(1);
  });

  it.each(["", "success", " success\n", "{}", '{"reply":null}', '{"ok":true}'])(
    "that is answered %j gets no reply",
    async (body) => {
      const { platform, book } = withAnswer(() => new Response(body));
      expect(await platform.wechat.pushMessage(OFFICIAL, { Content: "1" })).toMatchObject({
        body: "success",
        attempts: 1,
      });
      await expect
        .poll(async () => (await book())[0], { timeout: 3_000 })
        .toMatchObject({ status: "delivered", last: { error: null } });
    },
  );

  it.each([
    ["{", "not JSON"],
    ["ok", "neither JSON nor XML"],
    ["<html><body>hi</body></html>", "no XML of WeChat's"],
    ['{"reply":{"MsgType":"image"}}', "needs Image.MediaId"],
    ["长".repeat(30_000), "too long"],
  ])("that is answered something else counts as taken, and the book says why there is no reply", async (body, why) => {
    const { platform, received, book } = withAnswer(() => new Response(body));
    expect(await platform.wechat.pushMessage(OFFICIAL, { Content: "1" })).toMatchObject({
      body: "success",
      attempts: 1,
    });
    await expect.poll(async () => (await book())[0]?.last?.error, { timeout: 3_000 }).toContain(why);
    expect((await book())[0]).toMatchObject({ status: "delivered", attempts: 1 });
    expect(received).toHaveLength(1);
  });

  it("of an authorizer that is not known is relayed all the same, tenant null", async () => {
    const { platform, received } = startBusiness();
    await platform.wechat.pushMessage("wxnobodyknowsthis0", { Content: "1" });
    expect(received[0]?.json.data).toMatchObject({ authorizer_appid: "wxnobodyknowsthis0", tenant: null });
  });

  it("goes to the forward_url and with the tenant of its authorizer", async () => {
    const { platform, received, until } = startBusiness();
    await platform.wechat.pushTicket();
    await authorize(platform, OFFICIAL);
    await until(() => received.some(({ json }) => json.type === "authorizer.authorized"));
    await platform.api(`/v1/authorizers/${OFFICIAL}`, {
      method: "PATCH",
      body: { forward_url: "https://app.example.com/own?for=$APPID$", tenant: "shop-42" },
    });
    await platform.wechat.pushMessage(OFFICIAL, { Content: "1" });
    const message = received.find(({ json }) => json.type === "message.received");
    expect(message?.url.href).toBe(`https://app.example.com/own?for=${OFFICIAL}`);
    expect(message?.json.data.tenant).toBe("shop-42");
  });

  it("in JSON, outside and inside, is read as well", async () => {
    const { platform, received } = startBusiness();
    const { settings } = platform.wechat;
    const inner =
      '{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1715943329,"MsgType":"text","MsgId":9007199254740993}';
    const sealed = encrypt(settings.encodingAesKey, inner, COMPONENT_APPID);
    const query = new URLSearchParams({
      timestamp: "1715943329",
      nonce: "415670741",
      msg_signature: getSignature(settings.token, "1715943329", "415670741", sealed),
    });
    const body = JSON.stringify({ ToUserName: "gh_1", Encrypt: sealed });
    const response = await platform.fetch(`/wechat/messages/${OFFICIAL}?${query}`, { method: "POST", body });
    expect(await response.text()).toBe("success");
    expect(received[0]?.json.data).toMatchObject({
      fields: { CreateTime: "1715943329", MsgId: "9007199254740993" },
      xml: inner,
    });
  });

  it.each([
    ["a wrong msg_signature", { msgSignature: "0".repeat(40) }, 401],
    ["no msg_signature", { msgSignature: null }, 401],
    ["another token", { token: "other" }, 401],
    ["plain text", { plaintext: true }, 401],
    ["another key", { encodingAesKey: "Z".repeat(43) }, 400],
    ["another component at the tail", { tailAppid: OFFICIAL }, 400],
    ["more than 256 KiB", { bodyBytes: 256 * 1024 + 1 }, 413],
  ])("I11: with %s is refused", async (_what, overrides, status) => {
    const { platform, received } = startBusiness();
    expect((await platform.wechat.pushMessage(OFFICIAL, { Content: "1" }, overrides)).status).toBe(status);
    expect(received).toEqual([]);
  });

  it("without a CreateTime, or for a path that is no appid, is refused", async () => {
    const { platform, received } = startBusiness();
    const timeless = await platform.wechat.pushMessage(OFFICIAL, { Content: "1", CreateTime: "" }, { attempts: 1 });
    expect(timeless.status).toBe(400);
    expect((await platform.wechat.pushMessage("$APPID$", { Content: "1" }, { attempts: 1 })).status).toBe(400);
    expect(received).toEqual([]);
  });
});

describe("WeChat's attempts at one message", () => {
  it("are one delivery and get one answer, to the byte when they are alike to the byte", async () => {
    const { platform, received } = withAnswer(() =>
      Response.json({ reply: { MsgType: "text", Content: String(Math.random()) } }),
    );
    const push = await platform.wechat.pushMessage(OFFICIAL, { Content: "1" });
    const replay = await platform.wechat.replayPush(push);
    expect(replay.answer).toBe(push.body);
    // Another nonce, another timestamp: another signature over the same encrypted reply.
    const again = await platform.wechat.pushMessage(OFFICIAL, readMessageXml(push.xml));
    expect(again.reply).toMatchObject({ problems: [], xml: push.reply?.xml });
    expect(again.body).not.toBe(push.body);
    expect(encryptIn(again.body)).toBe(encryptIn(push.body));
    expect(received).toHaveLength(1);
  });

  it.each([
    ["MsgId", { MsgId: "1" }, { MsgId: "2" }],
    ["FromUserName", { FromUserName: "o1", MsgId: "1" }, { FromUserName: "o2", MsgId: "1" }],
    ["CreateTime", { CreateTime: 1715943329, MsgId: "1" }, { CreateTime: 1715943330, MsgId: "1" }],
    ["Event", { MsgType: "event", Event: "VIEW" }, { MsgType: "event", Event: "CLICK" }],
    [
      "EventKey",
      { MsgType: "event", Event: "CLICK", EventKey: "a" },
      { MsgType: "event", Event: "CLICK", EventKey: "b" },
    ],
    [
      "an event's own MsgID",
      { MsgType: "event", Event: "e", MsgID: "1" },
      { MsgType: "event", Event: "e", MsgID: "2" },
    ],
  ])("are told from another message by %s", async (_what, one, other) => {
    const { platform, received } = startBusiness();
    const common = { FromUserName: "oFan", CreateTime: 1715943000, Content: "同" };
    for (const fields of [one, other, one]) await platform.wechat.pushMessage(OFFICIAL, { ...common, ...fields });
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ id }) => id)).size).toBe(2);
  });

  it("are not joined over two authorizers", async () => {
    const { platform, received } = startBusiness();
    const fields = { FromUserName: "oFan", CreateTime: 1715943000, MsgId: "1", Content: "同" };
    for (const appid of [OFFICIAL, anAccount(platform, 1)]) await platform.wechat.pushMessage(appid, fields);
    expect(received).toHaveLength(2);
  });
});

describe("a reply", () => {
  it("is sealed with the previous key when that is what opened the message", async () => {
    const previous = "Q".repeat(43);
    const business = startBusiness({ ENCODING_AES_KEY_PREVIOUS: previous });
    business.answers = () => Response.json({ reply: { MsgType: "text", Content: "旧" } });
    const { platform } = business;
    const push = await platform.wechat.pushMessage(
      OFFICIAL,
      { Content: "1" },
      { encodingAesKey: previous, attempts: 1 },
    );
    expect(push.reply).toMatchObject({ problems: [], fields: { Content: "旧" } });
    expect(decrypt(previous, encryptIn(push.body)).id).toBe(COMPONENT_APPID);
  });
});

describe("with FORWARD_MODE=wechat", () => {
  const MODE = { FORWARD_MODE: "wechat" };

  /** What a handler built on one of WeChat's SDKs does: it opens the push and seals its reply, each with the component's key. */
  function sdk(business: Business, content: string, nonceOf = (nonce: string) => nonce): Business["answers"] {
    const { token, encodingAesKey } = business.platform.wechat.settings;
    return ({ url, body }) => {
      const query = (name: string) => url.searchParams.get(name) ?? "";
      const sealed = encryptIn(body);
      if (query("msg_signature") !== getSignature(token, query("timestamp"), query("nonce"), sealed)) {
        return new Response("bad signature", { status: 403 });
      }
      const opened = decrypt(encodingAesKey, sealed);
      const { ToUserName: account, FromUserName: fan } = readMessageXml(opened.message);
      const xml = `<xml><ToUserName>${fan}</ToUserName><FromUserName>${account}</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>${content}</Content></xml>`;
      const answer = encrypt(encodingAesKey, xml, opened.id);
      const nonce = nonceOf(query("nonce"));
      const signature = getSignature(token, "1715943329", nonce, answer);
      return new Response(
        `<xml><Encrypt>${answer}</Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>1715943329</TimeStamp><Nonce>${nonce}</Nonce></xml>`,
      );
    };
  }

  it("the push comes as WeChat made it, and the answer of an SDK goes back as it is", async () => {
    const business = startBusiness(MODE);
    business.answers = sdk(business, "来自 SDK");
    const push = await business.platform.wechat.pushMessage(OFFICIAL, { Content: "1" });
    expect(push.reply).toMatchObject({ problems: [], fields: { Content: "来自 SDK" } });
    expect(push.body).toContain("<TimeStamp>1715943329</TimeStamp>");
    const [{ url, body, headers }] = business.received as [Received];
    const [attempt] = push.tries;
    expect(body).toBe(attempt?.body);
    expect(url.search).toBe(new URL(attempt?.url ?? "").search);
    expect(url.pathname).toBe(`/messages/${OFFICIAL}`);
    expect(headers.get("content-type")).toBe("text/xml");
  });

  it("a reply with a nonce of the SDK's own, or for an attempt that came later, is signed for the attempt it answers", async () => {
    const business = startBusiness(MODE);
    business.answers = sdk(business, "自选 nonce", () => "19890604");
    const push = await business.platform.wechat.pushMessage(OFFICIAL, { Content: "1" });
    expect(push.reply).toMatchObject({ problems: [], fields: { Content: "自选 nonce" } });
    const again = await business.platform.wechat.pushMessage(OFFICIAL, readMessageXml(push.xml));
    expect(again.reply).toMatchObject({ problems: [] });
    expect(encryptIn(again.body)).toBe(encryptIn(push.body));
    expect(business.received).toHaveLength(1);
  });

  it("a reply that is not sealed is sealed, and one sealed with another key is none", async () => {
    const business = startBusiness(MODE);
    business.answers = () => Response.json({ reply: { MsgType: "text", Content: "明文" } });
    const plain = await business.platform.wechat.pushMessage(OFFICIAL, { Content: "1" });
    expect(plain.reply).toMatchObject({ problems: [], fields: { Content: "明文" } });
    const other = encrypt("Z".repeat(43), "<xml></xml>", COMPONENT_APPID);
    business.answers = () =>
      new Response(
        `<xml><Encrypt>${other}</Encrypt><MsgSignature>0</MsgSignature><TimeStamp>1</TimeStamp><Nonce>1</Nonce></xml>`,
      );
    expect((await business.platform.wechat.pushMessage(OFFICIAL, { Content: "2" })).body).toBe("success");
    await expect.poll(async () => (await business.book())[0]?.last?.error, { timeout: 3_000 }).toContain("another key");
  });

  it("what was not taken comes from the queue, just so", async () => {
    const business = startBusiness(MODE);
    business.answers = () => new Response(null, { status: 503 });
    const push = await business.platform.wechat.pushMessage(OFFICIAL, { Content: "1" });
    expect(push.body).toBe("success");
    business.answers = sdk(business, "x");
    const deliveries = () => business.received.filter(({ id }) => id === business.received[0]?.id);
    const [inLine, queued] = await business.until(() => (deliveries().length === 2 ? deliveries() : null));
    expect(queued).toMatchObject({ body: inLine?.body, id: inLine?.id });
    expect(queued?.url.href).toBe(inLine?.url.href);
  });
});

function withAnswer(answers: Business["answers"]): Business {
  const business = startBusiness();
  business.answers = answers;
  return business;
}

function encryptIn(envelope: string): string {
  return readMessageXml(envelope).Encrypt ?? "";
}
