import { pushEvent } from "../push/event-push.ts";
import type { Push } from "../push/push.ts";
import type { AuthorizationChange } from "../state/authorizations.ts";
import { permissionSetIds } from "../state/permission-sets.ts";
import type { AuthorizationOrder, Settings } from "../state/settings.ts";
import type { Wechat } from "../state/wechat.ts";
import { requireTestAccount, requireUsablePreAuthCode } from "./admit-link.ts";
import { callbackUrl } from "./callback-url.ts";
import { authorizationEvent } from "./grant.ts";
import { AuthorizationRefused, REFUSALS } from "./refusals.ts";

/** The administrator's tap on 授权, in the page that `preAuthCode` opened, or in the mini-program plugin if it opened none. */
export interface Confirm {
  preAuthCode: string;
  authorizerAppid: string;
  /** All that the link and the account's kind allow, by default. */
  funcIds?: number[];
  /** Instead of the opened page's; the plugin has none. */
  redirectUri?: string;
  order?: AuthorizationOrder;
  codes?: Settings["authorizationCodes"];
}

export interface Confirmation {
  change: AuthorizationChange;
  /** Where the browser goes; null when it never comes back (`event_only`, the plugin). */
  callbackUrl: string | null;
  /** The callback's code, and the event's, which may be the same. */
  authorizationCode: string;
  eventAuthorizationCode: string;
  /** Null when there is no event: `callback_only`, or the permission sets did not change. */
  eventPush: Promise<Push | null>;
}

/** Authorizes, or throws AuthorizationRefused. Under `event_first` it settles when the event was answered. */
export async function confirm(wechat: Wechat, request: Confirm): Promise<Confirmation> {
  const { settings, authorizationCodes } = wechat;
  const opening = wechat.openings.get(request.preAuthCode);
  requireUsablePreAuthCode(wechat, request.preAuthCode);
  const account = wechat.accounts.require(request.authorizerAppid);
  if (opening !== undefined && !opening.accounts.includes(account)) {
    throw new AuthorizationRefused(REFUSALS.onlyAccount(opening.accounts[0]?.appid ?? ""));
  }
  requireTestAccount(wechat, account);
  const preAuthCode = wechat.preAuthCodes.find(request.preAuthCode);
  if (preAuthCode !== undefined) preAuthCode.used = true;

  const allowed = permissionSetIds(account.kind).filter((id) => opening?.categoryIds?.includes(id) ?? true);
  const { authorization, change } = wechat.authorizations.grant(account, request.funcIds ?? allowed);
  const lifetime = settings.lifetimes.authorizationCode;
  const code = authorizationCodes.issue(authorization, lifetime);
  const different = (request.codes ?? settings.authorizationCodes) === "different";
  const eventCode = different ? authorizationCodes.issue(authorization, lifetime) : code;

  const order = request.order ?? settings.authorizationOrder;
  const redirectUri = request.redirectUri ?? opening?.redirectUri;
  const mangles = settings.h5ManglesAmpersands && opening?.form === "h5";
  const returns = order !== "event_only" && redirectUri !== undefined;
  const tell = async (): Promise<Push | null> => {
    if (change === "unchanged" || order === "callback_only") return null;
    return pushEvent(wechat, authorizationEvent(change, account.appid, eventCode, request.preAuthCode));
  };
  const eventPush = order === "callback_first" ? wechat.background.after(settings.eventDelayMs, tell) : tell();
  if (order === "event_first") await noLongerThan(settings.pushTimeoutMs, eventPush);
  return {
    change,
    callbackUrl: returns ? callbackUrl(redirectUri, code.value, lifetime, mangles) : null,
    authorizationCode: code.value,
    eventAuthorizationCode: eventCode.value,
    eventPush,
  };
}

/** The browser does not wait for the retries of an event. */
async function noLongerThan(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, timeUp]);
  clearTimeout(timer);
}
