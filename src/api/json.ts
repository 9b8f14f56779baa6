import type { Authorizer } from "../credentials/authorizer-credentials.ts";
import type { TokenRecord } from "../credentials/token.ts";
import { permissionSetName } from "../wechat/permission-sets.ts";
import type { AuthorizerAnswer, AuthorizerDetailAnswer, TokenTimes } from "./answers/authorizer.ts";

/** Times are ISO 8601 on the wire. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export function tokenTimesJson(token: Omit<TokenRecord, "value"> | null): TokenTimes | null {
  return token === null
    ? null
    : { issued_at: iso(token.issuedAt), due_at: iso(token.dueAt), expires_at: iso(token.expiresAt) };
}

/** An authorizer as lists show it. */
export function authorizerJson(authorizer: Authorizer): AuthorizerAnswer {
  const { lastError } = authorizer;
  return {
    authorizer_appid: authorizer.authorizerAppid,
    status: authorizer.status,
    account_type: authorizer.accountType ?? "other",
    nick_name: authorizer.nickName,
    head_img: authorizer.headImg,
    principal_name: authorizer.principalName,
    user_name: authorizer.userName,
    tenant: authorizer.tenant,
    note: authorizer.note,
    forward_url: authorizer.forwardUrl,
    authorized_at: iso(authorizer.authorizedAt),
    updated_at: iso(authorizer.updatedAt),
    access_token: tokenTimesJson(authorizer.token),
    last_error: lastError === null ? null : { ...lastError, at: iso(lastError.at) },
  };
}

/** A single authorizer: its permission sets besides. */
export function authorizerDetailJson(authorizer: Authorizer): AuthorizerDetailAnswer {
  return {
    ...authorizerJson(authorizer),
    func_info: authorizer.funcInfo.map((id) => ({ id, name: permissionSetName(id, "zh") })),
  };
}
