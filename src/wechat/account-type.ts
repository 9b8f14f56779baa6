/** The kinds of account that can authorize a component. */
export type AccountType = "official_account" | "mini_program" | "channels" | "other";

/** Blocks of `authorizer_info` that only one kind of account has; the first that is there decides. */
const TELLING_BLOCKS: readonly (readonly [block: string, type: AccountType])[] = [
  ["MiniProgramInfo", "mini_program"],
  ["channels_info", "channels"],
  ["store_info", "other"],
  ["talent_info", "other"],
  ["supplier_info", "other"],
];

/**
 * Tells what kind of account an `authorizer_info` describes, given as WeChat sent it. Official accounts have no block of
 * their own, and `service_type_info.id` does not help: official accounts and mini programs number their kinds alike.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizerinfo.html
 */
export function accountType(authorizerInfo: Readonly<Record<string, unknown>>): AccountType {
  const telling = TELLING_BLOCKS.find(([block]) => isObject(authorizerInfo[block]));
  return telling?.[1] ?? "official_account";
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
