import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import type { RecordedEvent } from "../credentials/component-ledger.ts";
import { Avatar } from "../page/avatar.tsx";
import { AUTHORIZER_OPTIONS, type AuthorizerOption } from "../wechat/authorizer-option.ts";
import { permissionSetName } from "../wechat/permission-sets.ts";
import { STATUS_LABELS, STATUS_TONES, TYPE_LABELS } from "./authorizer-labels.ts";
import { AUTHORIZER_TEXTS } from "./authorizer-texts.ts";
import type { ConsoleContext } from "./console-env.ts";
import { EventRows } from "./event-rows.tsx";
import { failureText } from "./failure-texts.ts";
import { Action, FormToken } from "./form.tsx";
import { Frame } from "./frame.tsx";
import { FullTime } from "./time.tsx";
import { tokenState } from "./token-state.ts";

/** An option as it was just read. */
export interface OptionValue {
  name: AuthorizerOption;
  value: string;
}

interface AuthorizerPageProps {
  c: ConsoleContext;
  authorizer: Authorizer;
  events: RecordedEvent[];
  option: OptionValue | null;
}

export function AuthorizerPage({ c, authorizer, events, option }: AuthorizerPageProps) {
  const { locale } = c.var;
  const text = AUTHORIZER_TEXTS[locale];
  const { authorizerAppid, nickName, headImg, status } = authorizer;
  const path = `/console/authorizers/${authorizerAppid}`;
  const token = tokenState(authorizer, Date.now(), locale);
  return (
    <Frame
      c={c}
      page="authorizers"
      title={nickName ?? authorizerAppid}
      lead={<a href="/console/authorizers">{text.back}</a>}
      actions={
        <>
          <a class="button quiet" href={`/console/links?appid=${authorizerAppid}`}>
            {text.makeLink}
          </a>
          <a class="button quiet" href={`/console/debugger?appid=${authorizerAppid}`}>
            {text.debug}
          </a>
          <Action c={c} to={`${path}/token`} quiet>
            {text.refreshToken}
          </Action>
          <Action c={c} to={`${path}/profile`}>
            {text.refreshProfile}
          </Action>
        </>
      }
    >
      <div class="cards aside">
        <div class="stack">
          <section class="card" aria-labelledby="profile">
            <header>
              <h2 id="profile">{text.profile}</h2>
              <span class="tags">
                <span class={`tag ${STATUS_TONES[status]}`}>{STATUS_LABELS[locale][status]}</span>
                {token !== null && <span class={`tag ${token.tone}`}>{token.text}</span>}
              </span>
            </header>
            <div class="account">
              <Avatar name={nickName ?? authorizerAppid} headImg={headImg} />
              <Facts authorizer={authorizer} locale={locale} />
            </div>
          </section>
          <section class="card" aria-labelledby="history">
            <header>
              <h2 id="history">{text.history}</h2>
              <p>{text.historyLead}</p>
            </header>
            {events.length === 0 ? <p class="muted">{text.noEvents}</p> : <EventRows events={events} locale={locale} />}
          </section>
        </div>
        <div class="stack">
          <section class="card" aria-labelledby="notes">
            <header>
              <h2 id="notes">{text.notes}</h2>
            </header>
            <form method="post" action={`${path}/notes`}>
              <FormToken c={c} />
              <div class="field">
                <label for="tenant">{text.tenant}</label>
                <input id="tenant" name="tenant" value={authorizer.tenant ?? ""} maxlength={200} />
                <p class="hint">{text.tenantHint}</p>
              </div>
              <div class="field">
                <label for="note">{text.note}</label>
                <textarea id="note" name="note" maxlength={2_000}>
                  {authorizer.note ?? ""}
                </textarea>
              </div>
              <div class="field">
                <label for="forward_url">{text.forwardUrl}</label>
                <input
                  id="forward_url"
                  name="forward_url"
                  type="url"
                  value={authorizer.forwardUrl ?? ""}
                  maxlength={2_000}
                />
                <p class="hint">{text.forwardHint}</p>
              </div>
              <p class="field">
                <button type="submit">{text.save}</button>
              </p>
            </form>
          </section>
          <section class="card" aria-labelledby="permissions">
            <header>
              <h2 id="permissions">{text.permissions(authorizer.funcInfo.length)}</h2>
            </header>
            <ul class="tags">
              {authorizer.funcInfo.map((id) => (
                <li class="tag">
                  {id} {permissionSetName(id, locale)}
                </li>
              ))}
            </ul>
          </section>
          <section class="card" aria-labelledby="options">
            <header>
              <h2 id="options">{text.options}</h2>
              <p>{text.optionsLead}</p>
            </header>
            {(Object.keys(AUTHORIZER_OPTIONS) as AuthorizerOption[]).map((name) => (
              <form method="post" action={`${path}/options`} class="field">
                <FormToken c={c} />
                <input type="hidden" name="name" value={name} />
                <label for={name}>
                  {text.optionNames[name]} <span class="code muted">{name}</span>
                </label>
                <div class="copy">
                  <select id={name} name="value">
                    <option value="">{text.read}</option>
                    {AUTHORIZER_OPTIONS[name].map((value, index) => (
                      <option value={value} selected={option?.name === name && option.value === value}>
                        {text.set} {value} – {text.optionValues[name][index]}
                      </option>
                    ))}
                  </select>
                  <button type="submit" class="quiet">
                    {text.go}
                    <span class="unseen"> {text.optionNames[name]}</span>
                  </button>
                </div>
                {option?.name === name && (
                  <p class="hint" role="status">
                    {text.now} {option.value}
                    {AUTHORIZER_OPTIONS[name].map((value, index) =>
                      value === option.value ? ` – ${text.optionValues[name][index]}` : "",
                    )}
                  </p>
                )}
              </form>
            ))}
          </section>
        </div>
      </div>
    </Frame>
  );
}

function Facts({ authorizer, locale }: { authorizer: Authorizer; locale: "zh" | "en" }) {
  const text = AUTHORIZER_TEXTS[locale];
  const { lastError, token } = authorizer;
  const facts = [
    ["AppID", <span class="code">{authorizer.authorizerAppid}</span>],
    [text.type, authorizer.accountType === null ? null : TYPE_LABELS[locale][authorizer.accountType]],
    [text.principal, authorizer.principalName],
    [text.userName, authorizer.userName === null ? null : <span class="code">{authorizer.userName}</span>],
    [text.authorizedAt, authorizer.authorizedAt === null ? null : <FullTime at={authorizer.authorizedAt} />],
    [text.updatedAt, <FullTime at={authorizer.updatedAt} />],
    [text.tokenDue, token === null ? null : <FullTime at={token.dueAt} />],
    [text.tokenExpires, token === null ? null : <FullTime at={token.expiresAt} />],
    [
      text.lastError,
      lastError === null ? null : (
        <>
          {failureText(lastError.code, locale) ?? lastError.code}
          {lastError.errcode !== null && <span class="code"> {lastError.errcode}</span>} ·{" "}
          <FullTime at={lastError.at} />
        </>
      ),
    ],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
      )}
    </dl>
  );
}
