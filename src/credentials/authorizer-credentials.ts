import { DurableObject } from "cloudflare:workers";
import { parseConfig } from "../config.ts";
import { log } from "../log.ts";
import { Outbox } from "../webhook/outbox.ts";
import type { ListedAuthorizer } from "../wechat/authorizer-list.ts";
import type { JsapiTicketType } from "../wechat/jsapi-ticket.ts";
import { isReleaseCheckAccount } from "../wechat/release-check.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { applyGrant, type GrantInput } from "./apply-grant.ts";
import { AuthorizerProfiles, type DescribeResult } from "./authorizer-profiles.ts";
import { askForInfo, type ComponentAccess, revokedRow } from "./authorizer-refresh.ts";
import type { AuthorizerRow } from "./authorizer-row.ts";
import { AuthorizerStore } from "./authorizer-store.ts";
import {
  type AuthorizerCounts,
  type AuthorizerFilter,
  type AuthorizerOutlook,
  AuthorizerTable,
} from "./authorizer-table.ts";
import { AuthorizerTokens } from "./authorizer-tokens.ts";
import { Copies } from "./copies.ts";
import { type EventMark, isDoubtful, orderOf, withEvent } from "./event-order.ts";
import type { CredentialFailure } from "./failure.ts";
import { type CredentialBindings, componentHolder } from "./holders.ts";
import { inLanes } from "./lanes.ts";
import type { TokenRecord } from "./token.ts";
import { wechatApi } from "./wechat-api.ts";

/** An authorizer as others may see it: no credential is in it. */
export type Authorizer = Omit<AuthorizerRow, "refreshToken" | "token" | "jsapiTickets"> & {
  token: Omit<TokenRecord, "value"> | null;
};

/** What a PATCH may change. */
export type AuthorizerNotes = Partial<Pick<AuthorizerRow, "tenant" | "note" | "forwardUrl">>;

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

/**
 * Holds the credentials of a sixteenth of all authorizers. Only it writes their rows (I1), and every token that is bought
 * for them is bought here, once for all who wait for it (I2).
 */
export class AuthorizerCredentials extends DurableObject<CredentialBindings> {
  readonly #table: AuthorizerTable;
  readonly #outbox: Outbox;
  readonly #store: AuthorizerStore;
  readonly #component: ComponentAccess;
  readonly #tokens: AuthorizerTokens;
  readonly #profiles: AuthorizerProfiles;
  #componentToken: TokenRecord | null = null;
  /** Who met the platform's trouble in a sweep, and not success since. */
  readonly #troubled = new Set<string>();
  #sweeping: Promise<SweepResult> | null = null;

