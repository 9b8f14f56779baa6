import type { SettingProblem } from "../config.ts";
import type { Locale } from "../page/locale.ts";
import { Document, LanguageLink } from "./document.tsx";

interface UnconfiguredPageProps {
  locale: Locale;
  problems: SettingProblem[];
  here: string;
}

/** What a newcomer sees first, and without a password, for there may be none yet: names of settings, and no value. */
export function UnconfiguredPage({ locale, problems, here }: UnconfiguredPageProps) {
  const text = TEXTS[locale];
  return (
    <Document locale={locale} title={text.title}>
      <main class="door door-wide">
        <h1>{text.title}</h1>
        <p class="muted">{text.lead(problems.length)}</p>
        <ol class="rows card">
          {problems.map(({ setting, problem, fix }) => {
            const [command, hint] = fix.split(", for example ");
            return (
              <li>
                <h2 class="code">{setting}</h2>
                <p class="muted small">
                  {MEANINGS[setting]?.[locale] ?? ""} <span lang="en">{locale === "en" ? `It ${problem}.` : ""}</span>
                </p>
                <pre>{command}</pre>
                {hint !== undefined && (
                  <p class="small muted">
                    {text.example} <code>{hint}</code>
                  </p>
                )}
              </li>
            );
          })}
        </ol>
        <p class="door-foot muted">{text.afterwards}</p>
        <p class="door-foot">
          <LanguageLink locale={locale} here={here} />
        </p>
      </main>
    </Document>
  );
}

interface UnconfiguredTexts {
  title: string;
  lead: (count: number) => string;
  example: string;
  afterwards: string;
}

const TEXTS: Record<Locale, UnconfiguredTexts> = {
  zh: {
    title: "还差几步设置",
    lead: (count) => `服务已部署，但还有 ${count} 项设置缺失或格式不对。在项目目录运行下面的命令，按提示输入值：`,
    example: "值可以这样生成：",
    afterwards: "密钥设置后立即生效；wrangler.toml 中的设置需要重新部署。完成后刷新本页，并用 CONSOLE_PASSWORD 登录。",
  },
  en: {
    title: "A few settings to go",
    lead: (count) =>
      `The Worker is deployed, and ${count} of its settings ${count === 1 ? "is" : "are"} missing or malformed. Run these commands in the project’s folder; each secret is asked for:`,
    example: "A value can be made like this:",
    afterwards:
      "Secrets take effect at once, what stands in wrangler.toml with the next deployment. Then reload this page and sign in with CONSOLE_PASSWORD.",
  },
};

const MEANINGS: Record<string, Record<Locale, string>> = {
  COMPONENT_APPID: {
    zh: "第三方平台的 AppID，见开放平台「第三方平台」详情页。",
    en: "The appid of the third-party platform, from 开放平台.",
  },
  COMPONENT_APPSECRET: { zh: "第三方平台的 AppSecret。", en: "Its AppSecret." },
  MESSAGE_TOKEN: { zh: "消息校验Token，与开放平台中填写的一致。", en: "消息校验Token, the same as in 开放平台." },
  ENCODING_AES_KEY: {
    zh: "消息加解密Key，43 位字母和数字，与开放平台中填写的一致。",
    en: "消息加解密Key, 43 letters and digits, the same as in 开放平台.",
  },
  ENCODING_AES_KEY_PREVIOUS: { zh: "更换前的消息加解密Key。", en: "The 消息加解密Key before the last change." },
  API_KEYS: {
    zh: "业务后端调用本服务的密钥，格式为 名称:密钥，多个用逗号分隔。",
    en: "Bearer keys of your back ends: name:key, comma-separated.",
  },
  CONSOLE_PASSWORD: { zh: "本控制台的登录密码。", en: "The password of this console." },
  WEBHOOK_SECRET: { zh: "推送到业务后端时用于签名。", en: "Signs what is delivered to your back end." },
};
