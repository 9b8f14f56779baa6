import type { WechatFailure } from "../wechat/failure.ts";

/** Why a credential can't be handed out. */
export type CredentialFailure =
  | WechatFailure
  /** No authorizer of that appid was ever seen. */
  | { code: "unknown_authorizer" }
  /** It authorizes, but the exchange gave no tokens: the account has no API permission. */
  | { code: "no_api_permission" };
