import type { Locale } from "../page/locale.ts";

export interface OverviewTexts {
  title: string;
  lead: string;
  askForTicket: string;
  sweepNow: string;
  ticketLate: string;
  toSetup: string;
  none: string;
  valid: string;
  expired: string;
  noTicket: string;
  ticketRest: (rest: string) => string;
  pushes: (count: number) => string;
  pushAxis: string[];
  noToken: string;
  left: string;
  life: (issued: string, due: string, expires: string) => string;
  accounts: string;
  accountsTotal: string;
  all: string;
  statuses: Record<"authorized" | "unauthorized" | "needs_reauthorization", string>;
  deliveries: string;
  waiting: string;
  dead: string;
  due: string;
  dueNow: (count: number) => string;
  dueLabel: (count: number) => string;
  dueAxis: string[];
  sweeps: string;
  noSweep: string;
  lastSweep: string;
  sweepResult: (refreshed: number, failed: number) => string;
  remaining: (count: number) => string;
  running: string;
}

export const OVERVIEW_TEXTS: Record<Locale, OverviewTexts> = {
  zh: {
    title: "总览",
    lead: "凭证、账号与投递的当前状态。查看本页不会调用微信接口；时间均为北京时间。",
    askForTicket: "请求推送 ticket",
    sweepNow: "立即巡检",
    ticketLate: "已超过 1 小时没有收到新的 ticket，上一个仍然有效。系统会每小时向微信索取一次。",
    toSetup: "去检查",
    none: "没有",
    valid: "有效",
    expired: "已过期",
    noTicket: "还没有收到 ticket。微信每 10 分钟推送一次，请先在「接入」页完成配置。",
    ticketRest: (rest) => `收到 · 还能用 ${rest}`,
    pushes: (count) => `最近 12 小时收到 ${count} 次推送`,
    pushAxis: ["12 小时前", "6 小时前", "现在"],
    noToken: "还没有取得。收到 ticket 后，下一次巡检会自动获取。",
    left: "后过期",
    life: (issued, due, expires) => `${issued} 取得，${due} 起换新，${expires} 过期`,
    accounts: "授权账号",
    accountsTotal: "个账号",
    all: "查看全部",
    statuses: { authorized: "已授权", unauthorized: "已取消", needs_reauthorization: "需重新授权" },
    deliveries: "待投递",
    waiting: "条等待重试",
    dead: "投递失败",
    due: "未来两小时到期的令牌",
    dueNow: (count) => `现在到期 ${count}`,
    dueLabel: (count) => `两小时内共 ${count} 个令牌需要刷新，每柱 5 分钟`,
    dueAxis: ["现在", "1 小时后", "2 小时后"],
    sweeps: "最近的巡检",
    noSweep: "还没有巡检过。定时任务每 5 分钟运行一次。",
    lastSweep: "最近一次：",
    sweepResult: (refreshed, failed) => `刷新 ${refreshed}，失败 ${failed}`,
    remaining: (count) => `剩余 ${count}`,
    running: "进行中",
  },
  en: {
    title: "Overview",
    lead: "How credentials, accounts and deliveries are. Looking costs no call to WeChat; times are Beijing’s.",
    askForTicket: "Ask for a ticket",
    sweepNow: "Sweep now",
    ticketLate: "No ticket for over an hour; the last one still works. WeChat is asked for one every hour.",
    toSetup: "Check the setup",
    none: "none",
    valid: "valid",
    expired: "expired",
    noTicket: "None has come yet. WeChat pushes one every 10 minutes once the Setup page is done.",
    ticketRest: (rest) => `received · good for ${rest}`,
    pushes: (count) => (count === 1 ? "1 push in the last 12 hours" : `${count} pushes in the last 12 hours`),
    pushAxis: ["12 h ago", "6 h ago", "now"],
    noToken: "None was bought yet. The next sweep does, once there is a ticket.",
    left: "left",
    life: (issued, due, expires) => `Bought ${issued}, replaced from ${due}, expires ${expires}`,
    accounts: "Authorizers",
    accountsTotal: "in all",
    all: "Show all",
    statuses: { authorized: "authorized", unauthorized: "withdrawn", needs_reauthorization: "to reauthorize" },
    deliveries: "Deliveries waiting",
    waiting: "to be retried",
    dead: "dead letters",
    due: "Tokens due in the next two hours",
    dueNow: (count) => `due now: ${count}`,
    dueLabel: (count) => `${count} ${count === 1 ? "token" : "tokens"} to refresh within two hours, five minutes a bar`,
    dueAxis: ["now", "in 1 h", "in 2 h"],
    sweeps: "Last sweeps",
    noSweep: "None yet. The cron runs every five minutes.",
    lastSweep: "The last one:",
    sweepResult: (refreshed, failed) => `${refreshed} refreshed, ${failed} failed`,
    remaining: (count) => `${count} remaining`,
    running: "running",
  },
};
