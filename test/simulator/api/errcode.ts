/** A refusal by WeChat's API; the rid is added when it is answered. */
export interface Refusal {
  errcode: number;
  errmsg: string;
}

/** Texts as they have been seen, less their rid. */
const ERRMSG: Record<number, string> = {
  [-1]: "system error",
  40001: "invalid credential, access_token is invalid or not latest",
  40007: "invalid media_id",
  40013: "invalid appid",
  40029: "invalid code",
  40030: "invalid refresh_token",
  40066: "invalid url",
  40097: "invalid args",
  40125: "invalid appsecret",
  40170: "args count exceed count limit",
  41001: "access_token missing",
  41002: "appid missing",
  41004: "appsecret missing",
  41005: "media data missing",
  41018: "missing component_appid",
  42001: "access_token expired",
  43001: "require GET method",
  43002: "require POST method",
  44002: "empty post data",
  45009: "reach max api daily quota limit",
  45011: "api minute-quota reach limit, must slower, retry next minute",
  45015: "response out of time limit or subscription is canceled",
  45047: "out of response count limit",
  47001: "data format error",
  48001: "api unauthorized",
  48006: "forbid to clear quota because of reaching the limit",
  50002: "user limited",
  61003: "component is not authorized by this account",
  61004: "access clientip is not registered",
  61005: "component ticket is expired",
  61006: "component ticket is invalid",
  61007: "api is unauthorized to component",
  61009: "code is invalid",
  61010: "code is expired",
  61011: "invalid component",
  61012: "invalid option name",
  61013: "invalid option value",
  61014: "must use component token for component api",
  61023: "refresh_token is invalid",
  76003: "cgi_path not found, please check",
  76022: "could not use this cgi_path,no permission",
};

export function refuse(errcode: number, errmsg?: string): Refusal {
  return { errcode, errmsg: errmsg ?? ERRMSG[errcode] ?? "system error" };
}

/** Official accounts' own APIs say more under 40001 than the component's do. */
export const NOT_LATEST_HINT =
  ", could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r";
