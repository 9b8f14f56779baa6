import { describe, expect, it } from "vitest";
import { DeparturePage } from "../../src/authorize/departure-page.tsx";
import { attributesOf, rendered, textOf } from "../page/read-html.ts";

const PC =
  "https://mp.weixin.qq.com/cgi-bin/componentloginpage?component_appid=wx1&pre_auth_code=preauthcode%40%40%40a&redirect_uri=https%3A%2F%2Fwx.example.com%2Fauthorize%2Fcallback%2Fs&auth_type=3&category_id_list=99|31";
const H5 =
  "https://open.weixin.qq.com/wxaopen/safe/bindcomponent?action=bindcomponent&no_scan=1&component_appid=wx1&pre_auth_code=p#wechat_redirect";
const HOSTILE = `https://mp.weixin.qq.com/a?x=1&copy=2&y="><script>alert(1)</script>&z='3';url=https://evil.example/,q`;

describe("the page on the way to WeChat", () => {
  it.each([
    ["a PC link", PC],
    ["an H5 link with a fragment", H5],
    ["a link with quotes, entities, semicolons and tags", HOSTILE],
  ])("moves on by itself, and by its button, to exactly %s", async (_, destination) => {
    const html = await rendered(<DeparturePage locale="zh" destination={destination} platform="pc" />);
    const [refresh, ...others] = await attributesOf(html, "meta[http-equiv=refresh]");
    expect(others).toEqual([]);
    expect(refreshTarget(refresh?.content ?? "")).toEqual({ seconds: 0, url: destination });
    expect(await attributesOf(html, "a")).toEqual([{ class: "button", href: destination, referrerpolicy: "origin" }]);
  });

  it("lets no part of the address become markup", async () => {
    const html = await rendered(<DeparturePage locale="zh" destination={HOSTILE} platform="pc" />);
    expect(await attributesOf(html, "script")).toEqual([]);
    expect(html).not.toContain("&copy");
  });

  it("sets the referrer policy before it moves on", async () => {
    const html = await rendered(<DeparturePage locale="zh" destination={PC} platform="pc" />);
    const metas = await attributesOf(html, "meta");
    const policy = metas.findIndex((meta) => meta.name === "referrer" && meta.content === "origin");
    const refresh = metas.findIndex((meta) => meta["http-equiv"] === "refresh");
    expect(policy).toBeGreaterThanOrEqual(0);
    expect(refresh).toBeGreaterThan(policy);
    expect(html).not.toContain("no-referrer");
  });

  it("tells a PC visitor to scan, and a phone visitor to confirm in WeChat", async () => {
    const words = async (locale: "zh" | "en", platform: "pc" | "h5") =>
      textOf(await rendered(<DeparturePage locale={locale} destination={PC} platform={platform} />), "main *");
    expect(await words("zh", "pc")).toContain("管理员用微信扫描");
    expect(await words("zh", "h5")).toContain("在微信中确认");
    expect(await words("zh", "h5")).not.toContain("扫描");
    expect(await words("en", "pc")).toContain("admin scans it with WeChat");
    expect(await words("en", "h5")).toContain("Confirm in WeChat");
    expect(await words("en", "h5")).not.toContain("scan");
  });
});

/**
 * What a browser makes of `content`, for what we send: digits, `;`, `url=`; a quote in front would end the address early.
 * https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps
 */
function refreshTarget(content: string): { seconds: number; url: string } | null {
  const [, seconds, quote, url = ""] = /^\s*(\d+)\s*[;,]\s*url\s*=\s*(["']?)(.*)$/is.exec(content) ?? [];
  if (seconds === undefined) return null;
  return { seconds: Number(seconds), url: quote ? (url.split(quote)[0] ?? "") : url };
}
