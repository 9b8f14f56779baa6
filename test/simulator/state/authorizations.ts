import type { Account } from "./accounts.ts";
import type { Random } from "./random.ts";

/** What one account has granted the component, from its authorization until it takes it back. */
export interface Authorization {
  account: Account;
  funcIds: number[];
  authorizedAt: number;
  revoked: boolean;
  refreshToken: string;
  /** Whether a code of it was ever exchanged: until then api_get_authorizer_list shows no refresh token. */
  exchanged: boolean;
  /** voice_recognize and its siblings. */
  options: Record<string, string>;
}

export type AuthorizationChange = "authorized" | "updateauthorized" | "unchanged";

export class Authorizations {
  #random: Random;
  #now: () => number;
  #current = new Map<string, Authorization>();
  /** What api_get_authorizer_list pages through; rebuilt after a change. */
  #listed: Authorization[] | null = null;

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  get(appid: string): Authorization | undefined {
    return this.#current.get(appid);
  }

  /** A new grant has a new refresh token; changing the permission sets of an old one keeps it. */
  grant(account: Account, funcIds: number[]): { authorization: Authorization; change: AuthorizationChange } {
    const existing = this.#current.get(account.appid);
    if (existing !== undefined) {
      const unchanged = sameSets(existing.funcIds, funcIds);
      existing.funcIds = funcIds;
      return { authorization: existing, change: unchanged ? "unchanged" : "updateauthorized" };
    }
    const authorization: Authorization = {
      account,
      funcIds,
      authorizedAt: this.#now(),
      revoked: false,
      refreshToken: this.newRefreshToken(),
      exchanged: false,
      options: { location_report: "0", voice_recognize: "0", customer_service: "0" },
    };
    this.#current.set(account.appid, authorization);
    this.#listed = null;
    return { authorization, change: "authorized" };
  }

  revoke(appid: string): Authorization | undefined {
    const authorization = this.#current.get(appid);
    if (authorization === undefined) return undefined;
    authorization.revoked = true;
    this.#current.delete(appid);
    this.#listed = null;
    return authorization;
  }

  newRefreshToken(): string {
    return `refreshtoken@@@${this.#random.text(43)}`;
  }

  get size(): number {
    return this.#current.size;
  }

  listed(): Authorization[] {
    this.#listed ??= [...this.#current.values()];
    return this.#listed;
  }
}

function sameSets(left: number[], right: number[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}
