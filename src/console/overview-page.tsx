import type { Locale } from "../page/locale.ts";
import { Bars, LifeBar, Timeline } from "./charts.tsx";
import type { ConsoleContext } from "./console-env.ts";
import { failureText } from "./failure-texts.ts";
import { Action } from "./form.tsx";
import { Frame } from "./frame.tsx";
import type { Overview, QuotaAnswer } from "./overview-data.ts";
import { OVERVIEW_TEXTS, type OverviewTexts } from "./overview-texts.ts";
import { QuotaCard } from "./quota-card.tsx";
import { chinaClock, duration, Time } from "./time.tsx";

const PUSHES_SHOWN_MS = 12 * 3600_000;
const SWEEPS_SHOWN = 36;

/** How the platform is, at a glance. */
export function OverviewPage({ c, data, quota }: { c: ConsoleContext; data: Overview; quota: QuotaAnswer | null }) {
  const { locale } = c.var;
  const text = OVERVIEW_TEXTS[locale];
  return (
    <Frame
      c={c}
      page="overview"
      title={text.title}
      lead={text.lead}
      actions={
        <>
          <Action c={c} to="/console/setup/ticket?from=overview" quiet>
            {text.askForTicket}
          </Action>
          <Action c={c} to="/console/sweep">
            {text.sweepNow}
          </Action>
        </>
      }
    >
      {data.problems.map(({ code, serious }) => (
        <p class={`flash ${serious ? "flash-bad" : "flash-notice"}`}>
          {code === "ticket_late" ? text.ticketLate : (failureText(code, locale) ?? code)}{" "}
          <a href="/console/setup">{text.toSetup}</a>
        </p>
      ))}
      <div class="cards two">
        <TicketCard data={data} text={text} locale={locale} />
        <TokenCard data={data} text={text} locale={locale} />
        <AccountsCard data={data} text={text} />
        <DeliveriesCard data={data} text={text} />
        <DueCard data={data} text={text} />
        <SweepsCard data={data} text={text} locale={locale} />
        <QuotaCard c={c} data={data} quota={quota} />
      </div>
    </Frame>
  );
}

interface CardProps {
  data: Overview;
  text: OverviewTexts;
}

function TicketCard({ data: { now, status, past }, text, locale }: CardProps & { locale: Locale }) {
  const { ticket } = status;
  const pushes = past.ticketPushes.filter(({ receivedAt }) => receivedAt > now - PUSHES_SHOWN_MS);
  return (
    <section class="card" aria-labelledby="ticket">
      <header>
        <h2 id="ticket">component_verify_ticket</h2>
        <span class={`tag ${ticket === null || ticket.expiresAt <= now ? "tag-bad" : "tag-good"}`}>
          {ticket === null ? text.none : ticket.expiresAt <= now ? text.expired : text.valid}
        </span>
      </header>
      {ticket === null ? (
        <p class="muted">{text.noTicket}</p>
      ) : (
        <>
          <p class="figure">
            <Time at={ticket.receivedAt} now={now} locale={locale} />
            <small>{text.ticketRest(duration(Math.max(0, ticket.expiresAt - now), locale))}</small>
          </p>
          <Timeline
            ticks={pushes.map(({ receivedAt, news }) => ({
              at: (receivedAt - now + PUSHES_SHOWN_MS) / PUSHES_SHOWN_MS,
              strong: news,
            }))}
            label={text.pushes(pushes.length)}
            axis={text.pushAxis}
          />
          <p class="legend">{text.pushes(pushes.length)}</p>
        </>
      )}
    </section>
  );
}

function TokenCard({ data: { now, status }, text, locale }: CardProps & { locale: Locale }) {
  const { token } = status;
  return (
    <section class="card" aria-labelledby="token">
      <header>
        <h2 id="token">component_access_token</h2>
        <span class={`tag ${token === null || token.expiresAt <= now ? "tag-bad" : "tag-good"}`}>
          {token === null ? text.none : token.expiresAt <= now ? text.expired : text.valid}
        </span>
      </header>
      {token === null ? (
        <p class="muted">{text.noToken}</p>
      ) : (
        <>
          <p class="figure">
            {duration(Math.max(0, token.expiresAt - now), locale)}
            <small>{text.left}</small>
          </p>
          <LifeBar
            spent={(now - token.issuedAt) / (token.expiresAt - token.issuedAt)}
            due={(token.dueAt - token.issuedAt) / (token.expiresAt - token.issuedAt)}
            label={text.life(chinaClock(token.issuedAt), chinaClock(token.dueAt), chinaClock(token.expiresAt))}
            axis={[chinaClock(token.issuedAt), chinaClock(token.expiresAt)]}
          />
          <p class="legend">
            {text.life(chinaClock(token.issuedAt), chinaClock(token.dueAt), chinaClock(token.expiresAt))}
          </p>
        </>
      )}
    </section>
  );
}

