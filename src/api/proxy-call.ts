import type { Config } from "../config.ts";
import type { CredentialFailure } from "../credentials/failure.ts";
import { authorizerHolder, type CredentialBindings } from "../credentials/holders.ts";
import { readAuthorizerToken, readComponentToken } from "../credentials/read.ts";
import { log } from "../log.ts";
import {
  type ApiAccess,
  apiAccess,
  blankRefreshTokens,
  isApiPath,
  isReserved,
  tellsRefreshTokens,
} from "../wechat/api-access.ts";
import { isRejectedToken } from "../wechat/failure.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { type ProxyAnswer, proxyAnswer } from "./proxy-answer.ts";
import { type ProxyBody, proxyBody } from "./proxy-body.ts";

/** A call that a back end makes without holding a token. */
export interface ProxyCall {
  /** On whose behalf; null for the component itself. */
  authorizerAppid: string | null;
  /** Without a slash at the front: `cgi-bin/user/get`. */
  path: string;
  /** As it was written, without the question mark. */
  query: string;
  /** Method, headers and body. */
  request: Request;
}

export type ProxyFailure =
  | CredentialFailure
  | { code: "invalid_request"; detail: string }
  | { code: "reserved_endpoint"; path: string };

/** What a caller may say about its body and what it takes; everything else is between the caller and us. */
const REQUEST_HEADERS = ["content-type", "content-encoding", "accept"];
/** For the answer to begin; a download may take longer. */
const TIMEOUT_MS = 30_000;

/**
 * Makes a call of WeChat's API with the right credential. A token that WeChat rejects is shown to its holder, and the call
 * is made once more with the one that replaced it, unless its body was too large to keep.
 * @returns WeChat's answer as it came, errcodes included; a failure when there was no token or no answer
 */
export async function callThrough(
  env: CredentialBindings,
  config: Config,
  call: ProxyCall,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<Result<Response, ProxyFailure>> {
  const { path, authorizerAppid } = call;
  if (!isApiPath(path)) return fail({ code: "invalid_request", detail: "The path is not one of WeChat's API." });
  if (isReserved(path)) return fail({ code: "reserved_endpoint", path });
  const access = apiAccess(path, authorizerAppid !== null);
  const read = (rejected?: string) =>
    access.token === "authorizer" && authorizerAppid !== null
      ? readAuthorizerToken(env, config, authorizerAppid, rejected)
      : readComponentToken(env, config, rejected);

  const token = await read();
  if (!token.ok) return token;
  const body = await proxyBody(call.request, access.fill?.in === "body" ? namesFor(access, config, call) : {});
  let answer = await attempt(config, call, access, token.value.value, body);
  const rejected = answer.ok && answer.value.errcode !== null && isRejectedToken(answer.value.errcode);
  // What was too large to keep can't be replayed, but the next call is to find a token that works.
  if (rejected && !body.replayable) waitUntil(read(token.value.value));
  if (rejected && body.replayable) {
    const replaced = await read(token.value.value);
    if (!replaced.ok) return replaced;
    log("info", "a rejected token was replaced", { path, authorizer: authorizerAppid });
    answer = await attempt(config, call, access, replaced.value.value, body);
  }
  if (!answer.ok) return answer;

  const { errcode, response } = answer.value;
  if (errcode === 61003 && authorizerAppid !== null) {
    // Whether it is this account that is no longer authorized is for WeChat to say, asked about nothing else.
    waitUntil(authorizerHolder(env, config.componentAppid, authorizerAppid).refreshProfile(authorizerAppid));
  }
  if (!tellsRefreshTokens(path)) return ok(response);
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  try {
    return ok(new Response(blankRefreshTokens(await response.text()), { status: response.status, headers }));
  } catch {
    return fail({ code: "wechat_unavailable", reason: "the answer broke off" });
  }
}

async function attempt(
  config: Config,
  call: ProxyCall,
  access: ApiAccess,
  token: string,
  body: ProxyBody,
): Promise<Result<ProxyAnswer, ProxyFailure>> {
  const headers = new Headers();
  for (const name of REQUEST_HEADERS) {
    const value = call.request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (config.wechatApiRelayKey !== null) headers.set("authorization", `Bearer ${config.wechatApiRelayKey}`);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const upstream = await fetch(`${config.wechatApiBase}/${call.path}?${queryFor(config, call, access, token)}`, {
      method: call.request.method,
      headers,
      body: body.take() ?? null,
      redirect: "manual",
      signal: abort.signal,
    });
    return ok(await proxyAnswer(upstream));
  } catch {
    // What was thrown may quote the URL, and with it the token.
    const reason = abort.signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : "the connection failed";
    return fail({ code: "wechat_unavailable", reason });
  } finally {
    clearTimeout(timer);
  }
}

/** The caller's query as it was written, without tokens of its own, and with ours. */
function queryFor(config: Config, call: ProxyCall, access: ApiAccess, token: string): string {
  const given = call.query.split("&").filter((pair) => pair !== "");
  const nameOf = (pair: string) => decodeURIComponentSafely(pair.split("=")[0] ?? "").toLowerCase();
  const kept = given.filter((pair) => !["access_token", "component_access_token"].includes(nameOf(pair)));
  const names = access.fill?.in === "query" ? namesFor(access, config, call) : {};
  const missing = Object.entries(names).filter(([name]) => !kept.some((pair) => nameOf(pair) === name));
  const added = [[access.parameter, token], ...missing].map(
    ([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`,
  );
  return [...added, ...kept].join("&");
}

function namesFor({ fill }: ApiAccess, config: Config, { authorizerAppid }: ProxyCall): Record<string, string> {
  if (fill === null) return {};
  return {
    [fill.component]: config.componentAppid,
    ...(authorizerAppid === null ? {} : { [fill.authorizer]: authorizerAppid }),
  };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign; then the name is what stands there.
    return text;
  }
}
