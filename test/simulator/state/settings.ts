/** In seconds, as WeChat states them. */
export interface Lifetimes {
  /** Each value of the component_verify_ticket. */
  ticket: number;
  componentAccessToken: number;
  preAuthCode: number;
  authorizationCode: number;
  authorizerAccessToken: number;
  /** How long a replaced access token goes on working. */
  overlap: number;
  /** The same for the component_access_token alone. */
  componentOverlap: number;
}

/**
 * When the component hears of a confirmed authorization: from the event, from the browser's callback, and in which order.
 * `event_first` redirects after the event was answered (or after one push time-out); `together` waits for nothing.
 */
export type AuthorizationOrder = "event_first" | "callback_first" | "together" | "event_only" | "callback_only";

/** Everything that can be turned while the simulator runs: `simulator.settings.released = false`. */
export interface Settings {
  componentAppid: string;
  componentAppsecret: string;
  /** 消息校验Token. */
  token: string;
  /** 消息加解密Key; change it with `rotateEncodingAesKey`. */
  encodingAesKey: string;
  /** 授权事件接收URL. */
  eventUrl: string;
  /** 消息与事件接收URL, with `$APPID$`. */
  messageUrl: string;
  /** 授权发起页域名: a host, here with a port if there is one. */
  authorizeHost: string;
  deliver: (request: Request) => Promise<Response>;
  /** Milliseconds since the epoch. */
  now: () => number;
  lifetimes: Lifetimes;
  /** The component's IP whitelist; null lets every address in. */
  ipWhitelist: string[] | null;
  /** Where a call comes from unless its header `x-simulated-client-ip` says otherwise. */
  clientIp: string;
  seed: number;
  /** 全网发布: false restricts authorization to `testAccounts`. */
  released: boolean;
  /** 授权测试公众号/小程序列表: original ids (gh_…) or appids. */
  testAccounts: string[];
  authorizationOrder: AuthorizationOrder;
  /** How long after the callback the event follows, under `callback_first`. */
  eventDelayMs: number;
  /** Whether the event and the callback carry the same authorization code; WeChat's documents do not say. */
  authorizationCodes: "same" | "different";
  /** Whether the H5 form checks the Referer as the PC form does; unknown of the real one. */
  h5ChecksReferer: boolean;
  /** The H5 bug: `&` in the callback URL arrives as `&amp;`. */
  h5ManglesAmpersands: boolean;
  /** The documented example of an official account's info has no authorizer_refresh_token. */
  officialAccountInfoHasRefreshToken: boolean;
  pushTimeoutMs: number;
  /** From the beginning of one attempt to the beginning of the next. */
  pushRetryAfterMs: number;
  eventPushAttempts: number;
  messagePushAttempts: number;
  /** How often one ticket value is pushed before the next one. */
  ticketPushesPerValue: number;
  /** How long after api_start_push_ticket the ticket is pushed. */
  startPushTicketDelayMs: number;
  /** Calls and pushes remembered; the oldest are forgotten first. */
  recordsKept: number;
}

export type SimulatorOptions = Omit<Settings, "lifetimes"> & { lifetimes: Partial<Lifetimes> };

const LIFETIMES: Omit<Lifetimes, "componentOverlap"> = {
  ticket: 43_200,
  componentAccessToken: 7200,
  preAuthCode: 1800,
  authorizationCode: 3600,
  authorizerAccessToken: 7200,
  overlap: 300,
};

/** The component and its keys are those of `.dev.vars.example`. */
export function settingsFrom(options: Partial<SimulatorOptions>): Settings {
  const { fetch } = globalThis;
  const overlap = options.lifetimes?.overlap ?? LIFETIMES.overlap;
  return {
    componentAppid: "wx0000000000000001",
    componentAppsecret: "0123456789abcdef0123456789abcdef",
    token: "simulatorMessageToken",
    encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    eventUrl: "http://localhost:8787/wechat/events",
    messageUrl: "http://localhost:8787/wechat/messages/$APPID$",
    authorizeHost: "localhost:8787",
    deliver: (request) => fetch(request),
    now: () => Date.now(),
    ipWhitelist: null,
    clientIp: "203.0.113.9",
    seed: 1,
    released: true,
    testAccounts: [],
    authorizationOrder: "event_first",
    eventDelayMs: 1000,
    authorizationCodes: "same",
    h5ChecksReferer: true,
    h5ManglesAmpersands: false,
    officialAccountInfoHasRefreshToken: false,
    pushTimeoutMs: 5000,
    pushRetryAfterMs: 5000,
    eventPushAttempts: 3,
    messagePushAttempts: 3,
    ticketPushesPerValue: 3,
    startPushTicketDelayMs: 200,
    recordsKept: 100_000,
    ...options,
    lifetimes: { ...LIFETIMES, componentOverlap: overlap, ...options.lifetimes },
  };
}
