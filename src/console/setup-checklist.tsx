import type { Locale } from "../page/locale.ts";
import { failureText } from "./failure-texts.ts";
import { Icon } from "./icons.tsx";
import type { SetupStep } from "./setup-steps.ts";
import { Time } from "./time.tsx";

const MARKS = { done: ["check-good", "done"], waiting: ["", "waiting"], trouble: ["check-bad", "wrong"] } as const;

/** The steps from a deployment to the first merchant, each with its state and what to do about it. */
export function Checklist({ steps, locale }: { steps: SetupStep[]; locale: Locale }) {
  const now = Date.now();
  return (
    <ol class="check">
      {steps.map((step) => {
        const [mark, icon] = MARKS[step.state];
        const text = STEPS[locale][step.name];
        return (
          <li>
            <span class={`check-mark ${mark}`}>
              <Icon name={icon} />
            </span>
            <h3>
              {text.title} <span class="unseen">({STATES[locale][step.state]})</span>
              {step.at !== null && (
                <span class="muted small">
                  {" "}
                  <Time at={step.at} now={now} locale={locale} />
                </span>
              )}
            </h3>
            <p>
              {step.state === "trouble" && step.name === "token"
                ? failureText(step.detail ?? "", locale)
                : text[step.state]}
            </p>
            {step.name === "address" && step.detail !== null && <p class="address">{step.detail}</p>}
          </li>
        );
      })}
    </ol>
  );
}

const STATES: Record<Locale, Record<SetupStep["state"], string>> = {
  zh: { done: "已完成", waiting: "等待中", trouble: "有问题" },
  en: { done: "done", waiting: "waiting", trouble: "trouble" },
};

type StepTexts = Record<SetupStep["name"], { title: string } & Record<SetupStep["state"], string>>;

const STEPS: Record<Locale, StepTexts> = {
  zh: {
    settings: { title: "必填设置", done: "全部就绪。", waiting: "", trouble: "" },
    ticket: {
      title: "收到 component_verify_ticket",
      done: "微信能访问授权事件接收URL，消息校验Token 与消息加解密Key 正确。",
      waiting: "把下面的授权事件接收URL填入开放平台后，微信每 10 分钟推送一次。也可以点「请求推送 ticket」立即索取。",
      trouble: "上一个 ticket 已过期（有效期 12 小时）。请检查授权事件接收URL，然后点「请求推送 ticket」。",
    },
    address: {
      title: "出口 IP 已被微信接受",
      done: "微信接受了来自本服务的调用。",
      waiting: "收到 ticket 后点「立即检查」。",
      trouble:
        "微信拒绝了下面这个 IP，请加入开放平台「白名单IP地址列表」。Workers 的出口 IP 会变化，长期运行请用固定 IP 的转发服务（WECHAT_API_BASE）。",
    },
    token: {
      title: "取得 component_access_token",
      done: "AppSecret 与 ticket 均有效，令牌会自动续期。",
      waiting: "收到 ticket 后自动获取（每 5 分钟一次），也可以点「立即检查」。",
      trouble: "",
    },
    authorization: {
      title: "第一个授权账号",
      done: "已有商家完成授权。",
      waiting:
        "打开「授权链接」页生成链接，用公众号或小程序的管理员微信扫码。全网发布前只有测试白名单内的账号可以授权。",
      trouble: "",
    },
    release_check: {
      title: "全网发布检测",
      done: "已应答微信的检测账号。检测结果以开放平台显示为准。",
      waiting: "在开放平台点「全网发布」时，微信会用测试账号检测本服务，应答已内置，无需配置。",
      trouble: "",
    },
  },
  en: {
    settings: { title: "Required settings", done: "All are there.", waiting: "", trouble: "" },
    ticket: {
      title: "component_verify_ticket received",
      done: "WeChat reaches the event URL, and 消息校验Token and 消息加解密Key are right.",
      waiting:
        "Once the event URL below is in 开放平台, WeChat pushes one every 10 minutes. “Ask for a ticket” asks now.",
      trouble: "The last one has expired: it lives 12 hours. Check the event URL, then press “Ask for a ticket”.",
    },
    address: {
      title: "Our address is accepted",
      done: "WeChat takes calls from this Worker.",
      waiting: "Once a ticket is here, press “Check now”.",
      trouble:
        "WeChat refused this address: add it to 白名单IP地址列表 in 开放平台. Addresses of Workers change; for good, use a relay with a fixed one (WECHAT_API_BASE).",
    },
    token: {
      title: "component_access_token bought",
      done: "The AppSecret and the ticket are valid; it is renewed by itself.",
      waiting: "Bought every 5 minutes at the latest once a ticket is here, or with “Check now”.",
      trouble: "",
    },
    authorization: {
      title: "First authorization",
      done: "Merchants have authorized the platform.",
      waiting:
        "Make a link on the Links page and open it with an account’s admin WeChat. Before the platform is released, only accounts on the test list can.",
      trouble: "",
    },
    release_check: {
      title: "Release check",
      done: "WeChat’s test accounts were answered. 开放平台 shows the result.",
      waiting:
        "When you press 全网发布 in 开放平台, WeChat tests this Worker with accounts of its own. The answers are built in.",
      trouble: "",
    },
  },
};
