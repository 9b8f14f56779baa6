import type { Locale } from "../page/locale.ts";
import type { FailureCode } from "./failures.ts";

/** What a failure is called, what happened, and what the reader can do: for a shop owner, not for a programmer. */
export interface FailureText {
  title: string;
  happened: string;
  todo: string;
}

/** Exhaustive: a failure without words in both languages does not compile. */
export const FAILURE_TEXTS: Readonly<Record<FailureCode, Readonly<Record<Locale, FailureText>>>> = {
  invalid_request: {
    zh: {
      title: "链接信息有误",
      happened: "打开本页的链接缺少必要的信息，或信息填写有误，无法发起授权。",
      todo: "请联系您的服务商，重新获取授权链接。",
    },
    en: {
      title: "Something is wrong with this link",
      happened:
        "The link that opened this page lacks information or has something wrong in it, so it cannot start an authorization.",
      todo: "Please ask your service provider for a new authorization link.",
    },
  },
  invalid_link: {
    zh: {
      title: "授权链接已失效",
      happened: "这个授权链接已过期，或在复制、转发时丢失了部分内容。",
      todo: "请确认链接是否完整；如果仍然打不开，请联系您的服务商获取新的授权链接。",
    },
    en: {
      title: "This link no longer works",
      happened: "The authorization link has expired, or part of it was lost when it was copied or forwarded.",
      todo: "Please check that the link is complete. If it is, ask your service provider for a new one.",
    },
  },
  invalid_state: {
    zh: {
      title: "授权已超时",
      happened: "从发起授权到返回本页的时间过长，或返回的地址不完整，因此本次授权未能完成。",
      todo: "请重新发起授权，并尽快在微信中确认。",
    },
    en: {
      title: "This authorization has timed out",
      happened:
        "Too much time passed before you came back from WeChat, or part of the return address was lost, so the authorization was not completed.",
      todo: "Please start again and confirm in WeChat soon afterwards.",
    },
  },
  missing_auth_code: {
    zh: {
      title: "授权未完成",
      happened: "我们没有收到微信的授权结果，可能是授权在中途被取消了。",
      todo: "请重新发起授权，并在微信的页面上点击确认。",
    },
    en: {
      title: "The authorization was not completed",
      happened: "WeChat did not send us a result. It may have been cancelled half-way.",
      todo: "Please start again and confirm on WeChat’s page.",
    },
  },
  link_required: {
    zh: {
      title: "请使用专属授权链接",
      happened: "授权需要通过服务商提供的专属链接进行，不能直接打开本页。",
      todo: "请联系您的服务商获取授权链接，再从该链接进入。",
    },
    en: {
      title: "You need an authorization link",
      happened:
        "Authorization starts from a link that your service provider gives you; this page cannot be opened directly.",
      todo: "Please ask your service provider for your link and open that.",
    },
  },
  rate_limited: {
    zh: {
      title: "操作过于频繁",
      happened: "您或同一网络下的其他人在短时间内多次打开了授权页面，系统已暂时限制访问。",
      todo: "请等待一分钟后再试。",
    },
    en: {
      title: "Too many attempts",
      happened: "You, or someone on the same network, opened the authorization page many times within a short while.",
      todo: "Please wait a minute and try again.",
    },
  },
  code_invalid: {
    zh: {
      title: "本次授权结果已失效",
      happened:
        "微信给出的授权结果只能使用一次，并且有时间限制。它已被使用过，或者已经过期；刷新本页也会出现这种情况。",
      todo: "如果您之前已经看到“授权成功”，则无需再操作；否则请重新发起授权。",
    },
    en: {
      title: "This authorization can no longer be used",
      happened:
        "WeChat’s authorization result works once and only for a limited time. It was used before or is too old. Reloading this page also leads here.",
      todo: "If you have already seen “Authorized”, there is nothing left to do. Otherwise, please start again.",
    },
  },
  no_api_permission: {
    zh: {
      title: "该账号暂时无法接入",
      happened:
        "您已确认授权，但微信没有开放这个账号的接口权限。账号尚未认证，或属于小游戏等类型时，常会出现这种情况。",
      todo: "请先在微信公众平台为账号完成认证，再重新授权；您也可以换一个账号。如有疑问，请联系您的服务商。",
    },
    en: {
      title: "This account cannot be connected yet",
      happened:
        "You confirmed, but WeChat gives no API access for this account. That is common for accounts that are not verified and for mini games.",
      todo: "Please have the account verified at mp.weixin.qq.com and then authorize again, or choose another account. Your service provider can help.",
    },
  },
  authorizer_unauthorized: {
    zh: {
      title: "该账号的授权已取消",
      happened: "微信告诉我们，这个账号目前没有授权给本平台，可能是授权后又被取消了。",
      todo: "如需继续使用，请重新发起授权。",
    },
    en: {
      title: "The authorization was withdrawn",
      happened:
        "WeChat says that this account does not authorize our platform at the moment. It may have been withdrawn right afterwards.",
      todo: "If you want to go on, please authorize again.",
    },
  },
  needs_reauthorization: {
    zh: {
      title: "需要重新授权",
      happened: "这个账号之前的授权已经失效，需要由账号管理员再确认一次。",
      todo: "请重新发起授权。",
    },
    en: {
      title: "Please authorize again",
      happened: "The earlier authorization of this account is no longer valid; its admin has to confirm once more.",
      todo: "Please start the authorization again.",
    },
  },
  ip_not_whitelisted: {
    zh: {
      title: "服务商的服务器尚未登记",
      happened:
        "服务商的服务器 IP 地址还没有加入微信的白名单，因此微信拒绝了它的请求。这不是您的问题，您的账号不受影响。",
      todo: "请把本页截图发给您的服务商，请其在微信开放平台把该 IP 地址加入白名单，之后您再重新授权。",
    },
    en: {
      title: "WeChat does not know the provider’s server yet",
      happened:
        "The IP address of your service provider’s server is not on WeChat’s whitelist, so WeChat refused its request. You did nothing wrong, and your account is not affected.",
      todo: "Please send your service provider a screenshot of this page. Once they have added the IP address to the whitelist on the WeChat Open Platform, authorize again.",
    },
  },
  wechat_error: {
    zh: {
      title: "微信未能处理本次请求",
      happened: "微信返回了一个错误，授权没有完成。",
      todo: "请再试一次。如果仍然不行，请把本页截图发给您的服务商。",
    },
    en: {
      title: "WeChat could not process this",
      happened: "WeChat answered with an error, and the authorization was not completed.",
      todo: "Please try again. If it fails again, send your service provider a screenshot of this page.",
    },
  },
  wechat_unavailable: {
    zh: {
      title: "微信暂时没有响应",
      happened: "微信的服务器没有及时响应，可能是网络繁忙。",
      todo: "请稍等片刻再试。",
    },
    en: {
      title: "WeChat is not responding",
      happened: "WeChat’s servers did not answer in time. The network may be busy.",
      todo: "Please wait a moment and try again.",
    },
  },
  ticket_missing: {
    zh: {
      title: "平台还没有准备好",
      happened: "微信每十分钟会向平台发送一次验证信息，平台目前还没有收到，暂时无法发起授权。",
      todo: "请十分钟后再试。如果仍然不行，请联系您的服务商。",
    },
    en: {
      title: "The platform is not ready yet",
      happened:
        "WeChat sends the platform a verification message every ten minutes, and none has arrived yet. Until then no authorization can start.",
      todo: "Please try again in ten minutes. If it still fails, contact your service provider.",
    },
  },
  quota_exceeded: {
    zh: {
      title: "请求次数已达上限",
      happened: "平台向微信发出的请求已达到微信规定的次数上限，暂时无法继续。",
      todo: "请几分钟后再试；如果仍然不行，请明天再试，或联系您的服务商。",
    },
    en: {
      title: "The request limit is reached",
      happened: "The platform has used up the number of requests that WeChat allows for now.",
      todo: "Please try again in a few minutes. If it still fails, try tomorrow or contact your service provider.",
    },
  },
  not_configured: {
    zh: {
      title: "平台尚未完成设置",
      happened: "服务商还没有完成本平台的设置，暂时无法发起授权。",
      todo: "请联系您的服务商，待设置完成后再试。",
    },
    en: {
      title: "The platform is not set up yet",
      happened: "Your service provider has not finished setting up this platform, so no authorization can start.",
      todo: "Please contact your service provider and try again once it is ready.",
    },
  },
  internal_error: {
    zh: {
      title: "系统出了点问题",
      happened: "平台在处理您的请求时遇到了意外情况，授权可能没有完成。",
      todo: "请再试一次。如果仍然不行，请把本页截图发给您的服务商。",
    },
    en: {
      title: "Something went wrong",
      happened: "The platform ran into an unexpected problem, and the authorization may not have been completed.",
      todo: "Please try again. If it fails again, send your service provider a screenshot of this page.",
    },
  },
};
