import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import { AUTHORIZER_STATUSES } from "../credentials/authorizer-row.ts";
import type { SyncProgress } from "../credentials/authorizer-sync.ts";
import type { AuthorizerCounts } from "../credentials/authorizer-table.ts";
import type { AuthorizerListPage } from "../credentials/directory.ts";
import type { Locale } from "../page/locale.ts";
import { permissionSetName } from "../wechat/permission-sets.ts";
import { Account } from "./account.tsx";
import { STATUS_LABELS, STATUS_TONES, TYPE_LABELS } from "./authorizer-labels.ts";
import { ACCOUNT_TYPES, type AuthorizersQuery, authorizersUrl } from "./authorizers-query.ts";
import type { ConsoleContext } from "./console-env.ts";
import { Action } from "./form.tsx";
import { Frame } from "./frame.tsx";
import { SyncProgressBar } from "./sync-progress.tsx";
import { tokenState } from "./token-state.ts";

const PATH = "/console/authorizers";
/** More would make a list of lists. */
const PERMISSIONS_SHOWN = 3;
const NOTE_SHOWN = 120;

interface AuthorizersPageProps {
  c: ConsoleContext;
  query: AuthorizersQuery;
  page: AuthorizerListPage;
  matching: number;
  counts: AuthorizerCounts;
  sync: SyncProgress;
}

export function AuthorizersPage({ c, query, page, matching, counts, sync }: AuthorizersPageProps) {
  const { locale } = c.var;
  const text = TEXTS[locale];
  const live = sync.state === "running" ? { "data-live": `${PATH}/sync`, "data-every": "2000" } : {};
  return (
    <Frame
      c={c}
      page="authorizers"
      title={text.title}
      lead={text.lead}
      actions={
        <>
          <a class="button quiet" href={authorizersUrl(`${PATH}.csv`, query, { after: "" })}>
            {text.export}
          </a>
          <Action c={c} to={`${PATH}/sync`}>
            {text.sync}
          </Action>
        </>
      }
    >
      <section class="card" aria-labelledby="found">
        <form method="get" action={PATH} class="inline">
          <div class="field grow">
            <label for="q">{text.search}</label>
            <input id="q" name="q" type="search" value={query.text} placeholder={text.placeholder} maxlength={100} />
          </div>
          <div class="field">
            <label for="status">{text.status}</label>
            <select id="status" name="status">
              <option value="">{text.any}</option>
              {AUTHORIZER_STATUSES.map((status) => (
                <option value={status} selected={status === query.status}>
                  {STATUS_LABELS[locale][status]}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="type">{text.type}</label>
            <select id="type" name="type">
              <option value="">{text.any}</option>
              {ACCOUNT_TYPES.map((type) => (
                <option value={type} selected={type === query.accountType}>
                  {TYPE_LABELS[locale][type]}
                </option>
              ))}
            </select>
          </div>
          <button type="submit">{text.find}</button>
        </form>
        <footer>
          <header class="title">
            <h2 id="found">{text.found(matching, counts.total)}</h2>
          </header>
          {page.authorizers.length === 0 ? (
            <p class="empty">{counts.total === 0 ? text.nobody : text.nothing}</p>
          ) : (
            <ul class="rows columns">
              {page.authorizers.map((authorizer) => (
                <Row authorizer={authorizer} locale={locale} />
              ))}
            </ul>
          )}
          <nav class="pages" aria-label={text.paging}>
            {query.after !== "" && (
              <a class="button quiet" href={authorizersUrl(PATH, query, { after: "" })}>
                {text.first}
              </a>
            )}
            {page.next !== null && (
              <a class="button quiet" rel="next" href={authorizersUrl(PATH, query, { after: page.next })}>
                {text.next}
              </a>
            )}
          </nav>
        </footer>
      </section>
      <section class="card" aria-labelledby="sync">
        <header>
          <h2 id="sync">{text.syncTitle}</h2>
        </header>
        <div aria-live="polite" {...live}>
          <SyncProgressBar progress={sync} locale={locale} />
        </div>
      </section>
    </Frame>
  );
}

function Row({ authorizer, locale }: { authorizer: Authorizer; locale: Locale }) {
  const { status, tenant, note, funcInfo } = authorizer;
  const text = TEXTS[locale];
  const token = tokenState(authorizer, Date.now(), locale);
  return (
    <li>
      <Account authorizer={authorizer} locale={locale} />
      <div class="row-facts">
        {tenant && (
          <p>
            {text.tenant}: {tenant}
          </p>
        )}
        {note && <p>{note.length > NOTE_SHOWN ? `${note.slice(0, NOTE_SHOWN)}…` : note}</p>}
        {funcInfo.length > 0 && (
          <p>
            {funcInfo
              .slice(0, PERMISSIONS_SHOWN)
              .map((id) => permissionSetName(id, locale))
              .join(locale === "zh" ? "、" : ", ")}
            {funcInfo.length > PERMISSIONS_SHOWN && text.more(funcInfo.length)}
          </p>
        )}
      </div>
      <p class="tags">
        <span class={`tag ${STATUS_TONES[status]}`}>{STATUS_LABELS[locale][status]}</span>
        {token !== null && <span class={`tag ${token.tone}`}>{token.text}</span>}
      </p>
    </li>
  );
}

interface AuthorizersTexts {
  title: string;
  lead: string;
  export: string;
  sync: string;
  syncTitle: string;
  search: string;
  placeholder: string;
  status: string;
  type: string;
  any: string;
  find: string;
  found: (matching: number, total: number) => string;
  nobody: string;
  nothing: string;
  paging: string;
  first: string;
  next: string;
  tenant: string;
  more: (count: number) => string;
}

const TEXTS: Record<Locale, AuthorizersTexts> = {
  zh: {
    title: "授权账号",
    lead: "所有授权过的公众号、小程序和视频号。查看和搜索不会调用微信接口。",
    export: "导出 CSV",
    sync: "从微信同步",
    syncTitle: "同步",
    search: "搜索",
    placeholder: "名称、AppID、主体、租户、备注",
    status: "状态",
    type: "类型",
    any: "全部",
    find: "搜索",
    found: (matching, total) => (matching === total ? `共 ${total} 个` : `找到 ${matching} 个，共 ${total} 个`),
    nobody: "还没有账号授权。到「授权链接」页生成链接发给商家。",
    nothing: "没有符合条件的账号。",
    paging: "更多结果",
    first: "回到第一页",
    next: "下一页",
    tenant: "租户",
    more: (count) => ` 等 ${count} 项`,
  },
  en: {
    title: "Authorizers",
    lead: "Every account that has authorized the platform. Looking and searching costs no call to WeChat.",
    export: "Export CSV",
    sync: "Sync from WeChat",
    syncTitle: "Sync",
    search: "Search",
    placeholder: "Name, appid, principal, tenant, note",
    status: "Status",
    type: "Type",
    any: "All",
    find: "Search",
    found: (matching, total) => (matching === total ? `${total} in all` : `${matching} found, of ${total}`),
    nobody: "Nobody has authorized yet. Make a link on the Links page and send it to a merchant.",
    nothing: "No account matches.",
    paging: "More results",
    first: "First page",
    next: "Next page",
    tenant: "Tenant",
    more: (count) => ` and more (${count})`,
  },
};
