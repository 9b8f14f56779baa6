import { DurableObject } from "cloudflare:workers";
import { type Config, parseConfig } from "../config.ts";
import { log } from "../log.ts";
import { Outbox } from "../webhook/outbox.ts";
import type { ListedAuthorizer } from "../wechat/authorizer-list.ts";
import { isPlatformTrouble } from "../wechat/failure.ts";
import { type JsapiTicketType, requestJsapiTicket } from "../wechat/jsapi-ticket.ts";
import { isReleaseCheckAccount } from "../wechat/release-check.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { announcementOf, authorizerAnnouncement } from "./announcement.ts";
import { applyGrant, type GrantInput, type GrantSource } from "./apply-grant.ts";
import {
  askForInfo,
  askForToken,
  type ComponentAccess,
  failedRow,
  refreshable,
  refreshedRow,
  revokedRow,
} from "./authorizer-refresh.ts";
import { type AuthorizerRow, newAuthorizer } from "./authorizer-row.ts";
import {
  type AuthorizerCounts,
  type AuthorizerFilter,
  type AuthorizerOutlook,
  AuthorizerTable,
} from "./authorizer-table.ts";
import { callWithToken, type TokenCallFailure } from "./call-with-token.ts";
import { Copies, copyKey } from "./copies.ts";
import { type EventMark, isDoubtful, orderOf, withEvent } from "./event-order.ts";
import type { CredentialFailure } from "./failure.ts";
import { type CredentialBindings, componentHolder } from "./holders.ts";
import { inLanes } from "./lanes.ts";
import { authorizerDueShare, type TokenRecord, tokenRecord } from "./token.ts";
import { type HeldToken, TokenKeeper } from "./token-keeper.ts";
import { wechatApi } from "./wechat-api.ts";

/** An authorizer as others may see it: no credential is in it. */
export type Authorizer = Omit<AuthorizerRow, "refreshToken" | "token" | "jsapiTickets"> & {
  token: Omit<TokenRecord, "value"> | null;
};

/** What a PATCH may change. */
export type AuthorizerNotes = Partial<Pick<AuthorizerRow, "tenant" | "note" | "forwardUrl">>;

export interface DescribeResult {
  failed: number;
  /** Not 0 while a profile is still due. */
  remaining: number;
  trouble: CredentialFailure | null;
}

export interface SweepResult {
  refreshed: number;
  failed: number;
  /** Still due. */
  remaining: number;
  /** The platform's own trouble, which ended the sweep early. */
  trouble: CredentialFailure | null;
}

/**
 * Calls to WeChat at a time, for each shard. Cloudflare lets six connections wait for headers; nothing enforces that
 * locally, so it is held here: https://developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections
 */
const LANES = 6;
/**
 * Refreshes in one call of `sweep`, which is one invocation of this object: each costs a call to WeChat and a write to
 * KV, and the Free plan allows 50 of them. The cron calls again while something remains.
 */
const SWEEP_BATCH = 18;
const PROFILES_PER_SWEEP = 4;
const PROFILE_RETRY_MS = 10 * 60_000;

/**
 * Holds the credentials of a sixteenth of all authorizers. Only it writes their rows (I1), and every token that is bought
 * for them is bought here, once for all who wait for it (I2).
 */
export class AuthorizerCredentials extends DurableObject<CredentialBindings> {
  readonly #config: Config;
  readonly #copies: Copies;
  readonly #table: AuthorizerTable;
  readonly #outbox: Outbox;
  readonly #component: ComponentAccess;
  readonly #tokens = new TokenKeeper<TokenCallFailure>();
  #componentToken: TokenRecord | null = null;
  readonly #describing = new Map<string, Promise<Result<Authorizer, CredentialFailure>>>();
  #sweeping: Promise<SweepResult> | null = null;

