import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import type { Locale } from "../page/locale.ts";
import { problemOf } from "../problem.ts";
import type { ConsoleContext } from "./console-env.ts";
import { ENDPOINTS } from "./debugger-endpoints.ts";
import { failureText } from "./failure-texts.ts";
import { FormToken } from "./form.tsx";
import { Frame } from "./frame.tsx";
import type { ActionFailure } from "./outcome.ts";

export interface DebuggerForm {
  /** An appid; "" for the component itself. */
  account: string;
  method: "GET" | "POST";
  /** With its query, if it has one. */
  path: string;
  body: string;
}

export const EMPTY_CALL: DebuggerForm = {
  account: "",
  method: "POST",
  path: "cgi-bin/account/getaccountbasicinfo",
  body: "{}",
};

export type DebuggerAnswer =
  | { kind: "text"; status: number; ms: number; text: string; cut: boolean }
  | { kind: "binary"; status: number; ms: number; type: string; bytes: number }
  | { kind: "failed"; failure: ActionFailure };

export function DebuggerPage({
  c,
  form,
  accounts,
  answer,
}: {
  c: ConsoleContext;
  form: DebuggerForm;
  /** To choose from. */
  accounts: Authorizer[];
  answer: DebuggerAnswer | null;
}) {
  const { locale } = c.var;
  const text = TEXTS[locale];
  return (
    <Frame c={c} page="debugger" title={text.title} lead={text.lead}>
      <div class="cards two">
        <section class="card" aria-labelledby="request">
          <header>
            <h2 id="request">{text.request}</h2>
          </header>
          <form method="post" action="/console/debugger">
            <FormToken c={c} />
            <div class="field">
              <label for="account">{text.account}</label>
              <input
                id="account"
                name="account"
                value={form.account}
                placeholder="wx…"
                maxlength={64}
                list="accounts"
                autocomplete="off"
                aria-describedby="account-hint"
              />
              <datalist id="accounts">
                {accounts.map(({ authorizerAppid, nickName }) => (
                  <option value={authorizerAppid}>{nickName ?? authorizerAppid}</option>
                ))}
              </datalist>
              <p class="hint" id="account-hint">
                {text.accountHint} <a href="/console/authorizers">{text.findAccount}</a>
              </p>
            </div>
            <div class="field">
              <label for="endpoint">{text.endpoint}</label>
              <select id="endpoint" data-fills="call">
                <option value="">{text.choose}</option>
                {ENDPOINTS.map(({ method, path, body, label }) => (
                  <option value={path} data-method={method} data-path={path} data-body={body}>
                    {label[locale]} – {path}
                  </option>
                ))}
              </select>
            </div>
            <div class="inline field">
              <div class="field">
                <label for="method">{text.method}</label>
                <select id="method" name="method">
                  {["POST", "GET"].map((method) => (
                    <option selected={method === form.method}>{method}</option>
                  ))}
                </select>
              </div>
              <div class="field grow">
                <label for="path">{text.path}</label>
                <input id="path" name="path" class="code" value={form.path} required maxlength={2_000} />
              </div>
            </div>
            <div class="field">
              <label for="body">{text.body}</label>
              <textarea id="body" name="body" class="code" spellcheck={false}>
                {form.body}
              </textarea>
            </div>
            <p class="field">
              <button type="submit">{text.send}</button>
            </p>
          </form>
        </section>
        <section class="card" aria-labelledby="response">
          <header>
            <h2 id="response">{text.response}</h2>
            {answer !== null && answer.kind !== "failed" && (
              <span class="muted small number">
                HTTP {answer.status} · {answer.ms} ms
              </span>
            )}
          </header>
          <div role="status">
            <Answer answer={answer} locale={locale} />
          </div>
          {answer !== null && (
            <>
              <h3 class="field">{text.sent}</h3>
              <pre>
                {`${form.method} /${form.path}${form.path.includes("?") ? "&" : "?"}access_token=……`}
                {form.method === "POST" ? `\n\n${form.body}` : ""}
              </pre>
            </>
          )}
        </section>
      </div>
    </Frame>
  );
}

function Answer({ answer, locale }: { answer: DebuggerAnswer | null; locale: Locale }) {
  const text = TEXTS[locale];
  if (answer === null) return <p class="muted">{text.empty}</p>;
  switch (answer.kind) {
    case "failed": {
      const { code, wechat } = problemOf(answer.failure);
      return (
        <>
          <p class="flash flash-bad">{failureText(code, locale)}</p>
          {wechat !== undefined && <pre>{`${wechat.errcode} ${wechat.errmsg}`}</pre>}
        </>
      );
    }
    case "binary":
      return <p>{text.binary(answer.type, answer.bytes)}</p>;
    case "text":
      return (
        <>
          <pre>{answer.text}</pre>
          {answer.cut && <p class="hint">{text.cut}</p>}
        </>
      );
  }
}

interface DebuggerTexts {
  title: string;
  lead: string;
  request: string;
  account: string;
  accountHint: string;
  findAccount: string;
  endpoint: string;
  choose: string;
  method: string;
  path: string;
  body: string;
  send: string;
  response: string;
  empty: string;
  sent: string;
  cut: string;
  binary: (type: string, bytes: number) => string;
}

const TEXTS: Record<Locale, DebuggerTexts> = {
  zh: {
    title: "接口调试",
    lead: "以授权账号或平台自己的身份调用微信接口。令牌由服务端补上，不会显示；每次调用都会写入操作记录。",
    request: "请求",
    account: "授权账号 AppID",
    accountHint: "留空则以平台身份（component_access_token）调用。",
    findAccount: "查找账号",
    endpoint: "常用接口",
    choose: "选择后填入下面的内容",
    method: "方法",
    path: "路径（可带参数，不含令牌）",
    body: "请求体（JSON）",
    send: "发送",
    response: "应答",
    empty: "发送后在这里看到微信的应答。",
    sent: "发出的请求",
    cut: "内容过长，已截断。",
    binary: (type, bytes) => `二进制内容：${type}，${bytes} 字节。`,
  },
  en: {
    title: "API debugger",
    lead: "Call WeChat’s API as an authorizer or as the platform. The token is put in on the server and never shown; each call is in the audit log.",
    request: "Request",
    account: "Appid of the authorizer",
    accountHint: "Left empty, the call is the platform’s own (component_access_token).",
    findAccount: "Find one",
    endpoint: "Common endpoints",
    choose: "Choose one to fill in what is below",
    method: "Method",
    path: "Path (with a query, if any; without a token)",
    body: "Body (JSON)",
    send: "Send",
    response: "Response",
    empty: "WeChat’s answer is shown here.",
    sent: "What was sent",
    cut: "It was too long, and is cut here.",
    binary: (type, bytes) => `Binary: ${type}, ${bytes} bytes.`,
  },
};
