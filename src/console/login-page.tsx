import type { Locale } from "../page/locale.ts";
import { Document, LanguageLink } from "./document.tsx";
import { Icon } from "./icons.tsx";

export type LoginTrouble = { kind: "wrong" } | { kind: "throttled"; minutes: number };

interface LoginPageProps {
  locale: Locale;
  /** A page of the console's. */
  next: string;
  trouble: LoginTrouble | null;
  /** False where no browser would keep the session's cookie. */
  secure: boolean;
  here: string;
}

export function LoginPage({ locale, next, trouble, secure, here }: LoginPageProps) {
  const text = TEXTS[locale];
  const message = trouble === null ? null : trouble.kind === "wrong" ? text.wrong : text.throttled(trouble.minutes);
  return (
    <Document locale={locale} title={`${text.title} · ${text.console}`}>
      <main class="door">
        <p class="door-mark">
          <Icon name="lock" />
        </p>
        <h1>{text.console}</h1>
        <p class="muted">{text.lead}</p>
        {!secure && <p class="flash flash-bad">{text.insecure}</p>}
        <form method="post" action="/console/login">
          <input type="hidden" name="next" value={next} />
          {/* For password managers, which want to know whose password it is. */}
          <input type="text" name="username" value="console" autocomplete="username" hidden />
          <div class="field">
            <label for="password">{text.password}</label>
            <input
              id="password"
              name="password"
              type="password"
              autocomplete="current-password"
              required
              autofocus
              {...(message === null ? {} : { "aria-invalid": "true", "aria-describedby": "trouble" })}
            />
          </div>
          {message !== null && (
            <p id="trouble" class="flash flash-bad" role="alert">
              {message}
            </p>
          )}
          <button class="button wide" type="submit">
            {text.title}
          </button>
        </form>
        <p class="door-foot">
          <LanguageLink locale={locale} here={here} />
        </p>
      </main>
    </Document>
  );
}

interface LoginTexts {
  console: string;
  title: string;
  lead: string;
  password: string;
  wrong: string;
  throttled: (minutes: number) => string;
  insecure: string;
}

const TEXTS: Record<Locale, LoginTexts> = {
  zh: {
    console: "第三方平台控制台",
    title: "登录",
    lead: "请输入控制台密码（CONSOLE_PASSWORD）。",
    password: "密码",
    wrong: "密码不正确。",
    throttled: (minutes) => `尝试次数过多。请在 ${minutes} 分钟后再试。`,
    insecure: "当前不是 https 连接，浏览器不会保存登录状态。请改用 https 地址打开。",
  },
  en: {
    console: "Platform console",
    title: "Sign in",
    lead: "Enter the console’s password (CONSOLE_PASSWORD).",
    password: "Password",
    wrong: "That password is not right.",
    throttled: (minutes) => `Too many tries. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
    insecure: "This is not https, so the browser will not keep you signed in. Open the console by its https address.",
  },
};
