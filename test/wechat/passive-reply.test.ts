import { describe, expect, it } from "vitest";
import { isMessageXml, parseSealedReply, writePassiveReply, writeSealedReply } from "../../src/wechat/passive-reply.ts";
import { parseXml } from "../../src/wechat/xml.ts";

const TO = { toUserName: "oFan", fromUserName: "gh_shop" };

function written(reply: unknown) {
  const xml = writePassiveReply(reply, TO, 1_763_700_000);
  return xml.ok ? parseXml(xml.value) : xml.failure;
}

const FILLED_IN = { ToUserName: "oFan", FromUserName: "gh_shop", CreateTime: "1763700000" };

describe("a passive reply", () => {
  it.each([
    { MsgType: "text", Content: "你好 ]]> & <b> \"'" },
    { MsgType: "image", Image: { MediaId: "m1" } },
    { MsgType: "voice", Voice: { MediaId: "m2" } },
    { MsgType: "video", Video: { MediaId: "m3", Title: "t", Description: "d" } },
    {
      MsgType: "music",
      Music: { Title: "t", Description: "d", MusicUrl: "https://a/1", HQMusicUrl: "https://a/2", ThumbMediaId: "m4" },
    },
    { MsgType: "transfer_customer_service", TransInfo: { KfAccount: "test1@test" } },
  ])("is written from $MsgType, with those it is from and to", (reply) => {
    expect(written(reply)).toEqual({ ...FILLED_IN, ...reply });
  });

  it("is written from news: Articles is an array, and they are counted", () => {
    const articles = [
      { Title: "一", Description: "d", PicUrl: "https://a/1.png", Url: "https://a/?x=1&y=2" },
      { Title: "二", Description: "", PicUrl: "https://a/2.png", Url: "https://a/2" },
    ];
    expect(written({ MsgType: "news", Articles: articles })).toEqual({
      ...FILLED_IN,
      MsgType: "news",
      ArticleCount: "2",
      Articles: { item: articles },
    });
    expect(written({ MsgType: "news", Articles: articles.slice(0, 1) })).toMatchObject({
      ArticleCount: "1",
      Articles: { item: articles[0] },
    });
  });

  it("goes to the fan who wrote, whoever the business names", () => {
    expect(written({ ToUserName: "x", FromUserName: "y", CreateTime: 1, MsgType: "text", Content: "a" })).toMatchObject(
      FILLED_IN,
    );
  });

  it.each([
    ["null", null, "not an object"],
    ["an array", [], "not an object"],
    ["no MsgType", { Content: "a" }, "no MsgType"],
    ["text without Content", { MsgType: "text" }, "needs Content"],
    ["image without MediaId", { MsgType: "image", Image: {} }, "needs Image.MediaId"],
    ["image with the id in the wrong place", { MsgType: "image", MediaId: "m" }, "needs Image.MediaId"],
    ["news without articles", { MsgType: "news", Articles: [] }, "needs Articles"],
    ["news with one article that is no array", { MsgType: "news", Articles: { Title: "t" } }, "not an array"],
    ["a name that is markup", { MsgType: "x", "a><b": "1" }, "no element"],
    ["a bottomless object", { MsgType: "x", a: { b: { c: { d: { e: { f: 1 } } } } } }, "no element"],
  ])("is none: %s", (_what, reply, why) => {
    expect(written(reply)).toContain(why);
  });

  it("leaves out what XML can't carry", () => {
    expect(written({ MsgType: "text", Content: "a\u0000b\u000bc\n" })).toMatchObject({ Content: "abc\n" });
  });
});

describe("the envelope", () => {
  it("is read back as it was written", () => {
    const sealed = { encrypt: "q83v==", msgSignature: "ab12", timestamp: "1763700000", nonce: "415670741" };
    expect(parseSealedReply(writeSealedReply(sealed))).toEqual(sealed);
    expect(parseSealedReply("<xml><Encrypt>a</Encrypt></xml>")).toBeNull();
  });

  it("is told from a message that is not sealed", () => {
    expect(isMessageXml("<xml><MsgType><![CDATA[text]]></MsgType></xml>")).toBe(true);
    for (const text of ["<html><body>hello</body></html>", "<!DOCTYPE html><p>", "success", ""]) {
      expect(isMessageXml(text)).toBe(false);
    }
  });
});
