import { describe, expect, it } from "vitest";
import { FailurePage } from "../../src/authorize/failure-page.tsx";
import { FAILURE_TEXTS } from "../../src/authorize/failure-texts.ts";
import { FAILURES, type FailureCode } from "../../src/authorize/failures.ts";
import { attributesOf, rendered, textOf } from "../page/read-html.ts";

const CODES = Object.keys(FAILURES) as FailureCode[];
const HAN = /\p{Script=Han}/u;
const REFUSED = {
  errcode: 61004,
  errmsg: "access clientip is not registered requestIP: 39.103.175.44 rid: 652e6bbb-7d234df1-67f3f57c",
};

describe.each(CODES)("the page for %s", (code) => {
  it("says in both languages what happened and what to do", async () => {
    for (const [locale, lang] of [
      ["zh", "zh-CN"],
      ["en", "en"],
    ] as const) {
      const html = await rendered(<FailurePage locale={locale} code={code} />);
      const { title, happened, todo } = FAILURE_TEXTS[code][locale];
      expect(await attributesOf(html, "html")).toEqual([{ lang }]);
      expect(await textOf(html, "title")).toBe(title);
      expect(await textOf(html, "h1")).toBe(title);
      expect(await textOf(html, ".lead")).toBe(happened);
      expect(await textOf(html, ".todo p")).toBe(todo);
      for (const text of [title, happened, todo]) {
        expect(text.length).toBeGreaterThan(3);
        expect(HAN.test(text)).toBe(locale === "zh");
      }
      expect(await textOf(html, ".support")).toContain(code);
    }
  });

  it("says it in words of its own", () => {
    for (const locale of ["zh", "en"] as const) {
      const same = CODES.filter((other) => FAILURE_TEXTS[other][locale].title === FAILURE_TEXTS[code][locale].title);
      expect(same).toEqual([code]);
    }
  });

  it("offers a retry exactly where trying again can help", async () => {
    const html = await rendered(<FailurePage locale="zh" code={code} retryUrl={'/authorize?a=1&b="2"'} />);
    const expected = FAILURES[code].retry === null ? [] : [{ class: "button", href: '/authorize?a=1&b="2"' }];
    expect(await attributesOf(html, "a")).toEqual(expected);
    expect(await attributesOf(await rendered(<FailurePage locale="zh" code={code} />), "a")).toEqual([]);
  });
});

describe("a failure page", () => {
  it("has the status and the code that problem+json has", () => {
    const wire = Object.fromEntries(
      CODES.map((code) => [code, [FAILURES[code].status, FAILURES[code].problem ?? code]]),
    );
    expect(wire).toEqual({
      invalid_request: [400, "invalid_request"],
      invalid_link: [400, "invalid_request"],
      invalid_state: [400, "invalid_request"],
      missing_auth_code: [400, "invalid_request"],
      link_required: [403, "link_required"],
      rate_limited: [429, "rate_limited"],
      code_invalid: [502, "wechat_error"],
      no_api_permission: [409, "no_api_permission"],
      authorizer_unauthorized: [409, "authorizer_unauthorized"],
      needs_reauthorization: [409, "needs_reauthorization"],
      ip_not_whitelisted: [502, "ip_not_whitelisted"],
      wechat_error: [502, "wechat_error"],
      wechat_unavailable: [504, "wechat_unavailable"],
      ticket_missing: [503, "ticket_missing"],
      quota_exceeded: [503, "quota_exceeded"],
      not_configured: [503, "not_configured"],
      internal_error: [500, "internal_error"],
    });
  });

  it("offers no retry where only the service provider can help", () => {
    expect(CODES.filter((code) => FAILURES[code].retry === null)).toEqual([
      "invalid_request",
      "invalid_link",
      "link_required",
      "ip_not_whitelisted",
      "not_configured",
    ]);
  });

  it("shows support the documented code beside its own, and WeChat's errcode", async () => {
    const html = await rendered(
      <FailurePage
        locale="en"
        code="code_invalid"
        wechat={{ errcode: 61009, errmsg: "code is invalid" }}
        detail="why"
      />,
    );
    const support = await textOf(html, ".support dd");
    expect(support).toContain("wechat_error (code_invalid)");
    expect(support).toContain("61009 code is invalid");
    expect(support).toContain("why");
  });

  it.each([
    ["39.103.175.44", { detail: "39.103.175.44" }],
    ["39.103.175.44", { wechat: REFUSED }],
    ["203.0.113.7", { detail: "WeChat saw 203.0.113.7.", wechat: REFUSED }],
    ["2001:db8::1", { detail: "requestIP: 2001:db8::1 rid: 652e6bbb-7d234df1-67f3f57c" }],
  ])("shows the address %s that has to be whitelisted", async (address, given) => {
    const html = await rendered(<FailurePage locale="zh" code="ip_not_whitelisted" {...given} />);
    expect(await textOf(html, ".address")).toBe(address);
  });

  it("shows no address where none is known, or where it is not the matter", async () => {
    const unknown = await rendered(<FailurePage locale="zh" code="ip_not_whitelisted" detail="rid: 652e6bbb" />);
    expect(await attributesOf(unknown, ".address")).toEqual([]);
    const other = await rendered(<FailurePage locale="zh" code="wechat_error" detail="39.103.175.44" />);
    expect(await attributesOf(other, ".address")).toEqual([]);
  });

  it("lets nothing that WeChat or a visitor wrote become markup", async () => {
    const hostile = `</dd><script>alert("1")</script>`;
    const html = await rendered(
      <FailurePage
        locale="en"
        code="wechat_error"
        detail={hostile}
        wechat={{ errcode: -1, errmsg: hostile }}
        retryUrl={`/a"onclick="alert(1)`}
      />,
    );
    expect(await attributesOf(html, "script, [onclick]")).toEqual([]);
    expect(await textOf(html, ".support dd")).toBe(`wechat_error-1 ${hostile}${hostile}`);
  });
});
