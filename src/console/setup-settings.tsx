import type { Config } from "../config.ts";
import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";

/** What may be set besides, whether it is, and how. Values are not shown, but of what is no secret. */
export function SetupSettings({ c }: { c: ConsoleContext }) {
  const { locale, config } = c.var;
  const text = TEXTS[locale];
  return (
    <section class="card both" aria-labelledby="settings">
      <header>
        <h2 id="settings">{text.title}</h2>
        <p>{text.lead}</p>
      </header>
      <ul class="rows">
        {OPTIONAL.map(({ name, secret, value, zh, en }) => {
          const set = value(config);
          return (
            <li>
              <div>
                <p class="row-title">
                  <span class="code">{name}</span>{" "}
                  <span class={`tag ${set === null ? "" : "tag-good"}`}>{set === null ? text.unset : text.set}</span>
                </p>
                <p class="row-facts">{locale === "zh" ? zh : en}</p>
                {set !== null && set !== "" && <p class="row-facts code">{set}</p>}
                {set === null && (
                  <p class="row-facts code">
                    {secret
                      ? `npx wrangler secret put ${name}`
                      : `wrangler.toml [vars] ${name} = "…"  →  npx wrangler deploy`}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface OptionalSetting {
  name: string;
  secret: boolean;
  /** Null when it is not set; empty for a secret that is. */
  value: (config: Config) => string | null;
  zh: string;
  en: string;
}

const listed = (items: string[]) => (items.length === 0 ? null : items.join(", "));

/** A query may hold a key of the business's, and what stands before the host a password. */
function withoutSecrets(text: string | null): string | null {
  const url = URL.parse(text ?? "");
  return url === null ? null : url.origin + url.pathname.replace(/\/$/, "");
}

const OPTIONAL: readonly OptionalSetting[] = [
  {
    name: "PUBLIC_ORIGIN",
    secret: false,
    value: ({ publicOrigin }) => publicOrigin,
    zh: "对外地址，授权链接以它开头；其主机名即授权发起页域名。",
    en: "Where links point to; its host is the 授权发起页域名. By default the host that was asked.",
  },
  {
    name: "EVENT_WEBHOOK_URL",
    secret: false,
    value: ({ eventWebhookUrl }) => withoutSecrets(eventWebhookUrl),
    zh: "授权、取消授权等事件推送到这里。",
    en: "Where authorizations, revocations and other events are delivered.",
  },
  {
    name: "FORWARD_URL",
    secret: false,
    value: ({ forwardUrl }) => withoutSecrets(forwardUrl),
    zh: "粉丝消息转发到这里；每个账号还可以单独设置。",
    en: "Where messages are forwarded to; each account can have its own.",
  },
  {
    name: "RETURN_ORIGINS",
    secret: false,
    value: ({ returnOrigins }) => listed(returnOrigins),
    zh: "授权完成后允许跳回的网站。",
    en: "Origins that merchants may be sent back to after authorizing.",
  },
  {
    name: "ENCODING_AES_KEY_PREVIOUS",
    secret: true,
    value: ({ encodingAesKeys }) => (encodingAesKeys.length > 1 ? "" : null),
    zh: "更换消息加解密Key 期间，旧的 Key。",
    en: "The old 消息加解密Key while it is being changed.",
  },
  {
    name: "LINK_SECRET",
    secret: true,
    value: ({ linkSecret }) => (linkSecret === null ? null : ""),
    zh: "授权链接的签名密钥。不设置时由 AppSecret 派生，更换 AppSecret 后旧链接失效。",
    en: "Signs links. Without it they are signed by what is derived from the AppSecret, and die when that changes.",
  },
  {
    name: "WECHAT_API_BASE",
    secret: false,
    value: ({ wechatApiBase }) =>
      wechatApiBase === "https://api.weixin.qq.com" ? null : withoutSecrets(wechatApiBase),
    zh: "固定出口 IP 的转发服务，默认直连 api.weixin.qq.com。",
    en: "A relay with a fixed address, in place of api.weixin.qq.com.",
  },
  {
    name: "CF_ACCESS_TEAM_DOMAIN",
    secret: false,
    value: ({ access }) => access?.issuer ?? null,
    zh: "用 Cloudflare Access 登录控制台，代替密码（需同时设置 CF_ACCESS_AUD）。",
    en: "Sign in to the console by Cloudflare Access instead of the password (with CF_ACCESS_AUD).",
  },
];

const TEXTS: Record<Locale, Record<"title" | "lead" | "set" | "unset", string>> = {
  zh: {
    title: "可选设置",
    lead: "必填设置都已就绪。下面这些按需设置，密钥类的值不会显示。",
    set: "已设置",
    unset: "未设置",
  },
  en: {
    title: "Optional settings",
    lead: "All required settings are there. These are yours to choose; secrets are not shown.",
    set: "set",
    unset: "not set",
  },
};
