import type { AccountType } from "../wechat/account-type.ts";
import type { JsapiTicketType } from "../wechat/jsapi-ticket.ts";
import type { TokenRecord } from "./token.ts";

export const AUTHORIZER_STATUSES = ["authorized", "unauthorized", "needs_reauthorization"] as const;
export type AuthorizerStatus = (typeof AUTHORIZER_STATUSES)[number];

export interface LastError {
  code: string;
  errcode: number | null;
  errmsg: string | null;
  at: number;
}

/** All that is held of one authorizer. Times are ms since the epoch, but for `eventCreateTime`. */
export interface AuthorizerRow {
  authorizerAppid: string;
  status: AuthorizerStatus;
  refreshToken: string | null;
  token: TokenRecord | null;
  /** Tickets for the JS-SDK, by type: held as the token is. */
  jsapiTickets: Partial<Record<JsapiTicketType, TokenRecord>>;
  /** Counts grants and changes of status, so that an answer of WeChat's to an older question is known for what it is. */
  generation: number;
  /** When the grant that these tokens come from was asked for; an older grant changes nothing. */
  grantedAt: number;

  funcInfo: number[];
  accountType: AccountType | null;
  nickName: string | null;
  headImg: string | null;
  principalName: string | null;
  userName: string | null;
  /** When to ask WeChat for the profile and permission sets; null: they are known. */
  profileDueAt: number | null;

  tenant: string | null;
  note: string | null;
  forwardUrl: string | null;
  authorizedAt: number | null;
  updatedAt: number;

  failures: number;
  /** Sweeps leave it alone until then; readers do not care. */
  retryAt: number;
  lastError: LastError | null;

  /** CreateTime of the last applied event, in WeChat's whole seconds, and the InfoTypes applied of that second. */
  eventCreateTime: number;
  eventTypes: string[];
  /** Our clock when it was applied. */
  eventAppliedAt: number;
  /** Which authorization the last applied `authorized` event belonged to. */
  eventPreAuthHash: string | null;
  /** A browser's callback whose own event has not come yet. */
  callbackAt: number | null;
  callbackPreAuthHash: string | null;

  /** True while a copy of the token may stand in Workers KV. */
  published: boolean;
}

/** A row for an authorizer that is heard of for the first time. */
export function newAuthorizer(authorizerAppid: string, now: number): AuthorizerRow {
  return {
    authorizerAppid,
    status: "unauthorized",
    refreshToken: null,
    token: null,
    jsapiTickets: {},
    generation: 0,
    grantedAt: 0,
    funcInfo: [],
    accountType: null,
    nickName: null,
    headImg: null,
    principalName: null,
    userName: null,
    profileDueAt: null,
    tenant: null,
    note: null,
    forwardUrl: null,
    authorizedAt: null,
    updatedAt: now,
    failures: 0,
    retryAt: 0,
    lastError: null,
    eventCreateTime: 0,
    eventTypes: [],
    eventAppliedAt: 0,
    eventPreAuthHash: null,
    callbackAt: null,
    callbackPreAuthHash: null,
    published: false,
  };
}
