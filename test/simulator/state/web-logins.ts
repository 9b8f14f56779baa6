import type { Random } from "./random.ts";

/** The two things a user's login is good for: a web page of an official account, or a mini program. */
export interface Login {
  appid: string;
  openid: string;
  scope: string;
}

const CODE_LIFETIME_MS = 300_000;
/** A web login's refresh token lives thirty days; it is not the authorizer_refresh_token. */
const REFRESH_LIFETIME_MS = 30 * 86_400_000;

type Use = "code" | "refresh_token";

/** Codes of web logins (网页授权) and of wx.login, and what they were exchanged for. */
export class WebLogins {
  #random: Random;
  #now: () => number;
  #known = new Map<string, { login: Login; use: Use; expiresAt: number }>();

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  issueCode(login: Login): string {
    return this.#issue(login, "code", this.#random.text(32), CODE_LIFETIME_MS);
  }

  issueRefreshToken(login: Login): string {
    return this.#issue(
      login,
      "refresh_token",
      `${this.#random.digits(2)}_${this.#random.text(86)}`,
      REFRESH_LIFETIME_MS,
    );
  }

  newSecret(): string {
    return this.#random.text(86);
  }

  newSessionKey(): string {
    return `${this.#random.text(22)}==`;
  }

  newOpenid(): string {
    return `o${this.#random.text(27)}`;
  }

  /** A code is spent by looking at it; a refresh token is not. */
  redeem(value: string, use: Use, appid: string): Login | null {
    const known = this.#known.get(value);
    if (known === undefined || known.use !== use || known.login.appid !== appid) return null;
    if (use === "code") this.#known.delete(value);
    return this.#now() < known.expiresAt ? known.login : null;
  }

  #issue(login: Login, use: Use, value: string, lifetimeMs: number): string {
    this.#known.set(value, { login, use, expiresAt: this.#now() + lifetimeMs });
    return value;
  }
}
