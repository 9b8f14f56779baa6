import { Page } from "../page/layout.tsx";
import type { Locale } from "../page/locale.ts";
import { Mark } from "../page/mark.tsx";
import { FAILURE_TEXTS } from "./failure-texts.ts";
import { FAILURES, type FailureCode } from "./failures.ts";

interface FailurePageProps {
  locale: Locale;
  code: FailureCode;
  /** For support; not translated. With ip_not_whitelisted the address that WeChat saw is looked for here, then in errmsg. */
  detail?: string | undefined;
  wechat?: { errcode: number; errmsg: string } | undefined;
  /** Where trying again leads; shown only with failures that trying again can mend. */
  retryUrl?: string | undefined;
}

/** Says what happened and what to do, offers to try again where that helps, and shows small what support will ask for. */
export function FailurePage({ locale, code, detail, wechat, retryUrl }: FailurePageProps) {
  const text = FAILURE_TEXTS[code][locale];
  const words = WORDS[locale];
  const { problem, retry } = FAILURES[code];
  const address = code === "ip_not_whitelisted" ? addressIn(`${detail ?? ""} ${wechat?.errmsg ?? ""}`) : null;
  return (
    <Page locale={locale} title={text.title}>
      <Mark kind="notice" />
      <h1>{text.title}</h1>
      <p class="lead">{text.happened}</p>
      <section class="todo" aria-labelledby="todo">
        <h2 id="todo">{words.todo}</h2>
        <p>{text.todo}</p>
        {address && <p class="address">{address}</p>}
      </section>
      {retryUrl !== undefined && retry !== null && (
        <a class="button" href={retryUrl}>
          {words[retry]}
        </a>
      )}
      <section class="support" aria-labelledby="support">
        <h2 id="support">{words.support}</h2>
        <dl>
          <Fact name={words.code} value={problem === undefined ? code : `${problem} (${code})`} />
          {wechat && <Fact name={words.wechat} value={`${wechat.errcode} ${wechat.errmsg}`} />}
          {detail && <Fact name={words.detail} value={detail} />}
        </dl>
      </section>
    </Page>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The first IPv4 or IPv6 address in a text such as `access clientip is not registered requestIP: 39.103.175.44 rid: …`. */
function addressIn(text: string): string | null {
  return /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?![\w:])/i.exec(text)?.[0] ?? null;
}

const WORDS: Record<Locale, Record<"todo" | "again" | "restart" | "support" | "code" | "wechat" | "detail", string>> = {
  zh: {
    todo: "您可以这样做",
    again: "再试一次",
    restart: "重新授权",
    support: "联系服务商时，请提供以下信息",
    code: "错误代码",
    wechat: "微信错误码",
    detail: "详情",
  },
  en: {
    todo: "What you can do",
    again: "Try again",
    restart: "Start again",
    support: "For your service provider",
    code: "Code",
    wechat: "WeChat",
    detail: "Detail",
  },
};
