import type { AccessToken, TokenState } from "../state/access-tokens.ts";
import type { Wechat } from "../state/wechat.ts";
import type { ApiCall, Endpoint } from "./endpoint.ts";
import { NOT_LATEST_HINT, type Refusal, refuse } from "./errcode.ts";

/** A call as it came over the wire. */
export interface Arrival {
  request: Request;
  method: string;
  path: string;
  query: Record<string, string>;
  clientIp: string;
  /** Null when the body is not text (an upload). */
  bodyText: string | null;
  /** The parsed body; undefined when it is empty or no JSON object. */
  json: Record<string, unknown> | undefined;
  token: AccessToken | undefined;
}

export function tokenInQuery(query: Record<string, string>): string | undefined {
  return query.component_access_token ?? query.access_token;
}

/** Every check that WeChat makes before an endpoint does its work, in one order for all of them. */
export function admitCall(wechat: Wechat, endpoint: Endpoint, arrival: Arrival): ApiCall | Refusal {
  const refusal =
    refuseMethod(endpoint, arrival) ??
    refuseClientIp(wechat, arrival) ??
    refuseToken(wechat, endpoint, arrival) ??
    refuseBody(endpoint, arrival) ??
    refuseComponentAppid(wechat, endpoint, arrival) ??
    refuseAuthorizer(wechat, endpoint, arrival) ??
    refuseQuota(wechat, endpoint, arrival);
  if (refusal !== null) return refusal;
  const token = endpoint.token === "none" ? null : (arrival.token ?? null);
  const { request, query, json } = arrival;
  return { wechat, request, query, body: json ?? {}, token, authorization: token?.authorization ?? null };
}

function refuseMethod(endpoint: Endpoint, { method }: Arrival): Refusal | null {
  if (endpoint.method === "GET or POST" ? method === "GET" || method === "POST" : method === endpoint.method)
    return null;
  return refuse(endpoint.method === "GET" ? 43001 : 43002);
}

/** All of /cgi-bin, whoever's token it is: what counts is the component's list. Of /sns it is not known, so it is let pass. */
function refuseClientIp({ settings }: Wechat, { path, clientIp }: Arrival): Refusal | null {
  if (settings.ipWhitelist === null || !path.startsWith("/cgi-bin/") || settings.ipWhitelist.includes(clientIp))
    return null;
  return refuse(61004, `access clientip is not registered requestIP: ${clientIp}`);
}

const TOKEN_ERRCODE: Record<Exclude<TokenState, "valid">, number> = {
  unknown: 40001,
  not_latest: 40001,
  expired: 42001,
};

function refuseToken(wechat: Wechat, endpoint: Endpoint, { query, token }: Arrival): Refusal | null {
  if (endpoint.token === "none") return null;
  const value = tokenInQuery(query);
  if (value === undefined || value === "") return refuse(41001);
  const state = wechat.accessTokens.state(value);
  if (state !== "valid") {
    const hint = endpoint.token === "authorizer" && state !== "expired" ? NOT_LATEST_HINT : "";
    const refusal = refuse(TOKEN_ERRCODE[state]);
    return { ...refusal, errmsg: refusal.errmsg + hint };
  }
  if (endpoint.token === "component" && token?.kind !== "component") return refuse(61014);
  if (endpoint.token === "authorizer" && token?.kind !== "authorizer") return refuse(48001);
  return null;
}

function refuseBody(endpoint: Endpoint, { method, bodyText, json }: Arrival): Refusal | null {
  if (method !== "POST" || (endpoint.body ?? "json") !== "json") return null;
  if (bodyText === "") return endpoint.method === "GET or POST" ? null : refuse(44002);
  return json === undefined ? refuse(47001) : null;
}

function refuseComponentAppid(
  { settings }: Wechat,
  { componentAppid }: Endpoint,
  { json, query }: Arrival,
): Refusal | null {
  if (componentAppid === undefined) return null;
  const named = componentAppid === "body" ? json?.component_appid : query.component_appid;
  if (named === undefined || named === "") return refuse(41018);
  return named === settings.componentAppid ? null : refuse(40013);
}

function refuseAuthorizer(wechat: Wechat, endpoint: Endpoint, { token }: Arrival): Refusal | null {
  if (endpoint.token === "none" || token === undefined || token.authorization === null) return null;
  const { account, revoked, funcIds } = token.authorization;
  // A token of an earlier grant is dead even if the account has come back since.
  if (revoked) return wechat.authorizations.get(account.appid) === undefined ? refuse(61003) : refuse(40001);
  if (isLimited(account.accountStatus)) return refuse(50002);
  const wanted = endpoint.permissionSet?.[account.kind];
  return wanted === undefined || funcIds.includes(wanted) ? null : refuse(61007);
}

/** 已注销, 已封禁 and 已冻结; an account that is merely 已告警 works. */
export function isLimited(accountStatus: number): boolean {
  return accountStatus === 14 || accountStatus === 16 || accountStatus === 19;
}

function refuseQuota({ quotas, settings }: Wechat, endpoint: Endpoint, { path, token }: Arrival): Refusal | null {
  if (endpoint.unmetered) return null;
  const spent = quotas.spend(path, endpoint.token === "none" ? settings.componentAppid : (token?.appid ?? ""));
  return spent === null ? null : refuse(spent);
}
