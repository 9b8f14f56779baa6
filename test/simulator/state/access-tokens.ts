import type { Authorization } from "./authorizations.ts";
import type { Random } from "./random.ts";
import type { Settings } from "./settings.ts";

/** Whose token it is: the component's own, or one it got for an authorizer. */
export interface AccessToken {
  kind: "component" | "authorizer";
  value: string;
  appid: string;
  /** The grant an authorizer's token belongs to; it dies with it. */
  authorization: Authorization | null;
  issuedAt: number;
  expiresAt: number;
  /** From when on it no longer counts as latest: Infinity until it is replaced. */
  replacedAt: number;
}

export type TokenState = "valid" | "expired" | "not_latest" | "unknown";

/** Expired tokens are remembered for a while, because WeChat calls them expired (42001) rather than unknown (40001). */
const REMEMBERED_PER_HOLDER = 4;

/** Every access token handed out. A replaced one works on for the overlap; only the newest lives its whole life. */
export class AccessTokens {
  #settings: Settings;
  #random: Random;
  #known = new Map<string, AccessToken>();
  #byHolder = new Map<string, AccessToken[]>();

  constructor(settings: Settings, random: Random) {
    this.#settings = settings;
    this.#random = random;
  }

  issueComponentToken(): AccessToken {
    const { componentAppid, lifetimes } = this.#settings;
    return this.#issue("component", componentAppid, null, lifetimes.componentAccessToken, lifetimes.componentOverlap);
  }

  issueAuthorizerToken(authorization: Authorization): AccessToken {
    const { lifetimes } = this.#settings;
    const appid = authorization.account.appid;
    return this.#issue("authorizer", appid, authorization, lifetimes.authorizerAccessToken, lifetimes.overlap);
  }

  find(value: string): AccessToken | undefined {
    return this.#known.get(value);
  }

  state(value: string): TokenState {
    const token = this.#known.get(value);
    const now = this.#settings.now();
    if (token === undefined) return "unknown";
    if (now >= token.expiresAt) return "expired";
    return now >= token.replacedAt ? "not_latest" : "valid";
  }

  /** Kills tokens at once and without overlap, as a leak or an operator's mistake would. */
  invalidate(appid: string): void {
    for (const token of this.#byHolder.get(appid) ?? [])
      token.replacedAt = Math.min(token.replacedAt, this.#settings.now());
  }

  latest(appid: string): AccessToken | undefined {
    return this.#byHolder.get(appid)?.at(-1);
  }

  #issue(
    kind: AccessToken["kind"],
    appid: string,
    authorization: Authorization | null,
    lifetimeSeconds: number,
    overlapSeconds: number,
  ): AccessToken {
    const now = this.#settings.now();
    const token: AccessToken = {
      kind,
      value: `${this.#random.digits(2)}_${this.#random.text(kind === "component" ? 107 : 133)}`,
      appid,
      authorization,
      issuedAt: now,
      expiresAt: now + lifetimeSeconds * 1000,
      replacedAt: Number.POSITIVE_INFINITY,
    };
    const held = this.#byHolder.get(appid) ?? [];
    for (const older of held) older.replacedAt = Math.min(older.replacedAt, now + overlapSeconds * 1000);
    held.push(token);
    const forgotten = held.length > REMEMBERED_PER_HOLDER ? held.shift() : undefined;
    if (forgotten !== undefined) this.#known.delete(forgotten.value);
    this.#byHolder.set(appid, held);
    this.#known.set(token.value, token);
    return token;
  }
}
