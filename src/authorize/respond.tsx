import type { Context } from "hono";
import type { AppEnv } from "../context.ts";
import type { CredentialFailure } from "../credentials/failure.ts";
import { PAGE_HEADERS } from "../page/layout.tsx";
import { chooseLocale, type Locale } from "../page/locale.ts";
import { type Failure, problemResponse } from "../problem.ts";
import { rejectsCode } from "../wechat/failure.ts";
import { FailurePage } from "./failure-page.tsx";
import { FAILURES, type FailureCode } from "./failures.ts";

/** What can go wrong on a merchant's way: the credentials' failures, those of the visit itself, and our own. */
export type VisitFailure =
  | CredentialFailure
  | Extract<Failure, { code: "invalid_request" | "not_configured" | "internal_error" }>
  | { code: "invalid_link" | "invalid_state" | "missing_auth_code" | "link_required" | "rate_limited" };

export function acceptsHtml(c: Context<AppEnv>): boolean {
  return c.req.header("accept")?.includes("text/html") ?? false;
}

export function localeOf(c: Context<AppEnv>): Locale {
  return chooseLocale({ query: c.req.query("lang"), acceptLanguage: c.req.header("accept-language") });
}

/**
 * A page for a browser, problem+json for everything else, with the same status.
 * @param retryUrl where trying again leads; by default to the same address
 */
export function failWith(c: Context<AppEnv>, failure: VisitFailure, retryUrl = here(c)): Response | Promise<Response> {
  if (!acceptsHtml(c)) return problemResponse(c, onTheWire(failure));
  const code = pageCode(failure);
  const wechat = "wechat" in failure ? failure.wechat : undefined;
  const retry = FAILURES[code].retry === "again" ? retryUrl : undefined;
  const page = (
    <FailurePage locale={localeOf(c)} code={code} detail={detailOf(failure)} wechat={wechat} retryUrl={retry} />
  );
  return c.html(page, FAILURES[code].status, PAGE_HEADERS);
}

function here(c: Context<AppEnv>): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}

function pageCode(failure: VisitFailure): FailureCode {
  switch (failure.code) {
    case "wechat_error":
      return rejectsCode(failure) ? "code_invalid" : failure.code;
    case "unknown_authorizer":
      return "internal_error";
    default:
      return failure.code;
  }
}

/** Only what a merchant can pass on with profit: what was wrong with the request, or the address to whitelist. */
function detailOf(failure: VisitFailure): string | undefined {
  if (failure.code === "invalid_request") return failure.detail;
  if (failure.code === "ip_not_whitelisted") return failure.ip ?? undefined;
  return undefined;
}

function onTheWire(failure: VisitFailure): Failure {
  switch (failure.code) {
    case "invalid_link":
      return { code: "invalid_request", detail: "The link is not ours, was changed on its way, or has expired." };
    case "invalid_state":
      return { code: "invalid_request", detail: "The state is not ours, was changed on its way, or has expired." };
    case "missing_auth_code":
      return { code: "invalid_request", detail: "There is no auth_code." };
    case "rate_limited":
      return { code: "rate_limited", retryAfterSeconds: 60 };
    case "link_required":
      return { code: "link_required" };
    default:
      return failure;
  }
}
