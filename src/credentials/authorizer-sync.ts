import { DurableObject } from "cloudflare:workers";
import { type Config, parseConfig } from "../config.ts";
import { log } from "../log.ts";
import { type ListedAuthorizer, requestAuthorizerList } from "../wechat/authorizer-list.ts";
import { callWithToken } from "./call-with-token.ts";
import type { CredentialFailure } from "./failure.ts";
import { allShards, type CredentialBindings, componentHolder, SHARD_COUNT, shardOf } from "./holders.ts";
import { wechatApi } from "./wechat-api.ts";

/** How far the import of what WeChat knows has come. Times are ms since the epoch. */
export interface SyncProgress {
  state: "idle" | "running" | "done" | "failed";
  /** As WeChat counts. */
  total: number;
  done: number;
  added: number;
  updated: number;
  /** Whose profile could not be had; sweeps ask again. */
  failed: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** Why it stopped before the end. */
  failure: CredentialFailure | null;
}

const IDLE: SyncProgress = {
  state: "idle",
  total: 0,
  done: 0,
  added: 0,
  updated: 0,
  failed: 0,
  startedAt: null,
  finishedAt: null,
  failure: null,
};

/** A page of the list that is not in the shards yet, or whose profiles are still to be asked for. */
interface Page {
  list: ListedAuthorizer[];
  askedAt: number;
  imported: boolean;
}

/** A list that can't be had is asked for again after these, and then the sync stops where it is. */
const RETRY_AFTER_MS = [5_000, 15_000, 60_000, 300_000];
/** Profiles in one call of a shard, which asks for one at a time: 16 at once in all, and far from any limit. */
const PROFILES_PER_CALL = 18;

/**
 * Imports everything that WeChat knows of: for a platform that moves here from another system, or whose database is lost.
 * It works by alarms, a page of 500 each, and writes down every step, so that it goes on where it was cut off. It adds and
 * updates; it deletes nothing.
 */
export class AuthorizerSync extends DurableObject<CredentialBindings> {
  readonly #config: Config;

  constructor(ctx: DurableObjectState, env: CredentialBindings) {
    super(ctx, env);
    const parsed = parseConfig(env);
    if (!parsed.ok) throw new Error("the Worker is not configured");
    this.#config = parsed.config;
  }

  /** Starts, or goes on with one that failed; one that is running is left alone. */
  async start(): Promise<SyncProgress> {
    const before = this.progress();
    if (before.state === "running") {
      // An alarm that failed too often is gone; while it runs there is none either, and one more does no harm.
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now());
      return before;
    }
    const resumed = before.state === "failed";
    if (!resumed) this.ctx.storage.kv.put("offset", 0);
    // What was listed before it failed may be hours old.
    this.ctx.storage.kv.delete("page");
    const progress: SyncProgress = {
      ...(resumed ? before : IDLE),
      state: "running",
      startedAt: resumed ? before.startedAt : Date.now(),
      finishedAt: null,
      failure: null,
    };
    this.#save(progress);
    this.ctx.storage.kv.put("attempt", 0);
    await this.ctx.storage.setAlarm(Date.now());
    return progress;
  }

  progress(): SyncProgress {
    return this.ctx.storage.kv.get<SyncProgress>("progress") ?? IDLE;
  }

  override async alarm(): Promise<void> {
    if (this.progress().state !== "running") return;
    try {
      const next = await this.#step();
      if (next !== null) await this.ctx.storage.setAlarm(Date.now() + next);
    } catch (error) {
      // An alarm that throws is tried six times and then forgotten; this one is to go on.
      log("error", "a step of the sync failed", { error: String(error) });
      await this.#retryLater({ code: "wechat_unavailable", reason: "a part of this Worker could not be reached" });
    }
  }

  /** @returns ms until the next step; null when there is none */
  async #step(): Promise<number | null> {
    const { kv } = this.ctx.storage;
    const page = kv.get<Page>("page") ?? (await this.#nextPage());
    if (page === null) return null;
    if (!page.imported) await this.#import(page);
    const trouble = await this.#describe();
    if (trouble !== null) {
      await this.#retryLater(trouble);
      return null;
    }
    const offset = (kv.get<number>("offset") ?? 0) + page.list.length;
    const { total } = this.progress();
    this.ctx.storage.transactionSync(() => {
      kv.put("offset", offset);
      kv.delete("page");
    });
    if (page.list.length > 0 && offset < total) return 0;
    const progress: SyncProgress = { ...this.progress(), state: "done", finishedAt: Date.now() };
    this.#save(progress);
    const { done, added, updated, failed } = progress;
    log("info", "synced with WeChat", { total, done, added, updated, failed });
    return null;
  }

  /** Asks for the next page and writes it down before anything is done with it. */
  async #nextPage(): Promise<Page | null> {
    const { kv } = this.ctx.storage;
    const { componentAppid } = this.#config;
    const offset = kv.get<number>("offset") ?? 0;
    const askedAt = Date.now();
    const answer = await callWithToken(
      (rejected) => componentHolder(this.env, componentAppid).getToken(rejected),
      (token) => requestAuthorizerList(wechatApi(this.#config), componentAppid, token, offset),
    );
    if (!answer.ok) {
      await this.#retryLater(answer.failure.failure);
      return null;
    }
    const page: Page = { list: answer.value.list, askedAt, imported: false };
    this.ctx.storage.transactionSync(() => {
      kv.put("page", page);
      kv.put("attempt", 0);
      this.#save({ ...this.progress(), total: answer.value.total });
    });
    return page;
  }

  async #import(page: Page): Promise<void> {
    const { componentAppid } = this.#config;
    const byShard: ListedAuthorizer[][] = Array.from({ length: SHARD_COUNT }, () => []);
    for (const item of page.list) byShard[shardOf(item.authorizerAppid)]?.push(item);
    const counts = await Promise.all(
      allShards(this.env, componentAppid).map((shard, index) => shard.importListed(byShard[index] ?? [], page.askedAt)),
    );
    this.ctx.storage.transactionSync(() => {
      const progress = this.progress();
      for (const { added, updated, skipped } of counts) {
        progress.added += added;
        progress.updated += updated;
        progress.done += added + updated + skipped;
      }
      this.#save(progress);
      this.ctx.storage.kv.put("page", { ...page, imported: true });
    });
  }

  /** Lets every shard ask for the profiles that are due, until none is. @returns the platform's trouble, if it met any */
  async #describe(): Promise<CredentialFailure | null> {
    const troubles = await Promise.all(
      allShards(this.env, this.#config.componentAppid).map(async (shard) => {
        for (;;) {
          const { failed, remaining, trouble } = await shard.describeDue(PROFILES_PER_CALL);
          if (failed > 0) this.#save({ ...this.progress(), failed: this.progress().failed + failed });
          if (remaining === 0 || trouble !== null) return trouble;
        }
      }),
    );
    return troubles.find((trouble) => trouble !== null) ?? null;
  }

  async #retryLater(failure: CredentialFailure): Promise<void> {
    const attempt = this.ctx.storage.kv.get<number>("attempt") ?? 0;
    const afterMs = RETRY_AFTER_MS[attempt];
    if (afterMs === undefined) {
      this.#save({ ...this.progress(), state: "failed", finishedAt: Date.now(), failure });
      log("warn", "the sync stopped", { code: failure.code });
      return;
    }
    this.ctx.storage.kv.put("attempt", attempt + 1);
    await this.ctx.storage.setAlarm(Date.now() + afterMs);
  }

  #save(progress: SyncProgress): void {
    this.ctx.storage.kv.put("progress", progress);
  }
}
