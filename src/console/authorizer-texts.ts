import type { Locale } from "../page/locale.ts";
import type { AuthorizerOption } from "../wechat/authorizer-option.ts";

type Words =
  | "back"
  | "makeLink"
  | "debug"
  | "refreshToken"
  | "refreshProfile"
  | "profile"
  | "type"
  | "principal"
  | "userName"
  | "authorizedAt"
  | "updatedAt"
  | "tokenDue"
  | "tokenExpires"
  | "lastError"
  | "history"
  | "historyLead"
  | "noEvents"
  | "notes"
  | "tenant"
  | "tenantHint"
  | "note"
  | "forwardUrl"
  | "forwardHint"
  | "save"
  | "options"
  | "optionsLead"
  | "read"
  | "set"
  | "go"
  | "now";

type AuthorizerTexts = Record<Words, string> & {
  permissions: (count: number) => string;
  optionNames: Record<AuthorizerOption, string>;
  /** In the order of the option's values. */
  optionValues: Record<AuthorizerOption, string[]>;
};

export const AUTHORIZER_TEXTS: Record<Locale, AuthorizerTexts> = {
  zh: {
    back: "← 全部账号",
    makeLink: "授权链接",
    debug: "调试接口",
    refreshToken: "检查令牌",
    refreshProfile: "从微信更新资料",
    profile: "资料",
    type: "类型",
    principal: "主体",
    userName: "原始 ID",
    authorizedAt: "授权时间",
    updatedAt: "更新时间",
    tokenDue: "令牌换新",
    tokenExpires: "令牌过期",
    lastError: "最近的错误",
    history: "授权事件",
    historyLead: "保留最近 7 天，内容中的授权码已隐去。",
    noEvents: "最近 7 天没有事件。",
    notes: "备注与转发",
    tenant: "租户",
    tenantHint: "该账号属于您的哪个客户，会随事件和消息一起推送给业务后端。",
    note: "备注",
    forwardUrl: "消息转发地址",
    forwardHint: "留空则使用 FORWARD_URL。需为 https。",
    save: "保存",
    permissions: (count) => `权限集（${count}）`,
    options: "账号选项",
    optionsLead: "读取和设置都会调用微信接口，所以只在点击时进行。",
    read: "读取当前值",
    set: "设为",
    go: "执行",
    now: "当前值：",
    optionNames: { location_report: "地理位置上报", voice_recognize: "语音识别", customer_service: "多客服" },
    optionValues: {
      location_report: ["不上报", "进入会话时上报", "每 5 秒上报"],
      voice_recognize: ["关闭", "开启"],
      customer_service: ["关闭", "开启"],
    },
  },
  en: {
    back: "← All authorizers",
    makeLink: "Make link",
    debug: "Call API",
    refreshToken: "Check token",
    refreshProfile: "Update from WeChat",
    profile: "Profile",
    type: "Type",
    principal: "Principal",
    userName: "user_name",
    authorizedAt: "Authorized",
    updatedAt: "Updated",
    tokenDue: "Token due",
    tokenExpires: "Token expires",
    lastError: "Last error",
    history: "Events",
    historyLead: "Of the last 7 days; authorization codes are left out.",
    noEvents: "None in the last 7 days.",
    notes: "Notes and forwarding",
    tenant: "Tenant",
    tenantHint: "Which customer of yours it belongs to. It goes with every event and message to your back end.",
    note: "Note",
    forwardUrl: "Forward messages to",
    forwardHint: "FORWARD_URL when left empty. Has to be https.",
    save: "Save",
    permissions: (count) => `Permission sets (${count})`,
    options: "Account options",
    optionsLead: "Reading and setting them calls WeChat, and is done only when asked for.",
    read: "Read it now",
    set: "Set to",
    go: "Go",
    now: "Now:",
    optionNames: {
      location_report: "Location reports",
      voice_recognize: "Speech recognition",
      customer_service: "Customer service",
    },
    optionValues: {
      location_report: ["off", "when a chat is opened", "every 5 seconds"],
      voice_recognize: ["off", "on"],
      customer_service: ["off", "on"],
    },
  },
};
