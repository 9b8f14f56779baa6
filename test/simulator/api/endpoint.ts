import type { AccessToken } from "../state/access-tokens.ts";
import type { AccountKind } from "../state/accounts.ts";
import type { Authorization } from "../state/authorizations.ts";
import type { Wechat } from "../state/wechat.ts";
import type { Refusal } from "./errcode.ts";

/** One call that has passed every check its endpoint asks for. */
export interface ApiCall {
  wechat: Wechat;
  request: Request;
  query: Record<string, string>;
  body: Record<string, unknown>;
  /** The token it was made with; null where the endpoint takes none. */
  token: AccessToken | null;
  /** The grant of the authorizer whose token it was made with. */
  authorization: Authorization | null;
}

/** A success (WeChat's component APIs say no errcode then), a refusal, or bytes. */
export type Answer = Record<string, unknown> | Refusal | Response;

export interface Endpoint {
  /** Both where the documents of different years disagree. */
  method: "POST" | "GET" | "GET or POST";
  /** Whose access token it wants. */
  token: "component" | "authorizer" | "either" | "none";
  /** Where it wants component_appid, if anywhere. */
  componentAppid?: "body" | "query";
  body?: "json" | "multipart" | "none";
  /** The permission set that must have been granted, by kind of account: 61007 without it. */
  permissionSet?: Partial<Record<AccountKind, number>>;
  /** Pays no attention to quotas, so that it can be used to look at and clear them. */
  unmetered?: boolean;
  answer(call: ApiCall): Answer | Promise<Answer>;
}

export type Endpoints = Record<string, Endpoint>;

/** The text of a JSON field; WeChat takes numbers where it wants text. */
export function text(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
