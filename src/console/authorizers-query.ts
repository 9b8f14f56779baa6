import { AUTHORIZER_STATUSES, type AuthorizerStatus } from "../credentials/authorizer-row.ts";
import type { AuthorizerFilter } from "../credentials/authorizer-table.ts";
import type { AccountType } from "../wechat/account-type.ts";
import type { ConsoleContext } from "./console-env.ts";

export const ACCOUNT_TYPES = ["official_account", "mini_program", "channels", "other"] as const satisfies AccountType[];
const TEXT_LIMIT = 100;

/** What the list of authorizers is asked for: what makes no sense is left out. */
export interface AuthorizersQuery {
  text: string;
  status: AuthorizerStatus | null;
  accountType: AccountType | null;
  /** The last appid of the page before, or "". */
  after: string;
}

export function readAuthorizersQuery(c: ConsoleContext): AuthorizersQuery {
  const { q = "", status, type, after = "" } = c.req.query();
  return {
    text: q.trim().slice(0, TEXT_LIMIT),
    status: AUTHORIZER_STATUSES.find((each) => each === status) ?? null,
    accountType: ACCOUNT_TYPES.find((each) => each === type) ?? null,
    after: /^[\w-]{1,64}$/.test(after) ? after : "",
  };
}

export function filterOf({ text, status, accountType }: AuthorizersQuery): AuthorizerFilter {
  return { text: text || null, status, accountType, inNotes: true };
}

/** The same list by its address. @param change what differs */
export function authorizersUrl(path: string, query: AuthorizersQuery, change: Partial<AuthorizersQuery> = {}): string {
  const { text, status, accountType, after } = { ...query, ...change };
  const search = new URLSearchParams({
    ...(text === "" ? {} : { q: text }),
    ...(status === null ? {} : { status }),
    ...(accountType === null ? {} : { type: accountType }),
    ...(after === "" ? {} : { after }),
  }).toString();
  return search === "" ? path : `${path}?${search}`;
}