  constructor(ctx: DurableObjectState, env: CredentialBindings) {
    super(ctx, env);
    const parsed = parseConfig(env);
    if (!parsed.ok) throw new Error("the Worker is not configured");
    this.#config = parsed.config;
    this.#copies = new Copies(env.CREDENTIALS);
    this.#table = new AuthorizerTable(ctx.storage.sql);
    this.#outbox = new Outbox(ctx.storage.sql, env, parsed.config.componentAppid);
    this.#component = {
      api: wechatApi(parsed.config),
      componentAppid: parsed.config.componentAppid,
      componentToken: (rejected) => this.#askComponent(rejected),
    };
  }

  /**
   * An authorizer's token, bought when there is none, when it is due, or when it is the one that WeChat rejected.
   * @returns the token; or `unknown_authorizer`, `authorizer_unauthorized`, `needs_reauthorization`, `no_api_permission`, or
   *   why WeChat could not be had
   */
  async getToken(authorizerAppid: string, rejected?: string): Promise<Result<TokenRecord, CredentialFailure>> {
    const row = refreshable(this.#table.get(authorizerAppid));
    if (!row.ok) return row;
    const token = await this.#tokens.get(authorizerAppid, this.#held(authorizerAppid), rejected);
    return token.ok ? token : fail(token.failure.failure);
  }

  /**
   * A ticket for the JS-SDK or for cards, held exactly as a token is.
   * @param rejected the ticket that WeChat refused
   */
  async getJsapiTicket(
    authorizerAppid: string,
    type: JsapiTicketType,
    rejected?: string,
  ): Promise<Result<TokenRecord, CredentialFailure>> {
    const row = refreshable(this.#table.get(authorizerAppid));
    if (!row.ok) return row;
    const ticket = await this.#tokens.get(
      `${authorizerAppid}:${type}`,
      this.#heldTicket(authorizerAppid, type),
      rejected,
    );
    return ticket.ok ? ticket : fail(ticket.failure.failure);
  }

  /** Where an event stands among those that were applied. Asked before a code is spent for it. */
  orderOf(authorizerAppid: string, event: EventMark): "new" | "repeat" | "stale" {
    return orderOf(this.#table.get(authorizerAppid) ?? newAuthorizer(authorizerAppid, 0), event);
  }

  /** Stores what an authorization gave. @returns the authorizer as it is now */
  async applyGrant(input: GrantInput): Promise<Authorizer> {
    const now = Date.now();
    const before = this.#table.get(input.authorizerAppid) ?? newAuthorizer(input.authorizerAppid, now);
    const row = applyGrant(before, input, now);
    if (row === null) return withoutSecrets(before);
    this.#tokens.forgetFailure(row.authorizerAppid);
    return withoutSecrets(await this.#store(row, input.source));
  }

  /**
   * Applies an `unauthorized`.
   * @returns a failure when it could not be told whether it is older than a browser's callback; the event is to be tried
   *   again then
   */
  async applyUnauthorized(authorizerAppid: string, createTime: number): Promise<Result<Authorizer, CredentialFailure>> {
    const event = { createTime, infoType: "unauthorized" };
    const row = this.#table.get(authorizerAppid) ?? newAuthorizer(authorizerAppid, Date.now());
    if (orderOf(row, event) !== "new") return ok(withoutSecrets(row));
    if (isDoubtful(row, createTime)) {
      const info = await askForInfo(this.#component, authorizerAppid);
      if (info.ok) return ok(withoutSecrets(row));
      if (info.failure.failure.code !== "authorizer_unauthorized") return fail(info.failure.failure);
    }
    // Read once more: others had their turn while WeChat was asked.
    const now = Date.now();
    const current = this.#table.get(authorizerAppid) ?? row;
    if (orderOf(current, event) !== "new") return ok(withoutSecrets(current));
    const revoked = withEvent(revokedRow(current, "unauthorized", now), event, now);
    log("info", "an authorizer revoked its authorization", { authorizer: authorizerAppid });
    return ok(withoutSecrets(await this.#store({ ...revoked, callbackAt: null, callbackPreAuthHash: null })));
  }

  /** Asks WeChat for the profile and permission sets. What it does not tell stays as it is. */
  refreshProfile(authorizerAppid: string): Promise<Result<Authorizer, CredentialFailure>> {
    const running = this.#describing.get(authorizerAppid);
    if (running !== undefined) return running;
    const describing = this.#refreshProfile(authorizerAppid).finally(() => this.#describing.delete(authorizerAppid));
    this.#describing.set(authorizerAppid, describing);
    return describing;
  }

  async #refreshProfile(authorizerAppid: string): Promise<Result<Authorizer, CredentialFailure>> {
    const { generation } = this.#table.get(authorizerAppid) ?? newAuthorizer(authorizerAppid, 0);
    const info = await askForInfo(this.#component, authorizerAppid);
    const row = this.#table.get(authorizerAppid);
    if (row === null) return fail({ code: "unknown_authorizer" });
    const now = Date.now();
    if (!info.ok) {
      const revoked = info.failure.failure.code === "authorizer_unauthorized" && row.generation === generation;
      // Its token may be fine while its profile can't be had, so nothing but a revocation counts against it.
      const failed = revoked ? failedRow(row, info.failure, now) : null;
      await this.#store(failed ?? { ...row, profileDueAt: now + PROFILE_RETRY_MS });
      return fail(info.failure.failure);
    }
    const { profile, funcInfo, authorizerRefreshToken } = info.value;
    const described: AuthorizerRow = {
      ...row,
      // A stored one is never replaced from here: it may be newer than what WeChat tells.
      refreshToken: row.refreshToken ?? authorizerRefreshToken,
      lastError: row.refreshToken === null && authorizerRefreshToken !== null ? null : row.lastError,
      accountType: profile.accountType,
      nickName: profile.nickName ?? row.nickName,
      headImg: profile.headImg ?? row.headImg,
      principalName: profile.principalName ?? row.principalName,
      userName: profile.userName ?? row.userName,
      funcInfo: funcInfo ?? row.funcInfo,
      profileDueAt: null,
      updatedAt: now,
    };
    this.#table.put(described);
    return ok(withoutSecrets(described));
  }

  /**
   * Takes over what WeChat's list says. An account whose tokens are here and agree with it keeps them; only its profile is
   * asked for again.
   * @param askedAt when the list was asked for, ms: what was granted or revoked since is not touched
   */
  async importListed(list: ListedAuthorizer[], askedAt: number): Promise<{ added: number; updated: number }> {
    const counts = { added: 0, updated: 0 };
    for (const { authorizerAppid, refreshToken, authorizedAt } of list) {
      // WeChat's own accounts, which authorize while it checks the platform before its release.
      if (isReleaseCheckAccount(authorizerAppid)) continue;
      const before = this.#table.get(authorizerAppid);
      counts[before === null ? "added" : "updated"] += 1;
      if (before?.status === "authorized" && (refreshToken === null || refreshToken === before.refreshToken)) {
        this.#table.put({ ...before, profileDueAt: askedAt });
        continue;
      }
      await this.applyGrant({
        authorizerAppid,
        grant: {
          authorizerAppid,
          authorizerAccessToken: null,
          authorizerRefreshToken: refreshToken,
          funcInfo: null,
          grantedAt: askedAt,
        },
        source: { kind: "listing", authorizedAt: authorizedAt === 0 ? askedAt : authorizedAt },
        tenant: null,
      });
    }
    return counts;
  }

  /** Asks for profiles that are due, one after the other, until the platform's own trouble makes it pointless. */
  async describeDue(limit: number): Promise<DescribeResult> {
    const result: DescribeResult = { failed: 0, remaining: 0, trouble: null };
    for (const authorizerAppid of this.#table.withoutProfile(Date.now(), limit)) {
      const described = await this.refreshProfile(authorizerAppid);
      if (described.ok) continue;
      result.failed += 1;
      if (isPlatformTrouble(described.failure)) {
        result.trouble = described.failure;
        break;
      }
    }
    result.remaining = this.#table.withoutProfile(Date.now(), 1).length;
    return result;
  }

  /** What the business has set for an authorizer; nothing of one that is not known. */
  forwarding(authorizerAppid: string): Pick<AuthorizerRow, "tenant" | "forwardUrl"> {
    const row = this.#table.get(authorizerAppid);
    return { tenant: row?.tenant ?? null, forwardUrl: row?.forwardUrl ?? null };
  }

  describe(authorizerAppid: string): Authorizer | null {
    const row = this.#table.get(authorizerAppid);
    return row === null ? null : withoutSecrets(row);
  }

  /** @param after the last appid of the page before, or "" */
  list(after: string, limit: number, filter: AuthorizerFilter): Authorizer[] {
    return this.#table.list(after, limit, filter).map(withoutSecrets);
  }

  countMatching(filter: AuthorizerFilter): number {
    return this.#table.count(filter);
  }

  /** @param slotMs how long each of the `slots` is, from now on */
  outlook(slotMs: number, slots: number): AuthorizerOutlook {
    return this.#table.outlook(Date.now(), slotMs, slots);
  }

  counts(): AuthorizerCounts {
    return this.#table.counts(Date.now());
  }

  annotate(authorizerAppid: string, notes: AuthorizerNotes): Authorizer | null {
    const row = this.#table.get(authorizerAppid);
    if (row === null) return null;
    const annotated = { ...row, ...notes, updatedAt: Date.now() };
    this.#table.put(annotated);
    return withoutSecrets(annotated);
  }

  /** Replaces tokens that are due, a batch at a time. A sweep that overlaps another is the same sweep (I9). */
  sweep(): Promise<SweepResult> {
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async #sweep(): Promise<SweepResult> {
    await this.#outbox.flush();
    const result: SweepResult = { refreshed: 0, failed: 0, remaining: 0, trouble: null };
    const batch = this.#table.due(Date.now()).slice(0, SWEEP_BATCH);
    await inLanes(LANES, batch, async (authorizerAppid) => {
      if (result.trouble !== null) return;
      const replaced = await this.#tokens.replaceIfDue(authorizerAppid, this.#held(authorizerAppid));
      if (replaced === null) return;
      if (replaced.ok) result.refreshed += 1;
      else if (replaced.failure.platform) result.trouble = replaced.failure.failure;
      else result.failed += 1;
    });
    if (result.trouble === null) {
      const nameless = this.#table.withoutProfile(Date.now(), PROFILES_PER_SWEEP);
      await inLanes(LANES, nameless, (authorizerAppid) => this.refreshProfile(authorizerAppid));
    }
    await inLanes(LANES, this.#table.stillPublished(SWEEP_BATCH), (appid) => this.#withdraw(appid));
    result.remaining = this.#table.due(Date.now()).length;
    return result;
  }

  #held(authorizerAppid: string): HeldToken<TokenCallFailure> {
    const load = () => this.#table.get(authorizerAppid)?.token ?? null;
    return {
      load,
      markDue: () => {
        const row = this.#table.get(authorizerAppid);
        if (row?.token) this.#table.put({ ...row, token: { ...row.token, dueAt: Date.now() } });
      },
      replace: () => this.#replace(authorizerAppid),
    };
  }

  #heldTicket(authorizerAppid: string, type: JsapiTicketType): HeldToken<TokenCallFailure> {
    const load = () => this.#table.get(authorizerAppid)?.jsapiTickets[type] ?? null;
    const save = (ticket: TokenRecord) => {
      const row = this.#table.get(authorizerAppid);
      if (row?.status === "authorized") {
        this.#table.put({ ...row, jsapiTickets: { ...row.jsapiTickets, [type]: ticket } });
      }
    };
    return {
      load,
      markDue: () => {
        const ticket = load();
        if (ticket !== null) save({ ...ticket, dueAt: Date.now() });
      },
      replace: async () => {
        const askedAt = Date.now();
        const answer = await callWithToken(
          (rejected) => this.getToken(authorizerAppid, rejected),
          (token) => requestJsapiTicket(this.#component.api, token, type),
        );
        if (!answer.ok) return answer;
        const ticket = tokenRecord(answer.value, askedAt, authorizerDueShare());
        save(ticket);
        return ok(ticket);
      },
    };
  }

  async #replace(authorizerAppid: string): Promise<Result<TokenRecord, TokenCallFailure>> {
    const before = refreshable(this.#table.get(authorizerAppid));
    if (!before.ok) return fail({ failure: before.failure, platform: false });
    const askedAt = Date.now();
    const answer = await askForToken(this.#component, before.value);

    const current = refreshable(this.#table.get(authorizerAppid));
    if (!current.ok) return fail({ failure: current.failure, platform: false });
    const row = current.value;
    if (row.generation !== before.value.generation) {
      // Authorized anew meanwhile. Which of two tokens is the later one only WeChat knows, so the stored one is due.
      if (row.token === null) return this.#replace(authorizerAppid);
      if (answer.ok) this.#table.put({ ...row, token: { ...row.token, dueAt: Date.now() } });
      return ok(row.token);
    }
    if (!answer.ok) {
      log("warn", "an authorizer's token could not be refreshed", {
        authorizer: authorizerAppid,
        code: answer.failure.failure.code,
      });
      const failed = failedRow(row, answer.failure, Date.now());
      if (failed !== null) await this.#store(failed);
      return answer;
    }
    const refreshed = refreshedRow(row, answer.value, askedAt);
    await this.#store(refreshed);
    return ok(refreshed.token);
  }

  /**
   * Writes the row and, in the same transaction, what the business is to be told of it; then the copy of its token: published
   * while it may be served, else withdrawn.
   */
  async #store(row: AuthorizerRow, source: GrantSource | null = null): Promise<AuthorizerRow> {
    const { token } = row;
    this.#announce(row, source);
    if (row.status === "authorized" && token !== null && Date.now() < token.dueAt) {
      this.#table.put({ ...row, published: true });
      await this.#copies.publishToken(this.#copyKey(row.authorizerAppid), token);
    } else {
      this.#table.put(row);
      if (row.published) await this.#withdraw(row.authorizerAppid);
    }
    return row;
  }

  #announce(row: AuthorizerRow, source: GrantSource | null): void {
    if (this.#config.eventWebhookUrl === null) return;
    const type = announcementOf(this.#table.get(row.authorizerAppid), row, source);
    if (type === null) return;
    this.#outbox.put(authorizerAnnouncement(type, this.#config.componentAppid, row, Date.now()));
    this.ctx.waitUntil(this.#outbox.flush());
  }

  async #withdraw(authorizerAppid: string): Promise<void> {
    const gone = await this.#copies.withdraw(this.#copyKey(authorizerAppid));
    const row = this.#table.get(authorizerAppid);
    // What could not be withdrawn is left to the next sweep.
    if (gone && row !== null && row.status !== "authorized") this.#table.put({ ...row, published: false });
  }

  #copyKey(authorizerAppid: string): string {
    return copyKey.authorizerToken(this.#config.componentAppid, authorizerAppid);
  }

  async #askComponent(rejected?: string): Promise<Result<TokenRecord, CredentialFailure>> {
    const held = this.#componentToken;
    if (held !== null && held.value !== rejected && Date.now() < held.dueAt) return ok(held);
    const token = await componentHolder(this.env, this.#config.componentAppid).getToken(rejected);
    if (token.ok) this.#componentToken = token.value;
    return token;
  }
}

function withoutSecrets(row: AuthorizerRow): Authorizer {
  const { refreshToken: _, jsapiTickets: __, token, ...rest } = row;
  if (token === null) return { ...rest, token };
  const { value: _value, ...times } = token;
  return { ...rest, token: times };
}
