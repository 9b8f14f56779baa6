import { Hono } from "hono";
import type { Locale } from "../page/locale.ts";
import { AUDIT_ACTIONS, type AuditAction } from "./audit.ts";
import { type ConsoleEnv, operatorLog } from "./console-env.ts";
import { failureText } from "./failure-texts.ts";
import { Frame } from "./frame.tsx";
import { FullTime } from "./time.tsx";

const PAGE_LENGTH = 60;

/** Who changed what, and when. */
export const audit = new Hono<ConsoleEnv>().get("/audit", async (c) => {
  const { locale } = c.var;
  const text = TEXTS[locale];
  const before = /^\d{1,15}$/.exec(c.req.query("before") ?? "")?.[0];
  const found = await operatorLog(c).entries(before === undefined ? null : Number(before), PAGE_LENGTH + 1);
  const shown = found.slice(0, PAGE_LENGTH);
  const last = found.length > PAGE_LENGTH ? shown.at(-1) : undefined;
  return c.html(
    <Frame c={c} page="audit" title={text.title} lead={text.lead}>
      <section class="card" aria-label={text.title}>
        {shown.length === 0 && <p class="empty">{text.none}</p>}
        <ul class="rows columns">
          {shown.map(({ at, who, address, action, subject, detail, outcome }) => (
            <li>
              <div class="row-main">
                <p class="row-title">{isAction(action) ? text.actions[action] : action}</p>
                {subject !== null && <p class="row-facts code">{subject}</p>}
              </div>
              <div class="row-facts">
                {detail !== null && <p class="code">{detail}</p>}
                <p>
                  {who === "password" ? text.password : who} · <span class="code">{address}</span> ·{" "}
                  <FullTime at={at} />
                </p>
              </div>
              <p class="tags">
                {outcome === "done" && <span class="tag tag-good">{text.done}</span>}
                {outcome === null && <span class="tag">{text.unknown}</span>}
                {outcome !== null && outcome !== "done" && (
                  <span class="tag tag-bad" title={failureText(outcome, locale) ?? ""}>
                    {outcome}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
        {last !== undefined && (
          <p class="pages">
            <a class="button quiet" rel="next" href={`/console/audit?before=${last.id}`}>
              {text.older}
            </a>
          </p>
        )}
      </section>
    </Frame>,
  );
});

function isAction(action: string): action is AuditAction {
  return (AUDIT_ACTIONS as readonly string[]).includes(action);
}

type AuditTexts = Record<"title" | "lead" | "none" | "older" | "done" | "unknown" | "password", string> & {
  actions: Record<AuditAction, string>;
};

const TEXTS: Record<Locale, AuditTexts> = {
  zh: {
    title: "操作记录",
    lead: "在控制台里做过的每一次更改：谁、何时、从哪里、结果如何。保留最近 5000 条。",
    none: "还没有记录。",
    older: "更早的",
    done: "成功",
    unknown: "未完成",
    password: "密码登录",
    actions: {
      sign_in: "登录",
      sign_out: "退出登录",
      ask_for_ticket: "请求推送 ticket",
      buy_token: "检查 component_access_token",
      sweep: "立即巡检",
      clear_quota: "清零调用次数",
      ask_quota: "查询接口额度",
      sync: "从微信同步",
      annotate: "修改备注与转发",
      refresh_profile: "从微信更新资料",
      refresh_token: "检查令牌",
      read_option: "读取账号选项",
      set_option: "设置账号选项",
      export: "导出 CSV",
      issue_link: "生成授权链接",
      send_again: "重新发送",
      call_api: "调用接口",
    },
  },
  en: {
    title: "Audit log",
    lead: "Every change that was made here: by whom, when, from where, and what came of it. The last 5,000 are kept.",
    none: "Nothing yet.",
    older: "Older ones",
    done: "done",
    unknown: "unfinished",
    password: "by password",
    actions: {
      sign_in: "Signed in",
      sign_out: "Signed out",
      ask_for_ticket: "Asked for a ticket",
      buy_token: "Checked the component_access_token",
      sweep: "Swept",
      clear_quota: "Cleared call counts",
      ask_quota: "Asked for a quota",
      sync: "Synced from WeChat",
      annotate: "Changed notes and forwarding",
      refresh_profile: "Updated a profile",
      refresh_token: "Checked a token",
      read_option: "Read an option",
      set_option: "Set an option",
      export: "Exported CSV",
      issue_link: "Made a link",
      send_again: "Sent again",
      call_api: "Called the API",
    },
  },
};
