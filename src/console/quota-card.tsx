import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";
import { failureText } from "./failure-texts.ts";
import { Action, FormToken } from "./form.tsx";
import type { Overview, QuotaAnswer } from "./overview-data.ts";

/** The endpoints whose quota keeps or stops the platform. */
export const QUOTA_PATHS = [
  "/cgi-bin/component/api_authorizer_token",
  "/cgi-bin/component/api_component_token",
  "/cgi-bin/component/api_create_preauthcode",
  "/cgi-bin/component/api_query_auth",
  "/cgi-bin/component/api_get_authorizer_info",
  "/cgi-bin/component/api_get_authorizer_list",
] as const;

/** What WeChat refused lately, and how much of a quota is left: the one on sight, the other when it is asked for. */
export function QuotaCard({ c, data, quota }: { c: ConsoleContext; data: Overview; quota: QuotaAnswer | null }) {
  const { locale } = c.var;
  const text = TEXTS[locale];
  const troubles = new Map<string, number>();
  for (const { trouble } of data.past.sweeps) {
    if (trouble !== null) troubles.set(trouble.code, (troubles.get(trouble.code) ?? 0) + 1);
  }
  const failing = Object.entries(data.outlook.failing);
  return (
    <section class="card both" id="quota" aria-labelledby="quota-title">
      <header>
        <h2 id="quota-title">{text.title}</h2>
        <p>{text.lead}</p>
      </header>
      {troubles.size + failing.length === 0 ? (
        <p class="muted">{text.none}</p>
      ) : (
        <ul class="rows">
          {[...troubles].map(([code, count]) => (
            <li>
              <p>
                <span class="tag tag-bad">{text.sweeps(count)}</span> {failureText(code, locale) ?? code}
              </p>
            </li>
          ))}
          {failing.map(([code, count]) => (
            <li>
              <p>
                <span class="tag tag-notice">{text.accounts(count)}</span> {failureText(code, locale) ?? code}
              </p>
            </li>
          ))}
        </ul>
      )}
      <footer>
        <div class="inline">
          <form method="post" action="/console/quota" class="inline grow">
            <FormToken c={c} />
            <div class="field grow">
              <label for="cgi_path">{text.ask}</label>
              <select id="cgi_path" name="cgi_path">
                {QUOTA_PATHS.map((path) => (
                  <option selected={path === quota?.path}>{path}</option>
                ))}
              </select>
            </div>
            <button type="submit" class="quiet">
              {text.askButton}
            </button>
          </form>
          <Action c={c} to="/console/clear-quota" quiet>
            {text.clear}
          </Action>
        </div>
        <p class="hint">{text.clearHint}</p>
        {quota !== null && (
          <div role="status">
            <h3 class="field">{quota.path}</h3>
            <QuotaFacts answer={quota.answer} locale={locale} />
          </div>
        )}
      </footer>
    </section>
  );
}

function QuotaFacts({ answer, locale }: { answer: Record<string, unknown>; locale: Locale }) {
  const facts = ["quota", "rate_limit", "component_rate_limit"].flatMap((group) => {
    const value = answer[group];
    return typeof value === "object" && value !== null
      ? Object.entries(value).map(([name, number]) => [`${group}.${name}`, String(number)] as const)
      : [];
  });
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <>
          <dt>{TEXTS[locale].names[name] ?? name}</dt>
          <dd class="number">{value}</dd>
        </>
      ))}
    </dl>
  );
}

interface QuotaTexts {
  title: string;
  lead: string;
  none: string;
  sweeps: (count: number) => string;
  accounts: (count: number) => string;
  ask: string;
  askButton: string;
  clear: string;
  clearHint: string;
  names: Record<string, string>;
}

const TEXTS: Record<Locale, QuotaTexts> = {
  zh: {
    title: "额度与微信侧错误",
    lead: "最近 24 小时巡检遇到的平台级错误，以及正在退避重试的账号。",
    none: "没有错误。",
    sweeps: (count) => `${count} 次巡检`,
    accounts: (count) => `${count} 个账号`,
    ask: "查询接口额度（会调用一次微信接口）",
    askButton: "查询",
    clear: "清零调用次数",
    clearHint: "清零使用 AppSecret，每月最多 10 次。",
    names: { "quota.daily_limit": "每日上限", "quota.used": "今日已用", "quota.remain": "剩余" },
  },
  en: {
    title: "Quota and errors of WeChat’s",
    lead: "What sweeps of the last 24 hours met with, and accounts that are backing off.",
    none: "No errors.",
    sweeps: (count) => (count === 1 ? "1 sweep" : `${count} sweeps`),
    accounts: (count) => (count === 1 ? "1 account" : `${count} accounts`),
    ask: "Ask for the quota of an endpoint (one call to WeChat)",
    askButton: "Ask",
    clear: "Clear call counts",
    clearHint: "Clearing uses the AppSecret and works ten times a month.",
    names: { "quota.daily_limit": "Daily limit", "quota.used": "Used today", "quota.remain": "Left" },
  },
};
