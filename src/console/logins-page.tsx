import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";
import { CopyField, FormToken } from "./form.tsx";
import { Frame } from "./frame.tsx";

export interface LoginForm {
  kind: "authorizer" | "wecom";
  appid: string;
  agentid: string;
  redirectUri: string;
  scope: string;
  state: string;
}

export const EMPTY_LOGIN: LoginForm = {
  kind: "authorizer",
  appid: "",
  agentid: "",
  redirectUri: "",
  scope: "snsapi_base",
  state: "",
};

interface LoginsPageProps {
  c: ConsoleContext;
  form: LoginForm;
  result: { url: string } | { wrong: keyof LoginForm } | null;
}

export function LoginsPage({ c, form, result }: LoginsPageProps) {
  const text = TEXTS[c.var.locale];
  const wrong = result !== null && "wrong" in result ? result.wrong : null;
  const field = (name: keyof LoginForm, id: string, label: string, hint: string, required = true) => (
    <div class={`field ${name === "redirectUri" ? "both" : ""}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        value={form[name]}
        required={required}
        aria-describedby={`${id}-hint`}
        {...(wrong === name ? { "aria-invalid": "true" } : {})}
      />
      <p class="hint" id={`${id}-hint`}>
        {wrong === name && <strong>{text.wrong} </strong>}
        {hint}
      </p>
    </div>
  );
  const radio = (name: string, value: string, checked: boolean, label: string) => (
    <label class="choice">
      <input type="radio" name={name} value={value} checked={checked} />
      <span>{label}</span>
    </label>
  );
  return (
    <Frame c={c} page="logins" title={text.title} lead={text.lead}>
      <div class="cards two">
        <section class="card" aria-labelledby="make">
          <header>
            <h2 id="make">{text.make}</h2>
          </header>
          <form method="post" action="/console/logins">
            <FormToken c={c} />
            <fieldset>
              <legend>{text.kind}</legend>
              {radio("kind", "authorizer", form.kind === "authorizer", text.authorizer)}
              {radio("kind", "wecom", form.kind === "wecom", text.wecom)}
            </fieldset>
            <div class="fields">
              {field("appid", "appid", text.appid, text.appidHint)}
              {field("agentid", "agentid", text.agentid, text.agentidHint, false)}
              {field("redirectUri", "redirect_uri", "redirect_uri", text.redirectHint)}
              {field("state", "state", "state", text.stateHint, false)}
            </div>
            <fieldset class="field">
              <legend>scope</legend>
              {radio("scope", "snsapi_base", form.scope === "snsapi_base", text.base)}
              {radio("scope", "snsapi_userinfo", form.scope !== "snsapi_base", text.userinfo)}
            </fieldset>
            <p class="field">
              <button type="submit">{text.build}</button>
            </p>
          </form>
        </section>
        <section class="card" aria-labelledby="result">
          <header>
            <h2 id="result">{text.result}</h2>
          </header>
          <div role="status">
            {result !== null && "url" in result ? (
              <CopyField c={c} id="url" label={text.link} value={result.url} />
            ) : (
              <p class="muted">{wrong === null ? text.empty : text.wrong}</p>
            )}
          </div>
          <h3 class="field">{text.next}</h3>
          <ol class="steps">
            {text.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </section>
      </div>
    </Frame>
  );
}

type Words =
  | "title"
  | "lead"
  | "make"
  | "kind"
  | "authorizer"
  | "wecom"
  | "appid"
  | "appidHint"
  | "agentid"
  | "agentidHint"
  | "redirectHint"
  | "stateHint"
  | "base"
  | "userinfo"
  | "build"
  | "result"
  | "link"
  | "empty"
  | "wrong"
  | "next";

const TEXTS: Record<Locale, Record<Words, string> & { steps: string[] }> = {
  zh: {
    title: "网页登录链接",
    lead: "让网页知道访客是谁：代公众号发起网页授权，或在企业微信中登录。链接会按微信的要求编码，redirect_uri 里的参数不会丢。",
    make: "填写",
    kind: "用于",
    authorizer: "公众号网页授权（代授权账号发起）",
    wecom: "企业微信内网页登录",
    appid: "AppID / CorpID",
    appidHint: "公众号的 AppID，或企业的 CorpID。",
    agentid: "AgentID（仅企业微信）",
    agentidHint: "获取成员敏感信息时需要。",
    redirectHint: "访客登录后回到这里，带上 code 与 state。域名须是该公众号的网页授权域名；不能含 #。",
    stateHint: "原样带回，最长 128 字节。建议放随机值，用来防止伪造请求。",
    base: "snsapi_base：静默，只得到 openid",
    userinfo: "snsapi_userinfo（企业微信为 snsapi_privateinfo）：需访客同意，可得到昵称头像等",
    build: "生成链接",
    result: "链接",
    link: "在微信中打开",
    empty: "填写左侧内容后，这里会显示链接。",
    wrong: "请检查这一项：",
    next: "之后怎么做",
    steps: [
      "访客在微信里打开链接，微信跳回 redirect_uri 并附上 code（5 分钟内有效，只能用一次）。",
      "公众号：后端调用 GET /wx/{AppID}/sns/oauth2/component/access_token?code=…&grant_type=authorization_code，由本服务补上令牌。",
      "企业微信：用企业自己的 access_token 调用 auth/getuserinfo。",
    ],
  },
  en: {
    title: "Web login links",
    lead: "For a page that wants to know its visitor: on behalf of an official account, or in WeCom. Links are encoded as WeChat wants it, so parameters in redirect_uri survive.",
    make: "The link",
    kind: "For",
    authorizer: "A page of an official account, on its behalf",
    wecom: "A page in WeCom (企业微信)",
    appid: "AppID or CorpID",
    appidHint: "Of the official account, or of the company.",
    agentid: "AgentID (WeCom only)",
    agentidHint: "Needed for what is private of a member.",
    redirectHint:
      "Where the visitor comes back to, with code and state. Its domain has to be one of the account’s 网页授权域名; no #.",
    stateHint: "Comes back as it is, at most 128 bytes. A random value keeps forged requests out.",
    base: "snsapi_base: silent, gives the openid only",
    userinfo: "snsapi_userinfo (in WeCom snsapi_privateinfo): asks the visitor, gives name and picture",
    build: "Make link",
    result: "Link",
    link: "To be opened in WeChat",
    empty: "Fill in the form, and the link is shown here.",
    wrong: "Look at this again:",
    next: "What comes next",
    steps: [
      "The visitor opens it in WeChat and comes back to redirect_uri with a code: good for 5 minutes, and once.",
      "Official account: your back end calls GET /wx/{AppID}/sns/oauth2/component/access_token?code=…&grant_type=authorization_code; the token is filled in here.",
      "WeCom: call auth/getuserinfo with the company’s own access_token.",
    ],
  },
};
