import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";
import { Action, CopyField } from "./form.tsx";
import { Frame } from "./frame.tsx";
import { Checklist } from "./setup-checklist.tsx";
import { SetupSettings } from "./setup-settings.tsx";
import type { SetupStep } from "./setup-steps.ts";

/** From a deployment to the first merchant. */
export function SetupPage({ c, steps, origin }: { c: ConsoleContext; steps: SetupStep[]; origin: string }) {
  const { locale } = c.var;
  const text = TEXTS[locale];
  const { host, hostname, protocol } = new URL(origin);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <Frame c={c} page="setup" title={text.title} lead={text.lead}>
      {(hostname.endsWith(".workers.dev") || protocol === "http:") && (
        <p class="flash flash-notice">{hostname.endsWith(".workers.dev") ? text.workersDev : text.http}</p>
      )}
      <div class="cards two">
        <section class="card" aria-labelledby="checklist">
          <header>
            <h2 id="checklist">{text.checklist}</h2>
            <span class="muted small number">
              {done} / {steps.length}
            </span>
          </header>
          <div data-live="/console/setup/checklist" data-every="4000">
            <Checklist steps={steps} locale={locale} />
          </div>
          <footer class="actions">
            <Action c={c} to="/console/setup/token">
              {text.check}
            </Action>
            <Action c={c} to="/console/setup/ticket" quiet>
              {text.ticket}
            </Action>
          </footer>
        </section>
        <section class="card" aria-labelledby="paste">
          <header>
            <h2 id="paste">{text.paste}</h2>
            <p>{text.pasteLead}</p>
          </header>
          <CopyField c={c} id="host" label={text.host} value={host} />
          <CopyField c={c} id="events" label={text.events} value={`${origin}/wechat/events`} />
          <CopyField c={c} id="messages" label={text.messages} value={`${origin}/wechat/messages/$APPID$`} />
          <p class="hint">{text.secrets}</p>
          <p class="hint">{text.addresses}</p>
        </section>
        <SetupSettings c={c} />
      </div>
    </Frame>
  );
}

type SetupTexts = Record<
  | "title"
  | "lead"
  | "checklist"
  | "check"
  | "ticket"
  | "paste"
  | "pasteLead"
  | "host"
  | "events"
  | "messages"
  | "secrets"
  | "addresses"
  | "workersDev"
  | "http",
  string
>;

const TEXTS: Record<Locale, SetupTexts> = {
  zh: {
    title: "接入",
    lead: "从部署到第一个商家授权，需要完成的事情都在这里。",
    checklist: "检查清单",
    check: "立即检查",
    ticket: "请求推送 ticket",
    paste: "填入开放平台",
    pasteLead: "登录 open.weixin.qq.com，进入「管理中心 › 第三方平台 › 开发配置」，把下面的内容填进去。",
    host: "授权发起页域名",
    events: "授权事件接收URL",
    messages: "消息与事件接收URL",
    secrets:
      "消息校验Token 与消息加解密Key 必须与设置中的 MESSAGE_TOKEN、ENCODING_AES_KEY 完全一致；出于安全，这里不显示它们的值。",
    addresses: "白名单IP地址列表：如检查清单提示 IP 被拒绝，请把显示的 IP 加入白名单。",
    workersDev:
      "workers.dev 域名在中国大陆无法访问，微信也无法推送。请为 Worker 绑定自己的域名（wrangler.toml 的 routes）。",
    http: "当前地址是 http。微信要求 https，正式环境请使用 https 域名。",
  },
  en: {
    title: "Setup",
    lead: "All that lies between a deployment and the first merchant.",
    checklist: "Checklist",
    check: "Check now",
    ticket: "Ask for a ticket",
    paste: "To paste into 开放平台",
    pasteLead: "At open.weixin.qq.com under 管理中心 › 第三方平台 › 开发配置:",
    host: "授权发起页域名 (domain of the authorization page)",
    events: "授权事件接收URL (event URL)",
    messages: "消息与事件接收URL (message URL)",
    secrets:
      "消息校验Token and 消息加解密Key have to be what MESSAGE_TOKEN and ENCODING_AES_KEY are set to. Their values are not shown here.",
    addresses: "白名单IP地址列表: where the checklist shows an address that was refused, add it there.",
    workersDev:
      "workers.dev does not answer in mainland China, nor to WeChat. Give the Worker a domain of yours (routes in wrangler.toml).",
    http: "This is plain http. WeChat wants https: use an https domain in production.",
  },
};