  constructor(ctx: DurableObjectState, env: CredentialBindings) {
    super(ctx, env);
    const parsed = parseConfig(env);
    if (!parsed.ok) throw new Error("the Worker is not configured");
    const { componentAppid, eventWebhookUrl } = parsed.config;
    this.#table = new AuthorizerTable(ctx.storage.sql);
    this.#outbox = new Outbox(ctx.storage.sql, env, componentAppid);
    this.#store = new AuthorizerStore({
      table: this.#table,
      copies: new Copies(env.CREDENTIALS),
      outbox: this.#outbox,
      componentAppid,
      announces: eventWebhookUrl !== null,
      waitUntil: (work) => ctx.waitUntil(work),
    });
    this.#component = {
      api: wechatApi(parsed.config),
      componentAppid,
      componentToken: (rejected) => this.#askComponent(rejected),
    };
    this.#tokens = new AuthorizerTokens(this.#store, this.#component);
    this.#profiles = new AuthorizerProfiles(this.#store, this.#component);
  }

  /**
   * An authorizer's token, bought when there is none, when it is due, or when it is the one that WeChat rejected.
   * @returns the token; or `unknown_authorizer`, `authorizer_unauthorized`, `needs_reauthorization`, `no_api_permission`, or
   *   why WeChat could not be had
   */
  getToken(authorizerAppid: string, rejected?: string): Promise<Result<TokenRecord, CredentialFailure>> {
    return this.#tokens.get(authorizerAppid, rejected);
  }

  /**
   * A ticket for the JS-SDK or for cards, held exactly as a token is.
   * @param rejected the ticket that WeChat refused
   */
  getJsapiTicket(
    authorizerAppid: string,
    type: JsapiTicketType,
    rejected?: string,
  ): Promise<Result<TokenRecord, CredentialFailure>> {
    return this.#tokens.getTicket(authorizerAppid, type, rejected);
  }

  /** Where an event stands among those that were applied. Asked before a code is spent for it. */
  orderOf(authorizerAppid: string, event: EventMark): "new" | "repeat" | "stale" {
    return orderOf(this.#store.getOrNew(authorizerAppid), event);
  }

  /** Stores what an authorization gave. @returns the authorizer as it is now */
  async applyGrant(input: GrantInput): Promise<Authorizer> {
    const before = this.#store.getOrNew(input.authorizerAppid);
    const row = applyGrant(before, input, Date.now());
    if (row === null) return withoutSecrets(before);
    this.#tokens.forgetFailure(row.authorizerAppid);
    await this.#store.save(row, input.source);
    const crossed = input.source.kind === "callback" && row.status === "unauthorized";
    return withoutSecrets(crossed ? await this.#applyIfStillAuthorized(before, row, input) : row);
  }

  /** I4: an `unauthorized` came while the code was exchanged. Which of the two is the older one only WeChat knows. */
  async #applyIfStillAuthorized(before: AuthorizerRow, row: AuthorizerRow, input: GrantInput): Promise<AuthorizerRow> {
    const info = await askForInfo(this.#component, input.authorizerAppid);
    const now = this.#store.getOrNew(input.authorizerAppid);
    const moved = now.status === "authorized" || now.eventCreateTime !== row.eventCreateTime;
    if (!info.ok || moved) return now;
    const anew = applyGrant({ ...now, grantedAt: before.grantedAt, eventAppliedAt: 0 }, input, Date.now());
    if (anew === null) return now;
    return this.#store.save({ ...anew, eventAppliedAt: now.eventAppliedAt }, input.source);
  }

  /**
   * Applies an `unauthorized`.
   * @returns a failure when it could not be told whether it is older than a browser's callback; the event is to be tried
   *   again then
   */
  async applyUnauthorized(authorizerAppid: string, createTime: number): Promise<Result<Authorizer, CredentialFailure>> {
    const event = { createTime, infoType: "unauthorized" };
    const row = this.#store.getOrNew(authorizerAppid);
    if (orderOf(row, event) !== "new") return ok(withoutSecrets(row));
    if (isDoubtful(row, createTime)) {
      const info = await askForInfo(this.#component, authorizerAppid);
      if (info.ok) return ok(withoutSecrets(row));
      if (info.failure.failure.code !== "authorizer_unauthorized") return fail(info.failure.failure);
    }
    // Read once more: others had their turn while WeChat was asked.
    const now = Date.now();
    const current = this.#store.get(authorizerAppid) ?? row;
    if (orderOf(current, event) !== "new") return ok(withoutSecrets(current));
    const revoked = withEvent(revokedRow(current, "unauthorized", now), event, now);
    log("info", "an authorizer revoked its authorization", { authorizer: authorizerAppid });
    return ok(withoutSecrets(await this.#store.save({ ...revoked, callbackAt: null, callbackPreAuthHash: null })));
  }

  /** Asks WeChat for the profile and permission sets. What it does not tell stays as it is. */
  async refreshProfile(authorizerAppid: string): Promise<Result<Authorizer, CredentialFailure>> {
    const row = await this.#profiles.refresh(authorizerAppid);
    return row.ok ? ok(withoutSecrets(row.value)) : row;
  }

  /**
   * Takes over what WeChat's list says. An account whose tokens are here and agree with it keeps them; only its profile is
   * asked for again.
   * @param askedAt when the list was asked for, ms: what was granted or revoked since is not touched
   */
  async importListed(
    list: ListedAuthorizer[],
    askedAt: number,
  ): Promise<{ added: number; updated: number; skipped: number }> {
    const counts = { added: 0, updated: 0, skipped: 0 };
    for (const { authorizerAppid, refreshToken, authorizedAt } of list) {
      // WeChat's own accounts, which authorize while it checks the platform before its release.
      if (isReleaseCheckAccount(authorizerAppid)) {
        counts.skipped += 1;
        continue;
      }
      const before = this.#store.get(authorizerAppid);
      counts[before === null ? "added" : "updated"] += 1;
      const agrees = refreshToken === null || refreshToken === before?.refreshToken;
      // A refresh since then may have brought another refresh token, of which the list does not know.
      const newer = (before?.token?.issuedAt ?? 0) >= askedAt;
      if (before?.status === "authorized" && (agrees || newer)) {
        this.#store.put({ ...before, profileDueAt: askedAt });
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

  /** Asks for profiles that are due. @returns besides how that went, how many still are: 0 or more */
  async describeDue(limit: number): Promise<DescribeResult & { remaining: number }> {
    const result = await this.#profiles.refreshAll(this.#table.withoutProfile(Date.now(), limit));
    return { ...result, remaining: this.#table.withoutProfile(Date.now(), 1).length };
  }

  /** What the business has set for an authorizer; nothing of one that is not known. */
  forwarding(authorizerAppid: string): Pick<AuthorizerRow, "tenant" | "forwardUrl"> {
    const row = this.#store.get(authorizerAppid);
    return { tenant: row?.tenant ?? null, forwardUrl: row?.forwardUrl ?? null };
  }

  describe(authorizerAppid: string): Authorizer | null {
    const row = this.#store.get(authorizerAppid);
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
    const row = this.#store.get(authorizerAppid);
    if (row === null) return null;
    const annotated = { ...row, ...notes, updatedAt: Date.now() };
    this.#store.put(annotated);
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
    // Those that met the platform's trouble last time come last: it may be theirs alone, and is not to hold up the rest.
    const [troubled, rest] = partition(this.#table.due(Date.now()), (appid) => this.#troubled.has(appid));
    const batch = [...rest, ...troubled].slice(0, SWEEP_BATCH);
    await inLanes(LANES, batch, async (authorizerAppid) => {
      if (result.trouble !== null) return;
      const replaced = await this.#tokens.replaceIfDue(authorizerAppid);
      if (replaced === null) return;
      if (replaced.ok || !replaced.failure.platform) this.#troubled.delete(authorizerAppid);
      if (replaced.ok) result.refreshed += 1;
      else if (replaced.failure.platform) {
        this.#troubled.add(authorizerAppid);
        result.trouble = replaced.failure.failure;
      } else result.failed += 1;
    });
    if (result.trouble === null) {
      await this.#profiles.refreshAll(this.#table.withoutProfile(Date.now(), PROFILES_PER_SWEEP));
    }
    await inLanes(LANES, this.#table.stillPublished(SWEEP_BATCH), (appid) => this.#store.withdraw(appid));
    result.remaining = this.#table.due(Date.now()).length;
    return result;
  }

  async #askComponent(rejected?: string): Promise<Result<TokenRecord, CredentialFailure>> {
    const held = this.#componentToken;
    if (held !== null && held.value !== rejected && Date.now() < held.dueAt) return ok(held);
    try {
      const token = await componentHolder(this.env, this.#component.componentAppid).getToken(rejected);
      if (token.ok) this.#componentToken = token.value;
      return token;
    } catch {
      // It is being moved or updated: as good as WeChat out of reach, and a token that still works is served meanwhile.
      return fail({
        code: "wechat_unavailable",
        reason: "the holder of the component_access_token could not be reached",
      });
    }
  }
}

function withoutSecrets(row: AuthorizerRow): Authorizer {
  const { refreshToken: _, jsapiTickets: __, token, ...rest } = row;
  if (token === null) return { ...rest, token };
  const { value: _value, ...times } = token;
  return { ...rest, token: times };
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [yes: Item[], no: Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