function AccountsCard({ data: { counts }, text }: CardProps) {
  const lines = [
    ["authorized", counts.authorized, "tag-good"],
    ["needs_reauthorization", counts.needsReauthorization, "tag-notice"],
    ["unauthorized", counts.unauthorized, ""],
  ] as const;
  return (
    <section class="card" aria-labelledby="accounts">
      <header>
        <h2 id="accounts">{text.accounts}</h2>
        <a href="/console/authorizers">{text.all}</a>
      </header>
      <p class="figure">
        {counts.total}
        <small>{text.accountsTotal}</small>
      </p>
      <ul class="tags field">
        {lines.map(([status, count, tone]) => (
          <li>
            <a class={`tag ${tone}`} href={`/console/authorizers?status=${status}`}>
              {text.statuses[status]} {count}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeliveriesCard({ data: { deliveries }, text }: CardProps) {
  return (
    <section class="card" aria-labelledby="waiting">
      <header>
        <h2 id="waiting">{text.deliveries}</h2>
        <a href="/console/deliveries">{text.all}</a>
      </header>
      <p class="figure">
        {deliveries.retrying}
        <small>{text.waiting}</small>
      </p>
      <p class="field">
        <a class={`tag ${deliveries.dead > 0 ? "tag-bad" : ""}`} href="/console/deliveries#dead">
          {text.dead} {deliveries.dead}
        </a>
      </p>
    </section>
  );
}

function DueCard({ data: { now, counts, outlook }, text }: CardProps) {
  const sum = outlook.due.reduce((total, count) => total + count, 0);
  const slotMs = PUSHES_SHOWN_MS / 6 / outlook.due.length;
  return (
    <section class="card" aria-labelledby="due">
      <header>
        <h2 id="due">{text.due}</h2>
        <span class="muted small">{text.dueNow(counts.due)}</span>
      </header>
      <Bars
        bars={outlook.due.map((count, slot) => ({
          good: count,
          bad: 0,
          title: `${chinaClock(now + slot * slotMs)} – ${chinaClock(now + (slot + 1) * slotMs)}: ${count}`,
        }))}
        label={text.dueLabel(sum)}
        axis={text.dueAxis}
      />
      <p class="legend">{text.dueLabel(sum)}</p>
    </section>
  );
}

function SweepsCard({ data: { now, past }, text, locale }: CardProps & { locale: Locale }) {
  const [last] = past.sweeps;
  const shown = past.sweeps.slice(0, SWEEPS_SHOWN).reverse();
  const first = shown[0];
  return (
    <section class="card" aria-labelledby="sweeps">
      <header>
        <h2 id="sweeps">{text.sweeps}</h2>
        {last !== undefined && (
          <span class="muted small">
            <Time at={last.startedAt} now={now} locale={locale} />
          </span>
        )}
      </header>
      {last === undefined || first === undefined ? (
        <p class="muted">{text.noSweep}</p>
      ) : (
        <>
          <Bars
            bars={[
              // A platform that has just begun has its first sweeps at the right, where those to come will be.
              ...Array.from({ length: SWEEPS_SHOWN - shown.length }, () => ({ good: 0, bad: 0, title: "" })),
              ...shown.map(({ startedAt, refreshed, failed }) => ({
                good: refreshed,
                bad: failed,
                title: `${chinaClock(startedAt)}: ${text.sweepResult(refreshed, failed)}`,
              })),
            ]}
            label={text.sweepResult(last.refreshed, last.failed)}
            axis={[shown.length < SWEEPS_SHOWN ? "" : chinaClock(first.startedAt), chinaClock(last.startedAt)]}
          />
          <p class="legend">
            {text.lastSweep} {text.sweepResult(last.refreshed, last.failed)}
            {last.remaining > 0 && ` · ${text.remaining(last.remaining)}`}
            {last.finishedAt === null && ` · ${text.running}`}
          </p>
        </>
      )}
    </section>
  );
}
