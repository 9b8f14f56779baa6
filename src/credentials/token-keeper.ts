import { ok, type Result } from "../wechat/result.ts";
import type { TokenRecord } from "./token.ts";

/** A credential that a Durable Object holds, and how it gets a new one. */
export interface HeldToken<Failure> {
  /** The stored token, if there is one that may be served. */
  load(): TokenRecord | null;
  /** Makes the stored token due, durably: should this object die while WeChat replaces it, the next one asks again. */
  markDue(): void;
  /** Asks WeChat, and stores and publishes what came. */
  replace(): Promise<Result<TokenRecord, Failure>>;
}

/** How long a failure answers for further calls, so that a crowd of readers costs WeChat one. */
const FAILURE_MEMORY_MS = 3_000;

/**
 * The rule by which every token is handed out and replaced. It lives in the memory of the one Durable Object that holds
 * the token, so "in flight" means in flight anywhere.
 */
export class TokenKeeper<Failure> {
  readonly #inFlight = new Map<string, Promise<Result<TokenRecord, Failure>>>();
  readonly #failed = new Map<string, { failure: Failure; until: number }>();

  /**
   * @param key names the token among those of this object
   * @param rejected the token that WeChat refused, when a caller saw that happen; it is not handed out again
   */
  async get(key: string, held: HeldToken<Failure>, rejected?: string): Promise<Result<TokenRecord, Failure>> {
    const stored = held.load();
    if (stored !== null && stored.value !== rejected && Date.now() < stored.dueAt) return ok(stored);

    const joined = this.#inFlight.has(key);
    let replaced = await this.#replaceOnce(key, held, stored);
    // What another's replacement ended with may be the very token that this caller saw refused.
    if (joined && replaced.ok && replaced.value.value === rejected)
      replaced = await this.#replaceOnce(key, held, held.load());
    if (replaced.ok) return replaced;
    // WeChat can't be had just now; a token that is due, but not expired, still works.
    const still = held.load();
    const serves = still !== null && still.value !== rejected && Date.now() < still.expiresAt;
    return serves ? ok(still) : replaced;
  }

  /** For sweeps: replaces the token if it is due, and says how that went. @returns null when it is not due */
  async replaceIfDue(key: string, held: HeldToken<Failure>): Promise<Result<TokenRecord, Failure> | null> {
    const stored = held.load();
    return stored !== null && Date.now() < stored.dueAt ? null : this.#replaceOnce(key, held, stored);
  }

  /** Forgets a remembered failure, when what it came from has changed. */
  forgetFailure(key: string): void {
    this.#failed.delete(key);
  }

  #replaceOnce(
    key: string,
    held: HeldToken<Failure>,
    stored: TokenRecord | null,
  ): Promise<Result<TokenRecord, Failure>> {
    const running = this.#inFlight.get(key);
    if (running !== undefined) return running;

    const failed = this.#failed.get(key);
    if (failed !== undefined && Date.now() < failed.until) {
      return Promise.resolve({ ok: false, failure: failed.failure });
    }
    if (stored !== null && Date.now() < stored.dueAt) held.markDue();
    const flight = held
      .replace()
      .then((result) => {
        if (result.ok) this.#failed.delete(key);
        else this.#failed.set(key, { failure: result.failure, until: Date.now() + FAILURE_MEMORY_MS });
        return result;
      })
      .finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, flight);
    return flight;
  }
}
