import { Hono } from "hono";
import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import { listAuthorizers } from "../credentials/directory.ts";
import { readAuthorizerToken, readComponentToken } from "../credentials/read.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { audited } from "./audit.ts";
import type { ConsoleContext, ConsoleEnv } from "./console-env.ts";
import { type DebuggerAnswer, type DebuggerForm, DebuggerPage, EMPTY_CALL } from "./debugger-page.tsx";
import { textIn } from "./form-fields.ts";
import { maskedAnswer, readableAnswer } from "./masked-answer.ts";
import type { ActionFailure } from "./outcome.ts";

/** What is longer is cut, and said to be. */
const SHOWN_CHARACTERS = 64 * 1024;

const ACCOUNTS_OFFERED = 100;

/** Calls of WeChat's API by hand, as a back end would make them: the token is put in here, and never shown. */
export const apiDebugger = new Hono<ConsoleEnv>()
  .get("/debugger", async (c) => {
    const account = c.req.query("appid") ?? "";
    return c.html(
      <DebuggerPage c={c} form={{ ...EMPTY_CALL, account }} accounts={await accountsOf(c)} answer={null} />,
    );
  })
  .post("/debugger", async (c) => {
    const sent = await c.req.formData();
    const form: DebuggerForm = {
      account: textIn(sent, "account"),
      method: textIn(sent, "method") === "GET" ? "GET" : "POST",
      path: textIn(sent, "path").replace(/^(?:https:\/\/api\.weixin\.qq\.com)?\/+/, ""),
      body: textIn(sent, "body"),
    };
    const subject = `${form.method} ${form.path.split("?")[0]}`.slice(0, 300);
    const called = await audited(c, "call_api", { subject, detail: form.account || null }, () => call(c, form));
    const answer: DebuggerAnswer = called.ok ? called.value : { kind: "failed", failure: called.failure };
    return c.html(<DebuggerPage c={c} form={form} accounts={await accountsOf(c)} answer={answer} />);
  });

/** Some to choose from; any other is typed. */
async function accountsOf(c: ConsoleContext): Promise<Authorizer[]> {
  const filter = { text: null, status: "authorized" } as const;
  return (await listAuthorizers(c.env, c.var.config.componentAppid, "", ACCOUNTS_OFFERED, filter)).authorizers;
}

async function call(
  c: ConsoleContext,
  { account, method, path, body }: DebuggerForm,
): Promise<Result<DebuggerAnswer, ActionFailure>> {
  const [endpoint = "", ...query] = path.split("?");
  const authorizerAppid = account === "" ? null : account;
  const init = method === "GET" ? { method } : { method, body, headers: { "content-type": "application/json" } };
  const through = {
    authorizerAppid,
    path: endpoint,
    query: query.join("?"),
    request: new Request("https://console.invalid", init),
  };
  const startedAt = Date.now();
  const result = await c.var.callThrough(c.env, c.var.config, through, (work) => c.executionCtx.waitUntil(work));
  if (!result.ok) return fail(result.failure);
  const response = result.value;
  const ms = Date.now() - startedAt;
  const type = response.headers.get("content-type") ?? "";
  if (/^(?:image|audio|video)\/|octet-stream/i.test(type)) {
    const bytes = (await response.arrayBuffer()).byteLength;
    return ok({ kind: "binary", status: response.status, ms, type, bytes });
  }
  const text = maskedAnswer(await response.text(), await tokensOf(c, authorizerAppid));
  const shown = readableAnswer(text);
  const cut = shown.length > SHOWN_CHARACTERS;
  return ok({ kind: "text", status: response.status, ms, text: shown.slice(0, SHOWN_CHARACTERS), cut });
}

/** The tokens that the call may have been made with. */
async function tokensOf(c: ConsoleContext, authorizerAppid: string | null): Promise<string[]> {
  const { env } = c;
  const { config } = c.var;
  const tokens = await Promise.all([
    readComponentToken(env, config),
    ...(authorizerAppid === null ? [] : [readAuthorizerToken(env, config, authorizerAppid)]),
  ]);
  return tokens.flatMap((token) => (token.ok ? [token.value.value] : []));
}
