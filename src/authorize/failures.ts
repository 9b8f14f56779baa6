/** Every way in which a merchant's authorization can fail, as the merchant's page tells them apart. */
export type FailureCode =
  | "invalid_request"
  | "invalid_link"
  | "invalid_state"
  | "missing_auth_code"
  | "link_required"
  | "rate_limited"
  | "code_invalid"
  | "no_api_permission"
  | "authorizer_unauthorized"
  | "needs_reauthorization"
  | "ip_not_whitelisted"
  | "wechat_error"
  | "wechat_unavailable"
  | "ticket_missing"
  | "quota_exceeded"
  | "not_configured"
  | "internal_error";

export interface Failure {
  status: 400 | 403 | 409 | 429 | 500 | 502 | 503 | 504;
  /** The code the same failure has as problem+json, where the page makes finer distinctions. */
  problem?: "invalid_request" | "wechat_error";
  /** What a button may offer: the same once more, a new authorization, or nothing, because it would fail the same way. */
  retry: "again" | "restart" | null;
}

/** What each failure is on the wire, and whether trying again helps. */
export const FAILURES: Readonly<Record<FailureCode, Failure>> = {
  invalid_request: { status: 400, retry: null },
  /** A signed link that is tampered with, cut off or expired. */
  invalid_link: { status: 400, problem: "invalid_request", retry: null },
  /** The signed state of the callback, likewise. */
  invalid_state: { status: 400, problem: "invalid_request", retry: "restart" },
  missing_auth_code: { status: 400, problem: "invalid_request", retry: "restart" },
  link_required: { status: 403, retry: null },
  rate_limited: { status: 429, retry: "again" },
  /** 61009, 61010: the auth code is used, too old or unknown. */
  code_invalid: { status: 502, problem: "wechat_error", retry: "restart" },
  /** The exchange gave no tokens: an unverified account, a mini game. */
  no_api_permission: { status: 409, retry: "restart" },
  authorizer_unauthorized: { status: 409, retry: "restart" },
  needs_reauthorization: { status: 409, retry: "restart" },
  ip_not_whitelisted: { status: 502, retry: null },
  wechat_error: { status: 502, retry: "again" },
  wechat_unavailable: { status: 504, retry: "again" },
  ticket_missing: { status: 503, retry: "again" },
  quota_exceeded: { status: 503, retry: "again" },
  not_configured: { status: 503, retry: null },
  internal_error: { status: 500, retry: "again" },
};
