import { DurableObject } from "cloudflare:workers";
import { type Config, parseConfig } from "../config.ts";
import { log } from "../log.ts";
import { type EventType, eventJob } from "../webhook/job.ts";
import { Outbox } from "../webhook/outbox.ts";
import type { WechatApi } from "../wechat/call.ts";
import type { AuthorizationEvent, OtherEvent, TicketEvent } from "../wechat/component-event.ts";
import { requestComponentToken } from "../wechat/component-token.ts";
import { requestPreAuthCode } from "../wechat/pre-auth-code.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { requestStartPushTicket } from "../wechat/start-push-ticket.ts";
import { callWithToken } from "./call-with-token.ts";
import { CodeExchange, type Exchange, type ExchangeRequest } from "./code-exchange.ts";
import { ComponentHistory, type TicketPush } from "./component-history.ts";
import { ComponentLedger, type LinkPurpose, type RecordedEvent } from "./component-ledger.ts";
import { Copies, copyKey } from "./copies.ts";
import type { CredentialFailure } from "./failure.ts";
import type { CredentialBindings } from "./holders.ts";
import { type IssuedLink, IssuedLinks, type NewLink } from "./issued-links.ts";
import { sha256Hex } from "./sha256.ts";
import { COMPONENT_DUE_SHARE, type TokenRecord, tokenRecord } from "./token.ts";
import { TokenKeeper } from "./token-keeper.ts";
import { wechatApi } from "./wechat-api.ts";

export interface Ticket {
  value: string;
  /** WeChat's clock, whole seconds. */
  createTime: number;
  /** Ours, ms. */
  receivedAt: number;
}

/** Why the component's own calls fail; gone as soon as one succeeds. */
export interface ComponentTrouble {
  failure: CredentialFailure;
  since: number;
}

export interface SweepSummary {
  startedAt: number;
  finishedAt: number | null;
  refreshed: number;
  failed: number;
  remaining: number;
  /** The platform's own trouble that the sweep met, if it met one. */
  trouble: CredentialFailure | null;
}

export interface ComponentStatus {
  ticket: { receivedAt: number; expiresAt: number } | null;
  token: Omit<TokenRecord, "value"> | null;
  trouble: ComponentTrouble | null;
  lastSweep: SweepSummary | null;
}

/** The last hours, for the console. */
export interface ComponentPast {
  /** The oldest first. */
  ticketPushes: TicketPush[];
  /** The newest first. */
  sweeps: SweepSummary[];
  /** When WeChat's release check was last met with, ms. */
  releaseCheckAt: number | null;
}

/** What a cron finds left over from visits and events that were cut off. */
export interface LeftOver {
  events: { id: number; event: AuthorizationEvent }[];
  /** Asked for, and not answered. */
  codes: ExchangeRequest[];
  /** Granted, and not with their shard yet. */
  grants: { exchange: Exchange; preAuthHash: string | null }[];
}

export interface IssuedPreAuthCode {
  preAuthCode: string;
  preAuthHash: string;
  expiresInSeconds: number;
  /** Ms since the epoch. */
  expiresAt: number;
}

/** https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/component_verify_ticket.html */
const TICKET_LIFE_MS = 12 * 3600_000;
/** WeChat pushes every ten minutes; after an hour of silence it is asked to, and then once an hour. */
const TICKET_SILENCE_MS = 3600_000;
/** What is younger is still in the hands of the request that began it. */
const LEFT_OVER_AFTER_MS = 60_000;
const LEFT_OVER_PER_RUN = 20;
/** A pre_auth_code lives half an hour, an auth_code an hour more. */
const VISITS_KEPT_MS = 24 * 3600_000;

const TOKEN = "component_access_token";

/**
 * Holds what belongs to the component itself: the ticket, the component_access_token, the pre_auth_codes' purposes, the
 * exchange of authorization codes and the log of events. One object for each component appid; only it writes these (I1).
 */
