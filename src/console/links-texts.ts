import type { Locale } from "../page/locale.ts";
import type { AuthType } from "../wechat/authorization-url.ts";

type Words =
  | "title"
  | "lead"
  | "make"
  | "authType"
  | "authTypeHint"
  | "tenant"
  | "tenantHint"
  | "bizAppid"
  | "bizAppidHint"
  | "returnTo"
  | "returnToUnset"
  | "platform"
  | "platformHint"
  | "life"
  | "build"
  | "wrong"
  | "made"
  | "madeLead"
  | "link"
  | "png"
  | "svg"
  | "open"
  | "tooLong"
  | "issued"
  | "issuedLead"
  | "noneIssued"
  | "noTenant"
  | "opened"
  | "unopened"
  | "expired"
  | "expires";

type LinksTexts = Record<Words, string> & {
  authTypes: Record<AuthType, string>;
  platforms: Record<"" | "pc" | "h5", string>;
  days: (days: number) => string;
  returnToHint: (origins: string) => string;
  openings: (count: number) => string;
  authorized: (count: number) => string;
};

export const LINKS_TEXTS: Record<Locale, LinksTexts> = {
  zh: {
    title: "授权链接",
    lead: "生成发给商家的链接或二维码。链接可以反复打开，每次打开都会向微信取一个新的 pre_auth_code。",
    make: "生成链接",
    authType: "授权账号类型（auth_type）",
    authTypeHint: "商家在授权页上能选择哪类账号。",
    authTypes: {
      1: "仅公众号",
      2: "仅小程序",
      3: "公众号和小程序",
      4: "小程序推客账号",
      5: "视频号账号",
      6: "全部类型",
      8: "带货助手账号",
    },
    tenant: "租户（tenant）",
    tenantHint: "这个链接给哪位客户。授权完成后会与 AppID 一起交还给您的系统。",
    bizAppid: "指定账号（biz_appid）",
    bizAppidHint: "只允许这一个账号授权；留空则由商家选择。",
    returnTo: "完成后跳回（return_to）",
    returnToUnset: "未设置 RETURN_ORIGINS，暂不能跳回；授权完成后显示成功页。",
    returnToHint: (origins) => `授权完成后跳到您的网站，附带 authorizer_appid 与 tenant。允许：${origins}`,
    platform: "授权页",
    platforms: { "": "自动（按访客的浏览器）", pc: "电脑：扫码授权", h5: "手机：在微信内授权" },
    platformHint: "自动最合适：电脑打开显示二维码，手机微信打开直接授权。",
    life: "有效期",
    days: (days) => (days === 365 ? "1 年" : `${days} 天`),
    build: "生成链接",
    wrong: "请检查这一项：",
    made: "链接已生成",
    madeLead: "发给商家管理员，或打印二维码。有效期至",
    link: "授权链接",
    png: "下载 PNG",
    svg: "下载 SVG",
    open: "打开",
    tooLong: "链接过长，无法放进二维码。请缩短租户、跳回地址，或减少权限集。",
    issued: "已发出的链接",
    issuedLead: "控制台和业务后端最近生成的 50 个链接，以及后来怎样了。",
    noneIssued: "还没有生成过链接。",
    noTenant: "（未填租户）",
    openings: (count) => (count === 0 ? "还没有人打开" : `打开 ${count} 次`),
    authorized: (count) => (count === 1 ? "已授权" : `${count} 个账号已授权`),
    opened: "已打开，未完成",
    unopened: "未打开",
    expired: "已过期",
    expires: "到期：",
  },
  en: {
    title: "Authorization links",
    lead: "Links and QR codes for merchants. They can be opened again and again: each opening asks WeChat for a fresh pre_auth_code.",
    make: "Make a link",
    authType: "Kind of account (auth_type)",
    authTypeHint: "Which accounts the merchant can choose from.",
    authTypes: {
      1: "official accounts",
      2: "mini programs",
      3: "official accounts and mini programs",
      4: "mini program promoters (推客)",
      5: "Channels accounts",
      6: "every kind",
      8: "shop assistants (带货助手)",
    },
    tenant: "Tenant (tenant)",
    tenantHint: "Which customer of yours it is for. It comes back to your system with the appid.",
    bizAppid: "One account (biz_appid)",
    bizAppidHint: "Only this account can authorize. Left empty, the merchant chooses.",
    returnTo: "Return to (return_to)",
    returnToUnset: "RETURN_ORIGINS is not set: merchants end on a page of ours that says it worked.",
    returnToHint: (origins) => `Where merchants go afterwards, with authorizer_appid and tenant. Allowed: ${origins}`,
    platform: "Authorization page",
    platforms: { "": "By the visitor’s browser", pc: "PC: scan a code", h5: "Phone: inside WeChat" },
    platformHint: "The first fits most: a PC shows a code to scan, a phone authorizes right in WeChat.",
    life: "Good for",
    days: (days) => (days === 365 ? "a year" : days === 1 ? "a day" : `${days} days`),
    build: "Make link",
    wrong: "Look at this again:",
    made: "The link is ready",
    madeLead: "Send it to the merchant’s admin, or print the code. Good until",
    link: "Authorization link",
    png: "Download PNG",
    svg: "Download SVG",
    open: "Open",
    tooLong: "It is too long for a QR code: shorten the tenant or return_to, or choose fewer permission sets.",
    issued: "Links issued",
    issuedLead: "The last 50, made here or by your back ends, and what became of each.",
    noneIssued: "None yet.",
    noTenant: "(no tenant)",
    openings: (count) => (count === 0 ? "not opened yet" : count === 1 ? "opened once" : `opened ${count} times`),
    authorized: (count) => (count === 1 ? "authorized" : `${count} accounts authorized`),
    opened: "opened, not finished",
    unopened: "not opened",
    expired: "expired",
    expires: "expires",
  },
};
