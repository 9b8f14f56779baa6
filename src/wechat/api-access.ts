/**
 * Which credential an endpoint of WeChat's wants, and where. The first rule that matches decides; see the tables of
 * https://developers.weixin.qq.com/doc/oplatform/openApi/
 */
interface AccessRule {
  path: RegExp;
  /** Whose token: the component's, or that of the authorizer on whose behalf the call is made. */
  token: "component" | "authorizer";
  /** The name of the token in the query. */
  parameter: "access_token" | "component_access_token";
  /** What has to name the component and the authorizer besides the token. */
  fill: { in: "body" | "query"; component: string; authorizer: string } | null;
}

export type ApiAccess = Omit<AccessRule, "path">;

const AS_AUTHORIZER: ApiAccess = { token: "authorizer", parameter: "access_token", fill: null };

const RULES: readonly AccessRule[] = [
  // These two name no authorizer, so its token has to.
  { path: /^cgi-bin\/component\/[gs]et_authorizer_option$/, ...AS_AUTHORIZER },
  // 用户隐私保护指引: under component/, and yet done with the mini program's own token.
  { path: /^cgi-bin\/component\/(?:[gs]etprivacysetting|uploadprivacyextfile)$/, ...AS_AUTHORIZER },
  {
    path: /^cgi-bin\/component\//,
    token: "component",
    parameter: "component_access_token",
    fill: { in: "body", component: "component_appid", authorizer: "authorizer_appid" },
  },
  {
    path: /^sns\/(?:oauth2\/)?component\//,
    token: "component",
    parameter: "component_access_token",
    fill: { in: "query", component: "component_appid", authorizer: "appid" },
  },
];

/** @param onBehalf false when the call is made for the component itself, whose token then serves for everything */
export function apiAccess(path: string, onBehalf: boolean): ApiAccess {
  const rule = RULES.find((each) => each.path.test(normal(path)));
  if (rule !== undefined && (onBehalf || rule.token === "component")) return rule;
  return { token: onBehalf ? "authorizer" : "component", parameter: "access_token", fill: null };
}

/** Endpoints that mint or spend credentials: called from outside, they would take tokens away from their holders. */
const RESERVED =
  /^cgi-bin\/(?:token|stable_token|ticket\/getticket|component\/(?:api_component_token|api_create_preauthcode|api_query_auth|api_authorizer_token|api_start_push_ticket|clear_quota.*))$/;

export function isReserved(path: string): boolean {
  return RESERVED.test(normal(path));
}

/** Endpoints whose answers tell authorizer_refresh_tokens. */
const TELLS_REFRESH_TOKENS = /^cgi-bin\/component\/api_get_authorizer_(?:info|list)$/;

export function tellsRefreshTokens(path: string): boolean {
  return TELLS_REFRESH_TOKENS.test(normal(path));
}

/** An answer of such an endpoint with the tokens blanked, one that it breaks off in too, and nothing else touched. */
export function blankRefreshTokens(answer: string): string {
  return answer.replace(/("(?:authorizer_)?refresh_token"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|$)/g, '$1""');
}

/**
 * Paths of WeChat's are words with slashes between. Anything that a server might read in another way than this table does
 * (dots, double slashes, percent signs, `@`) is none.
 */
export function isApiPath(path: string): boolean {
  return /^[\w-]+(?:\/[\w-]+)*\/?$/.test(path);
}

function normal(path: string): string {
  return path.toLowerCase().replace(/\/$/, "");
}
