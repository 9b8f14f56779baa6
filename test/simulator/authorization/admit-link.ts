import type { Account, AccountKind } from "../state/accounts.ts";
import { permissionSetIds } from "../state/permission-sets.ts";
import type { Wechat } from "../state/wechat.ts";
import { AuthorizationRefused, KIND_NAMES, REFUSALS } from "./refusals.ts";

/** An authorization page that a link has opened. */
export interface Opening {
  form: "pc" | "h5";
  preAuthCode: string;
  redirectUri: string;
  /** Those the merchant can choose from. */
  accounts: Account[];
  /** category_id_list; null where the link leaves the choice to what is published. */
  categoryIds: number[] | null;
}

const KINDS_OF_AUTH_TYPE: Record<string, AccountKind[]> = {
  1: ["official_account"],
  2: ["mini_program"],
  3: ["official_account", "mini_program"],
  4: ["promoter"],
  5: ["channels"],
  6: ["official_account", "mini_program", "promoter", "channels", "talent"],
  8: ["talent"],
};

/** Everything WeChat checks before it shows the page; throws AuthorizationRefused with the text it would show. */
export function admitLink(wechat: Wechat, link: URL, referer: string | null): Opening {
  const { settings } = wechat;
  const query = link.searchParams;
  const form = link.pathname.includes("bindcomponent") ? "h5" : "pc";
  if (form === "pc" || settings.h5ChecksReferer) {
    const entryHost = hostOf(referer ?? "");
    if (entryHost !== settings.authorizeHost) throw new AuthorizationRefused(REFUSALS.entryHost(entryHost));
  }
  if (query.get("component_appid") !== settings.componentAppid) throw new AuthorizationRefused(REFUSALS.component);
  const redirectUri = query.get("redirect_uri") ?? "";
  const redirectHost = hostOf(redirectUri);
  if (redirectHost !== settings.authorizeHost)
    throw new AuthorizationRefused(REFUSALS.redirectHost[form](redirectHost));
  const preAuthCode = query.get("pre_auth_code") ?? "";
  requireUsablePreAuthCode(wechat, preAuthCode);
  const opening = { form, preAuthCode, redirectUri, ...admitAccounts(wechat, query) } as const;
  wechat.openings.set(preAuthCode, opening);
  return opening;
}

export function requireUsablePreAuthCode({ preAuthCodes }: Wechat, value: string): void {
  const state = preAuthCodes.state(value);
  if (state === "unknown") throw new AuthorizationRefused(REFUSALS.unknownPreAuthCode);
  if (state === "used") throw new AuthorizationRefused(REFUSALS.usedPreAuthCode);
  if (state === "expired") throw new AuthorizationRefused(REFUSALS.expiredPreAuthCode);
}

/** Before 全网发布 only listed accounts may authorize. */
export function requireTestAccount({ settings }: Wechat, account: Account): void {
  if (settings.released) return;
  const listed = settings.testAccounts.some((id) => id === account.userName || id === account.appid);
  if (!listed) throw new AuthorizationRefused(REFUSALS.notTestAccount(account.nickName));
}

/** On conflict biz_appid wins over auth_type. Old links have no auth_type: everything is offered. */
function admitAccounts(wechat: Wechat, query: URLSearchParams): Pick<Opening, "accounts" | "categoryIds"> {
  const kinds = KINDS_OF_AUTH_TYPE[query.get("auth_type") ?? "6"];
  if (kinds === undefined) throw new AuthorizationRefused(REFUSALS.invalidSets);
  const bizAppid = query.get("biz_appid") ?? "";
  const accounts: Account[] = [];
  for (const account of wechat.accounts.all()) {
    if (bizAppid === "" ? kinds.includes(account.kind) : account.appid === bizAppid) accounts.push(account);
  }
  if (accounts.length === 0) {
    const names = kinds.map((kind) => KIND_NAMES[kind]).join("和");
    throw new AuthorizationRefused(bizAppid === "" ? REFUSALS.noAccount(names) : REFUSALS.onlyAccount(bizAppid));
  }
  return { accounts, categoryIds: admitCategoryIds(accounts, query.get("category_id_list")) };
}

/** `99|31`: only sets the platform has published for a kind of account the link is for. */
function admitCategoryIds(accounts: Account[], list: string | null): number[] | null {
  if (list === null || list === "") return null;
  const ids = list.split("|").map(Number);
  const published = new Set(accounts.flatMap(({ kind }) => permissionSetIds(kind)));
  if (ids.some((id) => !published.has(id))) throw new AuthorizationRefused(REFUSALS.invalidSets);
  return ids;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    // No URL at all, or one without a scheme: WeChat then speaks of an empty host.
    return "";
  }
}