export class ComponentCredentials extends DurableObject<CredentialBindings> {
  readonly #config: Config;
  readonly #api: WechatApi;
  readonly #copies: Copies;
  readonly #ledger: ComponentLedger;
  readonly #history: ComponentHistory;
  readonly #links: IssuedLinks;
  readonly #outbox: Outbox;
  readonly #exchange: CodeExchange;
  readonly #tokens = new TokenKeeper<CredentialFailure>();

  constructor(ctx: DurableObjectState, env: CredentialBindings) {
    super(ctx, env);
    const parsed = parseConfig(env);
    if (!parsed.ok) throw new Error("the Worker is not configured");
    this.#config = parsed.config;
    this.#api = wechatApi(parsed.config);
    this.#copies = new Copies(env.CREDENTIALS);
    this.#ledger = new ComponentLedger(ctx.storage.sql);
    this.#history = new ComponentHistory(ctx.storage.sql);
    this.#links = new IssuedLinks(ctx.storage.sql);
    this.#outbox = new Outbox(ctx.storage.sql, env, parsed.config.componentAppid);
    this.#exchange = new CodeExchange({
      ledger: this.#ledger,
      api: this.#api,
      componentAppid: this.#config.componentAppid,
      componentToken: (rejected) => this.getToken(rejected),
    });
  }

  /** Stores the newest ticket; one that was created before the stored one changes nothing (I4). */
  async receiveTicket(event: TicketEvent): Promise<void> {
    const stored = this.#ticket();
    const news = stored === undefined || event.createTime > stored.createTime;
    const receivedAt = Date.now();
    this.#history.ticketPushed(receivedAt, news);
    if (!news) return;
    const ticket: Ticket = { value: event.ticket, createTime: event.createTime, receivedAt };
    this.ctx.storage.kv.put("ticket", ticket);
    this.#tokens.forgetFailure(TOKEN);
    const key = copyKey.ticket(this.#config.componentAppid);
    await this.#copies.publish(key, ticket.value, ticket.receivedAt + TICKET_LIFE_MS);
  }

  /**
   * The component_access_token, bought when there is none, when it is due, or when it is the one that WeChat rejected.
   * @returns the token; or `ticket_missing`, `ip_not_whitelisted`, `quota_exceeded`, `wechat_unavailable`, `wechat_error`
   */
  getToken(rejected?: string): Promise<Result<TokenRecord, CredentialFailure>> {
    const { kv } = this.ctx.storage;
    const load = () => kv.get<TokenRecord>(TOKEN) ?? null;
    return this.#tokens.get(
      TOKEN,
      {
        load,
        markDue: () => {
          const token = load();
          if (token !== null) kv.put(TOKEN, { ...token, dueAt: Date.now() });
        },
        replace: () => this.#buyToken(),
      },
      rejected,
    );
  }

  /** Asks for a pre_auth_code and remembers what the link that it is for was meant to do. */
  async createPreAuthCode(purpose: LinkPurpose): Promise<Result<IssuedPreAuthCode, CredentialFailure>> {
    const { componentAppid } = this.#config;
    const askedAt = Date.now();
    const answer = await callWithToken(
      (rejected) => this.getToken(rejected),
      (token) => requestPreAuthCode(this.#api, componentAppid, token),
    );
    if (!answer.ok) {
      const { failure, platform } = answer.failure;
      if (platform) this.#troubled(failure, askedAt);
      return fail(failure);
    }
    this.#untroubled();
    const { preAuthCode, expiresInSeconds } = answer.value;
    const preAuthHash = await sha256Hex(preAuthCode);
    this.#ledger.putPreAuthCode(preAuthHash, purpose);
    if (purpose.linkId) this.#links.opened(purpose.linkId, preAuthHash);
    const expiresAt = askedAt + expiresInSeconds * 1000;
    const value = { tenant: purpose.tenant, return_to: purpose.returnTo, auth_type: purpose.authType };
    await this.#copies.publish(copyKey.preAuthCode(componentAppid, preAuthCode), JSON.stringify(value), expiresAt);
    return ok({ preAuthCode, preAuthHash, expiresInSeconds, expiresAt });
  }

  /** Spends an authorization code, once (I5). What it gives stays here until `carried` says that its shard has it. */
  exchange(request: ExchangeRequest): Promise<Result<Exchange, CredentialFailure>> {
    return this.#exchange.exchange(request);
  }

  carried(codeHash: string): void {
    const exchange = this.#ledger.exchangeByCode(codeHash);
    if (exchange !== null && exchange.authorizerAppid !== null) {
      this.#links.authorized(exchange.preAuthHash, exchange.authorizerAppid);
    }
    this.#ledger.markCarried(codeHash);
  }

  /**
   * Writes an event down, so that WeChat may be told `success` (I6). One that is no authorization is for the business: with
   * it, in the same transaction, goes what tells the business.
   * @param xml without its secrets, to be shown to the operator
   */
  recordEvent(event: AuthorizationEvent | OtherEvent, xml: string | null = null): { id: number; settled: boolean } {
    const recorded = this.#ledger.recordEvent(event, xml);
    if (event.infoType === "other" && !recorded.settled) {
      const data = { component_appid: this.#config.componentAppid, info_type: event.name, fields: event.fields };
      this.#announce("component.event", data);
    }
    return recorded;
  }

  /** Tells the business of problems, each once: again only after it was gone. */
  announceProblems(problems: { code: string; detail: string; since: string | null }[]): void {
    const { kv } = this.ctx.storage;
    const known = kv.get<string[]>("announced_problems") ?? [];
    const codes = problems.map(({ code }) => code);
    if (codes.join() !== known.join()) kv.put("announced_problems", codes);
    for (const problem of problems.filter(({ code }) => !known.includes(code))) {
      this.#announce("platform.problem", { component_appid: this.#config.componentAppid, ...problem });
    }
  }

  #announce(type: EventType, data: Record<string, unknown>): void {
    if (this.#config.eventWebhookUrl === null) return;
    this.#outbox.put(eventJob(`evt_${crypto.randomUUID()}`, type, Date.now(), data));
    this.ctx.waitUntil(this.#outbox.flush());
  }

  settleEvent(id: number): void {
    this.#ledger.settleEvent(id);
  }

  /** What was started and not finished: a Worker that was gone too early, or WeChat out of reach. */
  leftOver(): LeftOver {
    const before = Date.now() - LEFT_OVER_AFTER_MS;
    const stuck = this.#ledger.stuckExchanges(before, LEFT_OVER_PER_RUN);
    return {
      events: this.#ledger.unsettledEvents(before, LEFT_OVER_PER_RUN),
      codes: stuck.filter((row) => row.state === "asking" || row.state === "waiting"),
      grants: stuck.flatMap(({ codeHash, authorizerAppid, grant, preAuthHash }) => {
        if (grant === null || authorizerAppid === null) return [];
        const purpose = this.#ledger.purposeOf(preAuthHash);
        return [{ exchange: { codeHash, authorizerAppid, grant, purpose }, preAuthHash }];
      }),
    };
  }

  /** The component's part of every cron: a ticket that stays away is asked for, a due token is replaced. */
  async maintain(): Promise<void> {
    const now = Date.now();
    const { kv } = this.ctx.storage;
    await this.#outbox.flush();
    const heardAt = Math.max(this.#ticket()?.receivedAt ?? 0, kv.get<number>("ticket_asked_at") ?? 0);
    if (now - heardAt >= TICKET_SILENCE_MS) await this.startPushTicket();
    await this.getToken();
    this.#ledger.forgetOld(now);
    this.#links.forgetVisits(now - VISITS_KEPT_MS);
  }

  /** Asks WeChat to push the ticket. @returns WeChat's remark */
  async startPushTicket(): Promise<Result<string, CredentialFailure>> {
    this.ctx.storage.kv.put("ticket_asked_at", Date.now());
    const result = await requestStartPushTicket(this.#api, this.#config);
    if (result.ok) log("info", "WeChat was asked to push the ticket");
    else log("warn", "WeChat could not be asked to push the ticket", { code: result.failure.code });
    return result;
  }

  recordSweep(summary: SweepSummary): void {
    const { kv } = this.ctx.storage;
    // While one is under way, what the one before it met is still what is known.
    const trouble =
      summary.finishedAt === null ? (kv.get<SweepSummary>("last_sweep")?.trouble ?? null) : summary.trouble;
    kv.put("last_sweep", { ...summary, trouble });
    this.#history.swept(summary);
  }

  /** WeChat's own accounts came by: it is checking the platform before its release. */
  releaseCheckSeen(): void {
    this.ctx.storage.kv.put("release_check_at", Date.now());
  }

  past(): ComponentPast {
    return {
      ticketPushes: this.#history.ticketPushes(),
      sweeps: this.#history.sweeps(),
      releaseCheckAt: this.ctx.storage.kv.get<number>("release_check_at") ?? null,
    };
  }

  /** Events, the newest first; without secrets. */
  events(filter: { authorizerAppid: string | null; before: number | null }, limit: number): RecordedEvent[] {
    return this.#ledger.events(filter, limit);
  }

  linkIssued(link: NewLink): void {
    this.#links.issued(link);
  }

  /** Links, the newest first, and what became of each. */
  issuedLinks(limit: number): IssuedLink[] {
    return this.#links.recent(limit);
  }

  /** What an operator wants to know; no secret is in it. */
  status(): ComponentStatus {
    const { kv } = this.ctx.storage;
    const ticket = this.#ticket();
    const token = kv.get<TokenRecord>(TOKEN);
    return {
      ticket:
        ticket === undefined ? null : { receivedAt: ticket.receivedAt, expiresAt: ticket.receivedAt + TICKET_LIFE_MS },
      token: token === undefined ? null : { issuedAt: token.issuedAt, dueAt: token.dueAt, expiresAt: token.expiresAt },
      trouble: kv.get<ComponentTrouble>("trouble") ?? null,
      lastSweep: kv.get<SweepSummary>("last_sweep") ?? null,
    };
  }

  #ticket(): Ticket | undefined {
    return this.ctx.storage.kv.get<Ticket>("ticket");
  }

  async #buyToken(): Promise<Result<TokenRecord, CredentialFailure>> {
    const { kv } = this.ctx.storage;
    const { componentAppid, componentAppsecret } = this.#config;
    const ticket = this.#ticket();
    const askedAt = Date.now();
    const bought =
      ticket === undefined || ticket.receivedAt + TICKET_LIFE_MS <= askedAt
        ? fail({ code: "ticket_missing" } as const)
        : await requestComponentToken(this.#api, { componentAppid, componentAppsecret, ticket: ticket.value });
    if (!bought.ok) {
      log("warn", "component_access_token could not be bought", { code: bought.failure.code });
      this.#troubled(bought.failure, askedAt);
      return bought;
    }
    if (bought.value.expiresInAssumed) log("warn", "component_access_token came without expires_in: 7,200 s assumed");
    const token = tokenRecord(bought.value, askedAt, COMPONENT_DUE_SHARE);
    kv.put(TOKEN, token);
    this.#untroubled();
    log("info", "component_access_token bought", { expiresAt: new Date(token.expiresAt).toISOString() });
    await this.#copies.publishToken(copyKey.componentToken(componentAppid), token);
    return ok(token);
  }

  #troubled(failure: CredentialFailure, now: number): void {
    const before = this.ctx.storage.kv.get<ComponentTrouble>("trouble");
    // Without a ticket nothing was asked: that is seen from the ticket itself, and not worth a write for each reader.
    if (failure.code === "ticket_missing" && failure.wechat === undefined) return;
    if (before?.failure.code === failure.code) return;
    this.ctx.storage.kv.put("trouble", { failure, since: now } satisfies ComponentTrouble);
  }

  #untroubled(): void {
    if (this.ctx.storage.kv.get("trouble") !== undefined) this.ctx.storage.kv.delete("trouble");
  }
}
