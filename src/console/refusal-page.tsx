import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";
import { Document } from "./document.tsx";

export type Refusal = "access_required" | "signed_out" | "foreign_form" | "too_large" | "not_found" | "internal_error";

const STATUS = {
  access_required: 403,
  signed_out: 401,
  foreign_form: 403,
  too_large: 413,
  not_found: 404,
  internal_error: 500,
} as const satisfies Record<Refusal, number>;

/** A page that says why there is nothing else to see. */
export function refuse(c: ConsoleContext, refusal: Refusal): Response | Promise<Response> {
  const { locale = "zh" } = c.var;
  const [title, todo, link] = TEXTS[locale][refusal];
  const page = (
    <Document locale={locale} title={title}>
      <main class="door">
        <h1>{title}</h1>
        <p class="muted">{todo}</p>
        <p class="door-foot">
          <a class="button" href="/console">
            {link}
          </a>
        </p>
      </main>
    </Document>
  );
  return c.html(page, STATUS[refusal]);
}

const TEXTS: Record<Locale, Record<Refusal, [title: string, todo: string, link: string]>> = {
  zh: {
    access_required: [
      "需要 Cloudflare Access",
      "请求中没有有效的 Access 身份。请确认该域名的 /console 已加入 Access 应用，且 CF_ACCESS_AUD 与之一致。",
      "重试",
    ],
    signed_out: ["登录已结束", "没有做任何更改。请重新登录后再试。", "登录"],
    foreign_form: ["请求被拒绝", "这次提交不是来自控制台页面，或页面已过期。没有做任何更改。", "返回控制台"],
    too_large: ["内容过大", "提交的内容超过 1 MiB。没有做任何更改。", "返回控制台"],
    not_found: ["没有这个页面", "地址可能有误。", "返回控制台"],
    internal_error: ["出错了", "错误已写入日志，请重试。", "返回控制台"],
  },
  en: {
    access_required: [
      "Cloudflare Access is needed",
      "The request has no valid Access identity. See that /console on this domain is an Access application, and that CF_ACCESS_AUD is its audience tag.",
      "Try again",
    ],
    signed_out: ["You are signed out", "Nothing was changed. Sign in and try again.", "Sign in"],
    foreign_form: [
      "Refused",
      "This form was not sent from a page of the console, or the page was too old. Nothing was changed.",
      "To the console",
    ],
    too_large: ["Too large", "More than 1 MiB was sent. Nothing was changed.", "To the console"],
    not_found: ["There is no such page", "The address may be mistyped.", "To the console"],
    internal_error: ["Something went wrong", "It was logged. Try again.", "To the console"],
  },
};
