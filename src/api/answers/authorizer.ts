import * as z from "zod/mini";
import { AUTHORIZER_STATUSES } from "../../credentials/authorizer-row.ts";
import { appid, at, count, field, maybeAt, maybeText } from "./field.ts";

/** When a token was issued and what follows from it; never the token itself. */
export const tokenTimes = z.object({
  issued_at: at("When WeChat was asked for it."),
  due_at: at("From here on it is replaced, while it still works."),
  expires_at: at("When WeChat stops taking it."),
});
export type TokenTimes = z.infer<typeof tokenTimes>;

const lastError = z.object({
  code: field(z.string(), "A `code` as problems have it."),
  errcode: field(z.nullable(z.int()), "WeChat's number."),
  errmsg: maybeText("WeChat's words."),
  at: at("When it was met."),
});

export const authorizer = z.object({
  authorizer_appid: appid,
  status: field(
    z.enum(AUTHORIZER_STATUSES),
    "`unauthorized`: the merchant revoked it. `needs_reauthorization`: WeChat does not take its authorizer_refresh_token any more.",
  ),
  account_type: field(
    z.enum(["official_account", "mini_program", "channels", "other"]),
    "公众号 (订阅号 and 服务号), 小程序, 视频号, or another kind.",
  ),
  nick_name: maybeText("昵称; null until WeChat has told it."),
  head_img: maybeText("头像, a URL."),
  principal_name: maybeText("主体名称."),
  user_name: maybeText("原始 ID, gh_…"),
  tenant: maybeText("Yours: from the link that was used, or from a PATCH."),
  note: maybeText("Yours, from a PATCH."),
  forward_url: maybeText("Where its messages go, in place of FORWARD_URL."),
  authorized_at: maybeAt("When the merchant last agreed."),
  updated_at: at("When anything here last changed."),
  access_token: field(z.nullable(tokenTimes), "The times of its authorizer_access_token; null when there is none."),
  last_error: field(z.nullable(lastError), "What went wrong last, until something goes right."),
});
export type AuthorizerAnswer = z.infer<typeof authorizer>;

export const authorizerDetail = z.extend(authorizer, {
  func_info: field(
    z.array(z.object({ id: z.int(), name: field(z.string(), "As WeChat's own pages name it.") })),
    "权限集: what the merchant granted.",
  ),
});
export type AuthorizerDetailAnswer = z.infer<typeof authorizerDetail>;

export const authorizerList = z.object({
  authorizers: field(z.array(authorizer), "In the order of their appids."),
  next_cursor: maybeText("The `cursor` of the next page; null on the last one."),
});
export type AuthorizerListAnswer = z.infer<typeof authorizerList>;

export const syncProgress = z.object({
  state: z.enum(["idle", "running", "done", "failed"]),
  total: count("Authorizers that WeChat knows of."),
  done: count("Of these, looked at."),
  added: count("Not known here before."),
  updated: count("Known here already."),
  failed: count("Whose profile could not be had; sweeps ask again."),
  started_at: maybeAt("Null when there was no sync yet."),
  finished_at: maybeAt("Null while it runs."),
});
export type SyncProgressAnswer = z.infer<typeof syncProgress>;

export const authorizerOption = z.object({
  option_name: z.string(),
  option_value: z.string(),
});
export type AuthorizerOptionAnswer = z.infer<typeof authorizerOption>;
