import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { SettingProblem } from "./config.ts";
import type { CredentialFailure } from "./credentials/failure.ts";
import type { WechatError } from "./wechat/failure.ts";

/** Every failure that the HTTP side can show. */
export type Failure =
  | CredentialFailure
  | { code: "invalid_request"; detail: string }
  | { code: "invalid_signature" }
  | { code: "invalid_api_key" }
  | { code: "reserved_endpoint"; path: string }
  | { code: "link_required" }
  | { code: "not_found" }
  | { code: "too_large"; limitBytes: number }
  | { code: "rate_limited"; retryAfterSeconds: number }
  | { code: "not_configured"; problems: SettingProblem[] }
  | { code: "internal_error" };

/** RFC 9457, with a `code` to program against. */
export interface Problem {
  type: string;
  title: string;
  status: ContentfulStatusCode;
  detail: string;
  code: Failure["code"];
  wechat?: WechatError;
}

/** A failure as problem+json has it. The detail says what to do about it. */
export function problemOf(failure: Failure): Problem {
  const [status, title, detail] = describe(failure);
  const wechat = "wechat" in failure ? failure.wechat : undefined;
  const problem: Problem = { type: `urn:problem:${failure.code}`, title, status, detail, code: failure.code };
  return wechat === undefined ? problem : { ...problem, wechat };
}

export function problemResponse(c: Context, failure: Failure): Response {
  const problem = problemOf(failure);
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  if (failure.code === "invalid_api_key") headers["www-authenticate"] = "Bearer";
  if (failure.code === "rate_limited") headers["retry-after"] = String(failure.retryAfterSeconds);
  return c.body(JSON.stringify(problem), problem.status, headers);
}

function describe(failure: Failure): [status: ContentfulStatusCode, title: string, detail: string] {
  switch (failure.code) {
    case "invalid_request":
      return [400, "The request is not valid", failure.detail];
    case "invalid_signature":
      return [
        401,
        "The push is not signed by WeChat",
        "msg_signature is missing or wrong. If WeChat did send this, MESSAGE_TOKEN differs from 消息校验Token in 开放平台.",
      ];
    case "invalid_api_key":
      return [401, "The API key is missing or wrong", "Send one of API_KEYS as authorization: Bearer KEY."];
    case "reserved_endpoint":
      return [
        403,
        "The endpoint is reserved",
        `${failure.path} mints or spends credentials, which are held here: see /v1 for what replaces it.`,
      ];
    case "link_required":
      return [
        403,
        "A signed link is needed",
        "AUTHORIZE_PUBLIC is false: ask for a link with POST /v1/authorization-links.",
      ];
    case "not_found":
      return [404, "There is nothing here", "No route has this method and path."];
    case "too_large":
      return [413, "The body is too large", `At most ${failure.limitBytes / 1024} KiB are taken.`];
    case "unknown_authorizer":
      return [404, "The authorizer is not known", "No account of this appid has authorized the component."];
    case "authorizer_unauthorized":
      return [
        409,
        "The account does not authorize the component any more",
        "The merchant revoked the authorization. Send them an authorization link.",
      ];
    case "needs_reauthorization":
      return [
        409,
        "The account has to be authorized anew",
        "WeChat does not accept its authorizer_refresh_token. Send the merchant an authorization link.",
      ];
    case "no_api_permission":
      return [
        409,
        "The account has no API permission",
        "WeChat gave no tokens for it: the account is not verified, or is of a kind without API access.",
      ];
    case "rate_limited":
      return [429, "Too many requests", `Try again in ${failure.retryAfterSeconds} seconds.`];
    case "ip_not_whitelisted":
      return [
        502,
        "WeChat does not accept calls from this address",
        `Add ${failure.ip ?? "the address in wechat.errmsg"} to the IP whitelist (白名单IP地址列表) of the platform in 开放平台. ` +
          "Addresses of Workers change: see WECHAT_API_BASE for a relay with a fixed one.",
      ];
    case "quota_exceeded":
      return [
        503,
        "A quota of WeChat's is used up",
        "Wait until it is renewed, or clear it with POST /v1/component/clear-quota.",
      ];
    case "ticket_missing":
      return [
        503,
        "There is no usable component_verify_ticket",
        "WeChat pushes one every 10 minutes to 授权事件接收URL, which must be …/wechat/events on this Worker's domain.",
      ];
    case "wechat_error":
      return [502, "WeChat refused", `WeChat answered errcode ${failure.wechat.errcode}.`];
    case "wechat_unavailable":
      return [504, "WeChat can't be reached", `WeChat could not answer: ${failure.reason}. Try again.`];
    case "not_configured":
      return [
        503,
        "The Worker is not configured",
        failure.problems.map(({ setting, problem, fix }) => `${setting} ${problem} (${fix})`).join("; "),
      ];
    case "internal_error":
      return [500, "Something went wrong here", "It was logged. Try again."];
  }
}
