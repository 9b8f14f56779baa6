/** What WeChat answered when it refused: its own number and text. */
export interface WechatError {
  errcode: number;
  errmsg: string;
}

/** Every way in which a call to WeChat can fail, by what can be done about it. */
export type WechatFailure =
  /** No usable answer: time-out, dropped connection, 5xx, HTML, truncated JSON, or "system busy" (-1). Trying again helps. */
  | { code: "wechat_unavailable"; reason: string; wechat?: WechatError }
  /** 61004: the address that the call came from is not on the component's IP whitelist. */
  | { code: "ip_not_whitelisted"; ip: string | null; wechat: WechatError }
  /** 45009, 45011: a daily or per-minute quota is used up. */
  | { code: "quota_exceeded"; wechat: WechatError }
  /** 61005, 61006: the ticket is expired or was never valid; or none has come yet. */
  | { code: "ticket_missing"; wechat?: WechatError }
  /** 61003: the account does not authorize this component (any more). */
  | { code: "authorizer_unauthorized"; wechat?: WechatError }
  /** 61023: the authorizer_refresh_token is not the right one (any more). */
  | { code: "needs_reauthorization"; wechat?: WechatError }
  /** Every other errcode. */
  | { code: "wechat_error"; wechat: WechatError };

/**
 * Sorts an errcode into a failure.
 * @see https://developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new.html
 */
export function failureOf(wechat: WechatError): WechatFailure {
  switch (wechat.errcode) {
    case -1:
      return { code: "wechat_unavailable", reason: "WeChat is busy", wechat };
    case 61003:
      return { code: "authorizer_unauthorized", wechat };
    case 61004:
      return { code: "ip_not_whitelisted", ip: addressIn(wechat.errmsg), wechat };
    case 61005:
    case 61006:
      return { code: "ticket_missing", wechat };
    case 61023:
      return { code: "needs_reauthorization", wechat };
    case 45009:
    case 45011:
      return { code: "quota_exceeded", wechat };
    default:
      return { code: "wechat_error", wechat };
  }
}

/** 61004 names the address it saw: `access clientip is not registered requestIP: 39.103.175.44 rid: …`. */
function addressIn(errmsg: string): string | null {
  return /requestIP:\s*([0-9a-fA-F.:]+)/i.exec(errmsg)?.[1] ?? null;
}

/**
 * True when WeChat refused the access token itself, so that one try with a new token is worth it. 40094 and 42006 are
 * what some component endpoints say in place of 40001 and 42001.
 */
export function isRejectedToken(errcode: number): boolean {
  return [40001, 40014, 40094, 42001, 42006].includes(errcode);
}

export function rejectsToken(failure: WechatFailure): boolean {
  return failure.code === "wechat_error" && isRejectedToken(failure.wechat.errcode);
}

/** True when an authorization code is used, expired or unknown (61009, 61010). */
export function rejectsCode(failure: WechatFailure): boolean {
  return failure.code === "wechat_error" && (failure.wechat.errcode === 61009 || failure.wechat.errcode === 61010);
}

/** The AppSecret is wrong or missing, or the appid is no component's: said of every call alike. */
const MISCONFIGURED = [40125, 41004, 61011];

/** True for the platform's own trouble, which says nothing about the authorizer that it was met with. */
export function isPlatformTrouble(failure: { code: string; wechat?: WechatError | undefined }): boolean {
  if (["ip_not_whitelisted", "quota_exceeded", "ticket_missing"].includes(failure.code)) return true;
  const errcode = failure.wechat?.errcode ?? 0;
  // A token that is rejected straight after it was bought is no account's fault either.
  return MISCONFIGURED.includes(errcode) || isRejectedToken(errcode);
}
