import type { AuthorizerStatus } from "../credentials/authorizer-row.ts";
import type { Locale } from "../page/locale.ts";
import type { AccountType } from "../wechat/account-type.ts";

export const STATUS_LABELS: Record<Locale, Record<AuthorizerStatus, string>> = {
  zh: { authorized: "已授权", unauthorized: "已取消", needs_reauthorization: "需重新授权" },
  en: { authorized: "authorized", unauthorized: "withdrawn", needs_reauthorization: "to reauthorize" },
};

export const STATUS_TONES: Record<AuthorizerStatus, string> = {
  authorized: "tag-good",
  unauthorized: "",
  needs_reauthorization: "tag-notice",
};

export const TYPE_LABELS: Record<Locale, Record<AccountType, string>> = {
  zh: { official_account: "公众号", mini_program: "小程序", channels: "视频号", other: "其他" },
  en: { official_account: "Official Account", mini_program: "Mini Program", channels: "Channels", other: "Other" },
};
