import { Page } from "../page/layout.tsx";
import type { Locale } from "../page/locale.ts";
import { Mark } from "../page/mark.tsx";

interface DeparturePageProps {
  locale: Locale;
  /** WeChat's authorization page, with a pre_auth_code in it. */
  destination: string;
  platform: "pc" | "h5";
}

/**
 * Says that the visitor is being taken to WeChat's authorization page, moves on by itself, and has a button for browsers
 * that do not. WeChat turns away visitors who did not come from a page on the 授权发起页域名, which is why this page exists.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/troubleshooting/authorization_troubleshooting.html
 */
export function DeparturePage({ locale, destination, platform }: DeparturePageProps) {
  const text = TEXTS[locale];
  return (
    <Page locale={locale} title={text.title} refreshTo={destination}>
      <Mark kind="moving" />
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <ol class="steps">
        {text.steps[platform].map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <a class="button" href={destination} referrerpolicy="origin">
        {text.button}
      </a>
      <p class="note">{text.note}</p>
      {platform === "h5" && <p class="note">{text.elsewhere}</p>}
    </Page>
  );
}

interface DepartureTexts {
  title: string;
  lead: string;
  steps: Record<DeparturePageProps["platform"], string[]>;
  button: string;
  note: string;
  /** Phones open links in other browsers too, and only WeChat itself can confirm. */
  elsewhere: string;
}

const TEXTS: Record<Locale, DepartureTexts> = {
  zh: {
    title: "正在前往微信授权页面",
    lead: "页面会自动跳转。如果没有跳转，请点击下方按钮。",
    steps: {
      pc: [
        "进入微信的授权页面，页面上会显示一个二维码。",
        "请账号的管理员用微信扫描该二维码。",
        "在手机上选择要授权的账号，核对权限后确认。",
      ],
      h5: ["进入微信的授权页面。", "选择要授权的账号，核对权限。", "以管理员身份在微信中确认授权。"],
    },
    button: "前往微信授权",
    note: "授权在微信的页面上完成，我们不会得到您的微信密码。",
    elsewhere: "如果提示需要在微信中打开，请把您收到的授权链接发到微信里，再从微信中打开。",
  },
  en: {
    title: "Taking you to WeChat",
    lead: "WeChat’s authorization page opens by itself. If you are still here after a few seconds, use the button below.",
    steps: {
      pc: [
        "WeChat’s page shows a QR code.",
        "The account’s admin scans it with WeChat.",
        "On the phone, choose the account, check the permissions, and confirm.",
      ],
      h5: [
        "WeChat’s authorization page opens.",
        "Choose the account and check the permissions.",
        "Confirm in WeChat, as the account’s admin.",
      ],
    },
    button: "Continue to WeChat",
    note: "You grant access on WeChat’s own page. We never see your WeChat password.",
    elsewhere:
      "If you are asked to open the page in WeChat, send the link you received to a WeChat chat and open it there.",
  },
};
