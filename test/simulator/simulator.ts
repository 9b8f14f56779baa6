/**
 * WeChat's side of a third-party platform (第三方平台): api.weixin.qq.com, the authorization pages of mp.weixin.qq.com and
 * open.weixin.qq.com, and what WeChat pushes. In-process, `simulator.fetch(request)` is WeChat; `serve.ts` makes it a server.
 *
 * - Flags are `simulator.settings.…` (see state/settings.ts) and can be turned at any time.
 * - What WeChat does by itself is a method: pushTicket, pushEvent, pushMessage, unauthorize …
 * - What merchants do is a method: openAuthorizationPage, confirm, authorizeDirectly …
 * - What came in is `calls`, what went out is `pushes`; `faults.inject(…)` makes it go wrong.
 *
 * It imports nothing of the product and shares no state: two simulators are two WeChats.
 */
import { createApp } from "./app.ts";
import { type Confirm, type Confirmation, confirm } from "./authorization/confirm.ts";
import {
  authorizeDirectly,
  type DirectGrant,
  type DirectGrantOptions,
  type UnauthorizeOptions,
  unauthorize,
} from "./authorization/grant.ts";
import { type OpenedPage, openAuthorizationPage } from "./authorization/open-page.ts";
import { controlRoutes } from "./control/control-routes.ts";
import { replayPush } from "./push/deliver-push.ts";
import { pushEvent } from "./push/event-push.ts";
import { pushMessage } from "./push/message-push.ts";
import type { XmlFields } from "./push/message-xml.ts";
import type { Push, PushAttempt, PushOverrides } from "./push/push.ts";
import { pushTicket, type TicketPush, TicketTimer } from "./push/ticket-push.ts";
import { type ReleaseCheck, type ReleaseCheckOptions, runReleaseCheck } from "./release-check.ts";
import type { Account, AccountSketch } from "./state/accounts.ts";
import type { Authorization } from "./state/authorizations.ts";
import type { Call, CallFilter } from "./state/calls.ts";
import type { Faults } from "./state/faults.ts";
import type { MediaStore } from "./state/media.ts";
import type { Quotas } from "./state/quotas.ts";
import { type Settings, type SimulatorOptions, settingsFrom } from "./state/settings.ts";
import type { WebLogins } from "./state/web-logins.ts";
import { createWechat, type SentMessage, type Wechat } from "./state/wechat.ts";

export interface Simulator {
  /** api.weixin.qq.com, mp.weixin.qq.com and open.weixin.qq.com. Rejects with a TypeError when a fault drops the connection. */
  fetch(request: Request): Promise<Response>;
  settings: Settings;

  /** Every API call, oldest first. */
  calls: Call[];
  /** `path` may be a last segment (`api_query_auth`). */
  count(path?: string, filter?: CallFilter): number;
  maxConcurrent(path?: string): number;
  clearCalls(): void;
  faults: Faults;
  quotas: Quotas;

  pushes: Push[];
  pushTicket(ticket?: TicketPush): Promise<Push>;
  startTicketTimer(everySeconds?: number): Promise<Push>;
  stopTicketTimer(): void;
  pushEvent(message: XmlFields | string, overrides?: PushOverrides): Promise<Push>;
  pushMessage(authorizerAppid: string, message: XmlFields, overrides?: PushOverrides): Promise<Push>;
  /** Sends the last attempt of a push again, byte for byte. */
  replayPush(push: Push): Promise<PushAttempt>;
  /** 消息加解密Key, from the next push on. */
  rotateEncodingAesKey(key: string): void;
  /** Starts and awaits what is due later: the ticket after api_start_push_ticket, the event after the callback. */
  settled(): Promise<void>;

