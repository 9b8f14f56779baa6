import { isPlatformTrouble, rejectsToken, type WechatFailure } from "../wechat/failure.ts";
import { ok, type Result } from "../wechat/result.ts";
import type { CredentialFailure } from "./failure.ts";
import type { TokenRecord } from "./token.ts";

/** A failed call, and whether it is the platform's own trouble rather than that of the account it was about. */
export interface TokenCallFailure {
  failure: CredentialFailure;
  platform: boolean;
}

export type TokenSource = (rejected?: string) => Promise<Result<TokenRecord, CredentialFailure>>;

/**
 * Makes a call with the component's or an authorizer's token. When WeChat rejects it, its holder is shown that, and the call
 * is made once more with the token that replaced it.
 */
export async function callWithToken<Value>(
  readToken: TokenSource,
  call: (token: string) => Promise<Result<Value, WechatFailure>>,
): Promise<Result<Value, TokenCallFailure>> {
  const token = await readToken();
  if (!token.ok) return { ok: false, failure: { failure: token.failure, platform: true } };
  let result = await call(token.value.value);
  if (!result.ok && rejectsToken(result.failure)) {
    const replaced = await readToken(token.value.value);
    if (!replaced.ok) return { ok: false, failure: { failure: replaced.failure, platform: true } };
    result = await call(replaced.value.value);
  }
  if (result.ok) return ok(result.value);
  const { failure } = result;
  return { ok: false, failure: { failure, platform: isPlatformTrouble(failure) } };
}
