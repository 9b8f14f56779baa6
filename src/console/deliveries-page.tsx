import type { Locale } from "../page/locale.ts";
import type { DeadLetter, DeliveryRecord } from "../webhook/delivery-log.ts";
import type { LastAttempt } from "../webhook/job.ts";
import type { ConsoleContext } from "./console-env.ts";
import { Action } from "./form.tsx";
import { Frame } from "./frame.tsx";
import { FullTime, Time } from "./time.tsx";

interface DeliveriesPageProps {
  c: ConsoleContext;
  recent: DeliveryRecord[];
  dead: DeadLetter[];
  counts: { retrying: number; dead: number };
}

const TONES = { delivered: "tag-good", retrying: "tag-notice", dead: "tag-bad" } as const;

export function DeliveriesPage({ c, recent, dead, counts }: DeliveriesPageProps) {
  const { locale, config } = c.var;
  const text = TEXTS[locale];
  const now = Date.now();
  const nowhere = config.eventWebhookUrl === null && config.forwardUrl === null;
  return (
    <Frame c={c} page="deliveries" title={text.title} lead={text.lead}>
      {nowhere && <p class="flash flash-notice">{text.nowhere}</p>}
      <section class="card" id="dead" aria-labelledby="dead-title">
        <header>
          <h2 id="dead-title">
            {text.dead} <span class={`tag ${counts.dead > 0 ? "tag-bad" : ""}`}>{counts.dead}</span>
          </h2>
          <p>{text.deadLead}</p>
        </header>
        {dead.length === 0 ? (
          <p class="muted">{text.noDead}</p>
        ) : (
          <ul class="rows columns">
            {dead.map(({ id, type, authorizerAppid, attempts, diedAt, last }) => (
              <li>
                <What id={id} type={type} appid={authorizerAppid} />
                <div class="row-facts">
                  <Attempt last={last} locale={locale} />
                  <p>
                    {text.attempts(attempts)} · {text.died} <FullTime at={diedAt} />
                  </p>
                </div>
                <Action c={c} to="/console/deliveries/again" fields={{ id }} quiet>
                  {text.again}
                </Action>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="card" aria-labelledby="recent">
        <header>
          <h2 id="recent">{text.recent}</h2>
          <span class="muted small">{text.waiting(counts.retrying)}</span>
        </header>
        {recent.length === 0 ? (
          <p class="empty">{text.none}</p>
        ) : (
          <ul class="rows columns">
            {recent.map(({ id, type, authorizerAppid, status, attempts, last, at, nextAt }) => (
              <li>
                <What id={id} type={type} appid={authorizerAppid} />
                <div class="row-facts">
                  <Attempt last={last} locale={locale} />
                  <p>
                    {text.attempts(attempts)} · <FullTime at={at} />
                  </p>
                </div>
                <p class="tags">
                  <span class={`tag ${TONES[status]}`}>{text.statuses[status]}</span>
                  {nextAt !== null && (
                    <span class="muted small">
                      {text.next} <Time at={nextAt} now={now} locale={locale} />
                    </span>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Frame>
  );
}

function What({ id, type, appid }: { id: string; type: string; appid: string | null }) {
  return (
    <div class="row-main">
      <p class="row-title">{type}</p>
      {appid !== null && (
        <p class="row-facts">
          <a class="code" href={`/console/authorizers/${appid}`}>
            {appid}
          </a>
        </p>
      )}
      <p class="row-facts code">{id}</p>
    </div>
  );
}

function Attempt({ last, locale }: { last: LastAttempt | null; locale: Locale }) {
  if (last === null) return <p>{TEXTS[locale].untried}</p>;
  return (
    <>
      {last.url !== null && <p class="code">{last.url}</p>}
      <p>{[last.status === null ? null : `HTTP ${last.status}`, last.error].filter(Boolean).join(" · ")}</p>
    </>
  );
}

interface DeliveriesTexts {
  title: string;
  lead: string;
  nowhere: string;
  dead: string;
  deadLead: string;
  noDead: string;
  died: string;
  again: string;
  recent: string;
  waiting: (count: number) => string;
  none: string;
  attempts: (count: number) => string;
  untried: string;
  next: string;
  statuses: Record<DeliveryRecord["status"], string>;
}

const TEXTS: Record<Locale, DeliveriesTexts> = {
  zh: {
    title: "消息转发",
    lead: "推送给业务后端的事件与消息。失败后按指数退避重试 24 小时，仍失败的留在这里，可以重新发送。",
    nowhere: "EVENT_WEBHOOK_URL 与 FORWARD_URL 都没有设置，目前只有单独设置了转发地址的账号会转发消息。",
    dead: "投递失败",
    deadLead: "重试 24 小时后放弃的。重新发送时 webhook-id 不变，业务后端可以据此去重。",
    noDead: "没有。",
    died: "放弃于",
    again: "重新发送",
    recent: "最近的投递",
    waiting: (count) => `${count} 条等待重试`,
    none: "还没有投递过。",
    attempts: (count) => `第 ${count} 次尝试`,
    untried: "尚未尝试",
    next: "下次",
    statuses: { delivered: "已送达", retrying: "等待重试", dead: "已放弃" },
  },
  en: {
    title: "Deliveries",
    lead: "Events and messages for your back end. What it does not take is tried again for 24 hours, and then kept here to be sent by hand.",
    nowhere:
      "Neither EVENT_WEBHOOK_URL nor FORWARD_URL is set: only accounts with a forward URL of their own are forwarded.",
    dead: "Dead letters",
    deadLead:
      "Given up after 24 hours. Sent again, they keep their webhook-id, so that your back end can tell a repeat.",
    noDead: "None.",
    died: "given up",
    again: "Send again",
    recent: "Last deliveries",
    waiting: (count) => `${count} to be retried`,
    none: "Nothing was delivered yet.",
    attempts: (count) => (count === 1 ? "1 attempt" : `${count} attempts`),
    untried: "not tried yet",
    next: "next",
    statuses: { delivered: "delivered", retrying: "retrying", dead: "given up" },
  },
};
