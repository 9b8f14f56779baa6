import type { Locale } from "../page/locale.ts";

/** What a page says after a change was made, by the `done` of its address. */
export const DONE_TEXTS: Record<Locale, Record<string, string>> = {
  zh: {
    ticket_asked: "已请求微信推送 ticket，通常几秒内到达。",
    token_bought: "已取得 component_access_token：密钥、ticket 与出口 IP 均被微信接受。",
    swept: "已巡检一遍，到期的令牌已刷新。",
    quota_cleared: "微信已清零调用次数。",
    saved: "已保存。",
    refreshed: "已从微信更新资料。",
    token_refreshed: "令牌可用。",
    option_set: "选项已设置。",
    sync_started: "已开始从微信同步。",
    sent_again: "已重新放入队列，稍后再次投递。",
  },
  en: {
    ticket_asked: "WeChat was asked to push the ticket. It comes within seconds, as a rule.",
    token_bought: "A component_access_token was bought: WeChat accepts the AppSecret, the ticket and our address.",
    swept: "Swept: tokens that were due are refreshed.",
    quota_cleared: "WeChat has set the call counts to zero.",
    saved: "Saved.",
    refreshed: "The profile was updated from WeChat.",
    token_refreshed: "The token is usable.",
    option_set: "The option is set.",
    sync_started: "The sync from WeChat has started.",
    sent_again: "It is on the queue again, and will be delivered shortly.",
  },
};
