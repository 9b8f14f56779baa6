import type { Trouble, When } from "../state/faults.ts";
import type { Wechat } from "../state/wechat.ts";
import type { Answer } from "./endpoint.ts";
import { refuse } from "./errcode.ts";

/** Thrown where a connection ends without an answer: a TypeError, as fetch gives it. A server destroys the socket instead. */
export class ConnectionDropped extends TypeError {
  override name = "TypeError";
}

const WHEN: Record<Trouble["kind"], When> = {
  latency: "after",
  errcode: "before",
  http_status: "before",
  html: "before",
  truncated_json: "after",
  connection_dropped: "before",
  never_answering: "before",
  expires_in_missing: "after",
  expires_in_string: "after",
  content_type_text: "after",
  unknown_fields: "after",
  refresh_token_empty: "after",
  refresh_token_absent: "after",
  refresh_token_new: "after",
};

const PAGE = "<!doctype html><html><head><title>502</title></head><body><h1>502 Bad Gateway</h1></body></html>";

function strikes(trouble: Trouble, when: When): boolean {
  return ("when" in trouble && trouble.when !== undefined ? trouble.when : WHEN[trouble.kind]) === when;
}

/**
 * Lets the troubles of one moment, before the effect or after it, take their course. Gives the answer that replaces the real
 * one, or null; rejects when the connection is dropped; never settles when nobody is to answer.
 */
export async function suffer(troubles: Trouble[], when: When): Promise<Answer | null> {
  for (const trouble of troubles) {
    if (!strikes(trouble, when)) continue;
    switch (trouble.kind) {
      case "latency":
        await new Promise((resolve) => setTimeout(resolve, trouble.ms));
        break;
      case "errcode":
        return refuse(trouble.errcode, trouble.errmsg);
      case "http_status":
        return new Response(`upstream says ${trouble.status}`, { status: trouble.status });
      case "html":
        return new Response(PAGE, { headers: { "content-type": "text/html; charset=utf-8" } });
      case "connection_dropped":
        throw new ConnectionDropped("fetch failed: the simulator dropped the connection");
      case "never_answering":
        return new Promise(() => {});
    }
  }
  return null;
}

/** Changes what a success says. */
export function distortAnswer(wechat: Wechat, troubles: Trouble[], answer: Record<string, unknown>): void {
  const nested = answer.authorization_info;
  const credentials = isRecord(nested) && "expires_in" in nested ? nested : answer;
  for (const { kind } of troubles) {
    if (kind === "expires_in_missing") delete credentials.expires_in;
    if (kind === "expires_in_string" && "expires_in" in credentials)
      credentials.expires_in = String(credentials.expires_in);
    if (kind === "unknown_fields")
      Object.assign(answer, { unknown_field: { of: ["the", "future"] }, trace_id: "0af7651916cd43dd" });
    if (!("authorizer_refresh_token" in credentials)) continue;
    if (kind === "refresh_token_empty") credentials.authorizer_refresh_token = "";
    if (kind === "refresh_token_absent") delete credentials.authorizer_refresh_token;
    if (kind === "refresh_token_new") credentials.authorizer_refresh_token = replaceRefreshToken(wechat, credentials);
  }
}

function replaceRefreshToken({ authorizations, accessTokens }: Wechat, credentials: Record<string, unknown>): string {
  const renewed = authorizations.newRefreshToken();
  const token = accessTokens.find(String(credentials.authorizer_access_token));
  if (token?.authorization) token.authorization.refreshToken = renewed;
  return renewed;
}

/** Changes how an answer is written. */
export function distortText(troubles: Trouble[], body: string): { body: string; contentType: string } {
  const truncated = troubles.some(({ kind }) => kind === "truncated_json");
  return {
    body: truncated ? body.slice(0, Math.floor(body.length / 2)) : body,
    contentType: troubles.some(({ kind }) => kind === "content_type_text")
      ? "text/plain"
      : "application/json; encoding=utf-8",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
