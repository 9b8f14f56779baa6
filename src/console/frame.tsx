import type { Child } from "hono/jsx";
import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";
import { Document, LanguageLink } from "./document.tsx";
import { Flash } from "./flash.tsx";
import { FormToken } from "./form.tsx";
import { Icon, type IconName } from "./icons.tsx";

const PAGES = [
  ["overview", "/console", "总览", "Overview"],
  ["setup", "/console/setup", "接入", "Setup"],
  ["authorizers", "/console/authorizers", "授权账号", "Authorizers"],
  ["links", "/console/links", "授权链接", "Links"],
  ["events", "/console/events", "授权事件", "Events"],
  ["deliveries", "/console/deliveries", "消息转发", "Deliveries"],
  ["debugger", "/console/debugger", "接口调试", "API debugger"],
  ["logins", "/console/logins", "网页登录", "Web login"],
  ["audit", "/console/audit", "操作记录", "Audit log"],
] as const satisfies readonly (readonly [IconName, string, string, string])[];

export type PageName = (typeof PAGES)[number][0];

interface FrameProps {
  c: ConsoleContext;
  page: PageName;
  title: string;
  /** One sentence under the title. */
  lead?: Child;
  /** Beside the title. */
  actions?: Child;
  children?: Child;
}

/** A page of the console with everything around it: the other pages, who is here, what the last change came to. */
export function Frame({ c, page, title, lead, actions, children }: FrameProps) {
  const { locale, operator, config } = c.var;
  const text = TEXTS[locale];
  const { pathname, search } = new URL(c.req.url);
  const here = c.req.method === "GET" ? pathname + search : (PAGES.find(([name]) => name === page)?.[1] ?? pathname);
  return (
    <Document locale={locale} title={`${title} · ${text.console}`}>
      <a class="skip" href="#main">
        {text.skip}
      </a>
      <div class="shell">
        <nav class="side" aria-label={text.pages}>
          <div class="brand">
            <div class="brand-mark">
              <Icon name="platform" />
            </div>
            <p class="brand-name">
              {text.console}
              <span class="code">{config.componentAppid}</span>
            </p>
          </div>
          <ul>
            {PAGES.map(([name, path, zh, en]) => (
              <li>
                <a href={path} {...(name === page ? { "aria-current": "page" } : {})}>
                  <Icon name={name} />
                  {locale === "zh" ? zh : en}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="page">
          <header class="top">
            {operator.who !== "password" && <span>{operator.who}</span>}
            <LanguageLink locale={locale} here={here} />
            <form method="post" action="/console/logout">
              <FormToken c={c} />
              <button class="plain" type="submit">
                {text.signOut}
              </button>
            </form>
          </header>
          <main id="main">
            <div class="title">
              <div>
                <h1>{title}</h1>
                {lead !== undefined && <p>{lead}</p>}
              </div>
              {actions !== undefined && <div class="actions">{actions}</div>}
            </div>
            <Flash c={c} />
            {children}
          </main>
        </div>
      </div>
    </Document>
  );
}

const TEXTS: Record<Locale, Record<"console" | "pages" | "skip" | "signOut", string>> = {
  zh: { console: "第三方平台", pages: "页面", skip: "跳到正文", signOut: "退出登录" },
  en: { console: "WeChat platform", pages: "Pages", skip: "Skip to content", signOut: "Sign out" },
};
