import { log } from "../log.ts";
import type { TokenRecord } from "./token.ts";

/** The least that Workers KV takes: https://developers.cloudflare.com/kv/api/write-key-value-pairs/ */
const MIN_TTL_SECONDS = 60;
/** KV takes one write a second for a key; a withdrawal that came too soon after a publication is tried again. */
const RETRY_MS = 1_100;
const WITHDRAW_ATTEMPTS = 3;

export const copyKey = {
  ticket: (component: string) => `${component}:component_verify_ticket`,
  componentToken: (component: string) => `${component}:component_access_token`,
  preAuthCode: (component: string, code: string) => `${component}:pre_auth_code:${code}`,
  authorizerToken: (component: string, authorizer: string) => `${component}:authorizer_access_token:${authorizer}`,
};

/**
 * Publishes copies of what a Durable Object holds to Workers KV. The object has the truth, so nothing that goes wrong
 * here fails anything: it is logged, and readers ask the object.
 */
export class Copies {
  readonly #kv: KVNamespace;
  /** What is under way for a key: KV promises no order, so one write waits for the one before it. */
  readonly #pending = new Map<string, Promise<unknown>>();

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  publishToken(key: string, token: TokenRecord): Promise<void> {
    return this.publish(key, JSON.stringify(token), token.expiresAt);
  }

  async publish(key: string, value: string, expiresAt: number): Promise<void> {
    await this.#inOrder(key, async () => {
      const secondsLeft = Math.floor((expiresAt - Date.now()) / 1000);
      try {
        await this.#kv.put(key, value, { expirationTtl: Math.max(MIN_TTL_SECONDS, secondsLeft) });
      } catch (error) {
        log("warn", "a copy could not be published", { copy: kindOf(key), error: reasonOf(error, key) });
        // The one before it may be superseded, and none is better: the holder then answers. Deletions are counted apart.
        await this.#kv.delete(key).catch(() => log("warn", "nor withdrawn", { copy: kindOf(key) }));
      }
    });
  }

  /** @returns false when the copy may still be there */
  withdraw(key: string): Promise<boolean> {
    return this.#inOrder(key, async () => {
      for (let attempt = 1; attempt <= WITHDRAW_ATTEMPTS; attempt++) {
        try {
          await this.#kv.delete(key);
          return true;
        } catch (error) {
          log("warn", "a copy could not be withdrawn", { copy: kindOf(key), attempt, error: reasonOf(error, key) });
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
      return false;
    });
  }

  #inOrder<T>(key: string, write: () => Promise<T>): Promise<T> {
    const turn = (this.#pending.get(key) ?? Promise.resolve()).then(write);
    this.#pending.set(key, turn);
    const done = () => {
      if (this.#pending.get(key) === turn) this.#pending.delete(key);
    };
    turn.then(done, done);
    return turn;
  }
}

/** A key may hold a pre_auth_code, so a log line gets only its kind. */
function kindOf(key: string): string {
  return key.split(":")[1] ?? "";
}

function reasonOf(error: unknown, key: string): string {
  return String(error).replaceAll(key, "…");
}
