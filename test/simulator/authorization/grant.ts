import { pushEvent } from "../push/event-push.ts";
import type { XmlFields } from "../push/message-xml.ts";
import type { Push } from "../push/push.ts";
import type { AuthorizationChange } from "../state/authorizations.ts";
import { permissionSetIds } from "../state/permission-sets.ts";
import type { Wechat } from "../state/wechat.ts";

export interface DirectGrant {
  authorizerAppid: string;
  authorizerRefreshToken: string;
  change: AuthorizationChange;
  /** The unspent code of the event; null when no event was pushed. */
  authorizationCode: string | null;
  eventPush: Promise<Push | null>;
}

export interface DirectGrantOptions {
  /** All permission sets of the account's kind by default. */
  funcIds?: number[];
  /** Pushes `authorized` or, for changed sets, `updateauthorized`. Default false. */
  push?: boolean;
  /** As if a code had been exchanged long ago: lists show the refresh token. Default: true unless pushed. */
  exchanged?: boolean;
  createTime?: number;
}

/** Grants without page, link or browser: for many accounts at once, and for accounts that were there before. */
export function authorizeDirectly(wechat: Wechat, appid: string, options: DirectGrantOptions = {}): DirectGrant {
  const account = wechat.accounts.require(appid);
  const funcIds = options.funcIds ?? permissionSetIds(account.kind);
  const { authorization, change } = wechat.authorizations.grant(account, funcIds);
  authorization.exchanged ||= options.exchanged ?? !options.push;
  const grant = { authorizerAppid: appid, authorizerRefreshToken: authorization.refreshToken, change };
  if (!options.push || change === "unchanged")
    return { ...grant, authorizationCode: null, eventPush: Promise.resolve(null) };
  const code = wechat.authorizationCodes.issue(authorization, wechat.settings.lifetimes.authorizationCode);
  const preAuthCode = wechat.preAuthCodes.issue(null, wechat.settings.lifetimes.preAuthCode);
  preAuthCode.used = true;
  const fields = authorizationEvent(change, appid, code, preAuthCode.value);
  return { ...grant, authorizationCode: code.value, eventPush: pushEvent(wechat, fields, createTimeOf(options)) };
}

/** AuthorizationCodeExpiredTime is an absolute time in unix seconds, whatever its description says. */
export function authorizationEvent(
  change: Exclude<AuthorizationChange, "unchanged">,
  authorizerAppid: string,
  code: { value: string; expiresAt: number },
  preAuthCode: string,
): XmlFields {
  return {
    InfoType: change,
    AuthorizerAppid: authorizerAppid,
    AuthorizationCode: code.value,
    AuthorizationCodeExpiredTime: Math.floor(code.expiresAt / 1000),
    PreAuthCode: preAuthCode,
  };
}

export interface UnauthorizeOptions {
  /** Unix seconds of the event. */
  createTime?: number;
  /** Default true. */
  push?: boolean;
}

/** The merchant takes everything back at mp.weixin.qq.com; a component cannot. */
export async function unauthorize(
  wechat: Wechat,
  appid: string,
  options: UnauthorizeOptions = {},
): Promise<Push | null> {
  wechat.authorizations.revoke(wechat.accounts.require(appid).appid);
  if (options.push === false) return null;
  return pushEvent(wechat, { InfoType: "unauthorized", AuthorizerAppid: appid }, createTimeOf(options));
}

function createTimeOf({ createTime }: { createTime?: number }): { createTime?: number } {
  return createTime === undefined ? {} : { createTime };
}
