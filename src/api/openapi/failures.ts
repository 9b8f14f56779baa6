import { type Failure, type Problem, problemOf } from "../../problem.ts";

/** Pushes alone fail with the others, and WeChat does not read documents. */
export type FailureCode = Exclude<Failure["code"], "invalid_signature" | "too_large">;

const wechat = (errcode: number, errmsg: string) => ({ errcode, errmsg });

/** An example of each. */
const EXAMPLES: { [Code in FailureCode]: Extract<Failure, { code: Code }> } = {
  invalid_request: { code: "invalid_request", detail: "expires_in: is under 60 seconds" },
  invalid_api_key: { code: "invalid_api_key" },
  reserved_endpoint: { code: "reserved_endpoint", path: "cgi-bin/component/api_authorizer_token" },
  link_required: { code: "link_required" },
  not_found: { code: "not_found" },
  unknown_authorizer: { code: "unknown_authorizer" },
  authorizer_unauthorized: { code: "authorizer_unauthorized" },
  needs_reauthorization: {
    code: "needs_reauthorization",
    wechat: wechat(61023, "refresh_token is invalid"),
  },
  no_api_permission: { code: "no_api_permission" },
  rate_limited: { code: "rate_limited", retryAfterSeconds: 10 },
  internal_error: { code: "internal_error" },
  ip_not_whitelisted: {
    code: "ip_not_whitelisted",
    ip: "203.0.113.9",
    wechat: wechat(61004, "access clientip is not registered requestIP: 203.0.113.9"),
  },
  wechat_error: { code: "wechat_error", wechat: wechat(40013, "invalid appid") },
  ticket_missing: { code: "ticket_missing", wechat: wechat(61005, "component ticket is expired") },
  quota_exceeded: { code: "quota_exceeded", wechat: wechat(45009, "reach max api daily quota limit") },
  not_configured: {
    code: "not_configured",
    problems: [
      {
        setting: "MESSAGE_TOKEN",
        problem: "is missing: 消息校验Token",
        fix: "npx wrangler secret put MESSAGE_TOKEN",
      },
    ],
  },
  wechat_unavailable: { code: "wechat_unavailable", reason: "no answer within 8 s" },
};

export const FAILURE_CODES = Object.keys(EXAMPLES) as FailureCode[];

export function exampleProblem(code: FailureCode): Problem {
  return problemOf(EXAMPLES[code]);
}

/** Every route with a key. */
export const WITH_KEY = ["invalid_api_key", "rate_limited", "internal_error", "not_configured"] as const;

/** Routes that call WeChat. */
export const FROM_WECHAT = ["ip_not_whitelisted", "wechat_error", "quota_exceeded", "wechat_unavailable"] as const;

/** Routes that need the component_access_token. */
export const AS_COMPONENT = [...FROM_WECHAT, "ticket_missing"] as const;

/** Routes that need an authorizer_access_token. */
export const AS_AUTHORIZER = [
  "unknown_authorizer",
  "authorizer_unauthorized",
  "needs_reauthorization",
  "no_api_permission",
  ...AS_COMPONENT,
] as const;
