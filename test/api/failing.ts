import { adoptMany, anAccount, authorize } from "../merchant.ts";
import { type Platform, startPlatform } from "../platform.ts";
import type { Documented } from "./documented.ts";
import type { Difference } from "./documented-call.ts";

/** Everything is well: a ticket, and an account that has authorized. */
export async function goingWell(): Promise<{ platform: Platform; appid: string }> {
  const platform = startPlatform();
  await platform.wechat.pushTicket();
  const appid = anAccount(platform);
  await authorize(platform, appid);
  return { platform, appid };
}

/** Requests that are not valid, for routes whose body can't be. */
const INVALID: Record<string, Difference> = {
  getJsapiTicket: { parameters: { type: "other" } },
  listAuthorizers: { parameters: { limit: "101" } },
  getAuthorizerOption: { parameters: { name: "other" } },
  getQuota: { parameters: { cgi_path: "https://example.com/" } },
  authorize: { parameters: { auth_type: "7" } },
  callForAuthorizer: { parameters: { path: "cgi-bin//user/get" } },
  postForAuthorizer: { parameters: { path: "cgi-bin/user@get" } },
  callForComponent: { parameters: { path: "cgi-bin/user%2Fget" } },
  postForComponent: { parameters: { path: "cgi-bin/component/api.get" } },
};

const limited = { limit: async () => ({ success: false }) };
const broken = {
  limit: async () => {
    throw new Error("broken");
  },
};
const brokenHolder = {
  getByName() {
    throw new Error("broken");
  },
};

/** A platform on which everything fails in one way, and an account that the calls are about. */
export interface Failing {
  platform: Platform;
  appid: string;
  difference?: (route: Documented) => Difference;
}

/** An account whose token is still to be asked for, at a WeChat that does not give any. */
async function withFault(arrange: (platform: Platform) => void): Promise<Failing> {
  const platform = startPlatform();
  arrange(platform);
  await platform.wechat.pushTicket();
  const [appid = ""] = await adoptMany(platform, 1);
  return { platform, appid };
}

/** How each failure of the document is brought about, for every route at once. */
export const FAILING: Record<string, () => Promise<Failing>> = {
  invalid_request: async () => ({
    ...(await goingWell()),
    difference: ({ id }) => INVALID[id] ?? { body: "not JSON" },
  }),
  invalid_api_key: async () => ({ ...(await goingWell()), difference: () => ({ withoutKey: true }) }),
  rate_limited: async () => ({
    platform: startPlatform({ API_RATE_LIMIT: limited, AUTHORIZE_RATE_LIMIT: limited }),
    appid: "wx1",
  }),
  internal_error: async () => ({
    platform: startPlatform({
      API_RATE_LIMIT: broken,
      AUTHORIZE_RATE_LIMIT: broken,
      COMPONENT_CREDENTIALS: brokenHolder,
    }),
    appid: "wx1",
  }),
  not_configured: async () => ({ platform: startPlatform({ MESSAGE_TOKEN: "" }), appid: "wx1" }),
  link_required: async () => ({ platform: startPlatform({ AUTHORIZE_PUBLIC: "false" }), appid: "wx1" }),
  reserved_endpoint: async () => ({
    ...(await goingWell()),
    difference: () => ({ parameters: { path: "cgi-bin/component/api_query_auth" } }),
  }),
  unknown_authorizer: async () => ({ ...(await goingWell()), appid: "wxnobody" }),
  authorizer_unauthorized: async () => {
    const { platform, appid } = await goingWell();
    await platform.wechat.unauthorize(appid);
    return { platform, appid };
  },
  needs_reauthorization: () =>
    withFault(({ wechat }) => wechat.faults.inject({ kind: "errcode", errcode: 61023, path: "api_authorizer_token" })),
  no_api_permission: async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    platform.wechat.changeAccount(appid, { hasApiPermission: false });
    await authorize(platform, appid);
    return { platform, appid };
  },
  ticket_missing: async () => {
    const platform = startPlatform();
    const [appid = ""] = await adoptMany(platform, 1);
    return { platform, appid };
  },
  ip_not_whitelisted: () =>
    withFault(({ wechat }) => {
      wechat.settings.ipWhitelist = ["198.51.100.1"];
    }),
  quota_exceeded: () => withFault(({ wechat }) => wechat.faults.inject({ kind: "errcode", errcode: 45009 })),
  wechat_error: () => withFault(({ wechat }) => wechat.faults.inject({ kind: "errcode", errcode: 40013 })),
  wechat_unavailable: () => withFault(({ wechat }) => wechat.faults.inject({ kind: "connection_dropped" })),
};
