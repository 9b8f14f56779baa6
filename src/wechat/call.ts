import { failureOf, type WechatFailure } from "./failure.ts";
import { fail, ok, type Result } from "./result.ts";

/** How WeChat's API is reached. */
export interface WechatApi {
  /** `https://api.weixin.qq.com`, a relay with a fixed address, or the simulator; no slash at the end. */
  base: string;
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** Sent to the relay as `authorization: Bearer …`; never to WeChat itself. */
  relayKey?: string;
}

/** WeChat answers in well under a second; a push has to be answered within 5 s, a merchant waits no longer than this. */
const TIMEOUT_MS = 8_000;

/**
 * One call, with a JSON body (POST) or without (GET). A token rides in the query, as WeChat wants it, so neither the URL nor an error that quotes
 * it may be logged: what failed is told in words of our own.
 *
 * @param path with a leading slash, for example `/cgi-bin/component/api_component_token`
 * @returns WeChat's answer, an object without an errcode other than 0
 */
export async function callWechat(
  api: WechatApi,
  path: string,
  query: Record<string, string>,
  body: Record<string, unknown> | null,
): Promise<Result<Record<string, unknown>, WechatFailure>> {
  const search = new URLSearchParams(query).toString();
  const headers = new Headers({ "content-type": "application/json" });
  if (api.relayKey !== undefined) headers.set("authorization", `Bearer ${api.relayKey}`);

  // AbortSignal.timeout would keep its timer, and with it a Durable Object, alive after the answer has come.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await api.fetch(`${api.base}${path}${search === "" ? "" : `?${search}`}`, {
      method: body === null ? "GET" : "POST",
      body: body === null ? null : JSON.stringify(body),
      headers,
      // A redirect would carry the token to wherever it points.
      redirect: "manual",
      signal: abort.signal,
    });
    const text = await response.text();
    return response.status === 200
      ? readAnswer(text, [...Object.values(query), ...Object.values(body ?? {})])
      : unavailable(`HTTP ${response.status}`);
  } catch {
    // Whatever was thrown may quote the URL, and so the token: it is neither kept nor logged.
    return unavailable(abort.signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : "the connection failed");
  } finally {
    clearTimeout(timer);
  }
}

/** An appid is no secret, and as long as this; the AppSecret, tickets, codes and tokens are longer. */
const APPID_LENGTH = 18;

/**
 * WeChat's content types are not to be trusted (JSON comes as text/plain), so the text decides.
 * @param sent what was sent: an errmsg that quotes a secret among it is shown to others without
 */
export function readAnswer(
  text: string,
  sent: readonly unknown[] = [],
): Result<Record<string, unknown>, WechatFailure> {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return unavailable("the answer is not JSON");
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
    return unavailable("the answer is not a JSON object");
  }
  const { errcode, errmsg } = answer as { errcode?: unknown; errmsg?: unknown };
  if (errcode === undefined || Number(errcode) === 0) return ok(answer as Record<string, unknown>);
  if (!Number.isInteger(Number(errcode))) return unavailable("the errcode is not a number");
  const secrets = sent.filter((value): value is string => typeof value === "string" && value.length > APPID_LENGTH);
  const said = secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), String(errmsg ?? ""));
  return fail(failureOf({ errcode: Number(errcode), errmsg: said.slice(0, 300) }));
}

function unavailable(reason: string): { ok: false; failure: WechatFailure } {
  return fail({ code: "wechat_unavailable", reason });
}