  addAccount(sketch: AccountSketch): Account;
  /** Invents many. */
  addAccounts(count: number): Account[];
  /** Changes an account: `{ accountStatus: 19 }` freezes it. */
  changeAccount(appid: string, changes: Partial<Account>): Account;
  accounts(): Account[];
  /** What a browser that follows `url` from a page at `referer` is shown. */
  openAuthorizationPage(url: string, from: { referer: string | null }): OpenedPage;
  confirm(request: Confirm): Promise<Confirmation>;
  authorizeDirectly(appid: string, options?: DirectGrantOptions): DirectGrant;
  authorizeMany(appids: string[], options?: DirectGrantOptions): DirectGrant[];
  /** Other permission sets for an account that is already authorized. */
  updateAuthorization(appid: string, funcIds: number[], options?: DirectGrantOptions): DirectGrant;
  unauthorize(appid: string, options?: UnauthorizeOptions): Promise<Push | null>;
  authorization(appid: string): Authorization | undefined;
  /** Appids of all that are authorized. */
  authorizers(): string[];
  /** 全网发布接入检测. */
  runReleaseCheck(options?: ReleaseCheckOptions): Promise<ReleaseCheck>;

  /** The value that was pushed last; null before the first push. */
  ticket: string | null;
  /** The newest access token of the component or of an authorizer. */
  accessToken(appid: string): string | undefined;
  /** Kills the access tokens of the component or of an authorizer at once, as someone else's refresh would. */
  invalidateAccessTokens(appid: string): void;
  sentMessages: SentMessage[];
  media: MediaStore;
  webLogins: WebLogins;
}

export function createSimulator(options: Partial<SimulatorOptions> = {}): Simulator {
  const settings = settingsFrom(options);
  const wechat = createWechat(settings);
  const app = createApp(
    wechat,
    controlRoutes(() => simulator),
  );
  const { calls, accounts } = wechat;
  const timer = new TicketTimer(wechat);
  const simulator: Simulator = {
    fetch: (request) => answerUnlessAborted(wechat, request, async () => app.fetch(request)),
    settings,

    calls: calls.kept,
    count: (path, filter) => calls.count(path, filter),
    maxConcurrent: (path) => calls.maxConcurrent(path),
    clearCalls: () => calls.clear(),
    faults: wechat.faults,
    quotas: wechat.quotas,

    pushes: wechat.pushes,
    pushTicket: (ticket) => pushTicket(wechat, ticket),
    startTicketTimer: (everySeconds) => timer.start(everySeconds),
    stopTicketTimer: () => timer.stop(),
    pushEvent: (message, overrides) => pushEvent(wechat, message, overrides),
    pushMessage: (appid, message, overrides) => pushMessage(wechat, appid, message, overrides),
    replayPush: (push) => replayPush(wechat, push),
    rotateEncodingAesKey: (key) => {
      settings.encodingAesKey = key;
    },
    settled: () => wechat.background.settled(),

    addAccount: (sketch) => accounts.add(sketch),
    addAccounts: (count) => accounts.addMany(count),
    changeAccount: (appid, changes) => Object.assign(accounts.require(appid), changes),
    accounts: () => [...accounts.all()],
    openAuthorizationPage: (url, { referer }) => openAuthorizationPage(wechat, url, referer),
    confirm: (request) => confirm(wechat, request),
    authorizeDirectly: (appid, grant) => authorizeDirectly(wechat, appid, grant),
    authorizeMany: (appids, grant) => appids.map((appid) => authorizeDirectly(wechat, appid, grant)),
    updateAuthorization: (appid, funcIds, grant) => authorizeDirectly(wechat, appid, { push: true, ...grant, funcIds }),
    unauthorize: (appid, how) => unauthorize(wechat, appid, how),
    authorization: (appid) => wechat.authorizations.get(appid),
    authorizers: () => wechat.authorizations.listed().map(({ account }) => account.appid),
    runReleaseCheck: (check) => runReleaseCheck(wechat, check),

    get ticket() {
      return wechat.tickets.current?.value ?? null;
    },
    accessToken: (appid) => wechat.accessTokens.latest(appid)?.value,
    invalidateAccessTokens: (appid) => wechat.accessTokens.invalidate(appid),
    sentMessages: wechat.sentMessages,
    media: wechat.media,
    webLogins: wechat.webLogins,
  };
  return simulator;
}

/**
 * A caller that gives up is told so, while WeChat goes on with what it was doing: a real server does not notice either. Only
 * faults make anybody wait, so without them the signal is not looked at.
 */
function answerUnlessAborted(wechat: Wechat, request: Request, answer: () => Promise<Response>): Promise<Response> {
  if (!wechat.faults.any) return answer();
  const { signal } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    answer().then(resolve, reject);
  });
}
