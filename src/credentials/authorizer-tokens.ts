import { log } from "../log.ts";
import { type JsapiTicketType, requestJsapiTicket } from "../wechat/jsapi-ticket.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { askForToken, type ComponentAccess, failedRow, refreshable, refreshedRow } from "./authorizer-refresh.ts";
import type { AuthorizerStore } from "./authorizer-store.ts";
import { callWithToken, type TokenCallFailure } from "./call-with-token.ts";
import type { CredentialFailure } from "./failure.ts";
import { authorizerDueShare, type TokenRecord, tokenRecord } from "./token.ts";
import { type HeldToken, TokenKeeper } from "./token-keeper.ts";

/** The tokens of a shard's authorizers, and their tickets for the JS-SDK: each bought once for all who wait for it (I2). */
export class AuthorizerTokens {
  readonly #store: AuthorizerStore;
  readonly #component: ComponentAccess;
  readonly #keeper = new TokenKeeper<TokenCallFailure>();

  constructor(store: AuthorizerStore, component: ComponentAccess) {
    this.#store = store;
    this.#component = component;
  }

  /** @param rejected the token that WeChat refused */
  get(authorizerAppid: string, rejected?: string): Promise<Result<TokenRecord, CredentialFailure>> {
    return this.#get(authorizerAppid, authorizerAppid, this.#token(authorizerAppid), rejected);
  }

  /** @param rejected the ticket that WeChat refused */
  getTicket(
    authorizerAppid: string,
    type: JsapiTicketType,
    rejected?: string,
  ): Promise<Result<TokenRecord, CredentialFailure>> {
    return this.#get(`${authorizerAppid}:${type}`, authorizerAppid, this.#ticket(authorizerAppid, type), rejected);
  }

  /** For sweeps. @returns null when the token is not due any more */
  replaceIfDue(authorizerAppid: string): Promise<Result<TokenRecord, TokenCallFailure> | null> {
    return this.#keeper.replaceIfDue(authorizerAppid, this.#token(authorizerAppid));
  }

  /** A new authorization: what failed before it says nothing any more. */
  forgetFailure(authorizerAppid: string): void {
    this.#keeper.forgetFailure(authorizerAppid);
  }

  async #get(
    key: string,
    authorizerAppid: string,
    held: HeldToken<TokenCallFailure>,
    rejected?: string,
  ): Promise<Result<TokenRecord, CredentialFailure>> {
    const row = refreshable(this.#store.get(authorizerAppid));
    if (!row.ok) return row;
    const token = await this.#keeper.get(key, held, rejected);
    return token.ok ? token : fail(token.failure.failure);
  }

  #token(authorizerAppid: string): HeldToken<TokenCallFailure> {
    return {
      load: () => this.#store.get(authorizerAppid)?.token ?? null,
      markDue: () => {
        const row = this.#store.get(authorizerAppid);
        if (row?.token) this.#store.put({ ...row, token: { ...row.token, dueAt: Date.now() } });
      },
      replace: () => this.#replaceToken(authorizerAppid),
    };
  }

  async #replaceToken(authorizerAppid: string): Promise<Result<TokenRecord, TokenCallFailure>> {
    const before = refreshable(this.#store.get(authorizerAppid));
    if (!before.ok) return fail({ failure: before.failure, platform: false });
    const askedAt = Date.now();
    const answer = await askForToken(this.#component, before.value);

    const current = refreshable(this.#store.get(authorizerAppid));
    if (!current.ok) return fail({ failure: current.failure, platform: false });
    const row = current.value;
    if (answer.ok ? row.grantedAt !== before.value.grantedAt : row.generation !== before.value.generation) {
      // Authorized anew meanwhile. Which of two tokens is the later one only WeChat knows, so the stored one is due.
      if (row.token === null || row.token.value === before.value.token?.value)
        return this.#replaceToken(authorizerAppid);
      if (answer.ok) await this.#store.save({ ...row, token: { ...row.token, dueAt: Date.now() } });
      return ok(row.token);
    }
    if (!answer.ok) {
      const { code } = answer.failure.failure;
      log("warn", "an authorizer's token could not be refreshed", { authorizer: authorizerAppid, code });
      const failed = failedRow(row, answer.failure, Date.now());
      if (failed !== null) await this.#store.save(failed);
      return answer;
    }
    const refreshed = refreshedRow(row, answer.value, askedAt);
    await this.#store.save(refreshed);
    return ok(refreshed.token);
  }

  #ticket(authorizerAppid: string, type: JsapiTicketType): HeldToken<TokenCallFailure> {
    const load = () => this.#store.get(authorizerAppid)?.jsapiTickets[type] ?? null;
    const save = (ticket: TokenRecord) => {
      const row = this.#store.get(authorizerAppid);
      if (row?.status !== "authorized") return;
      this.#store.put({ ...row, jsapiTickets: { ...row.jsapiTickets, [type]: ticket } });
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
          (rejected) => this.get(authorizerAppid, rejected),
          (token) => requestJsapiTicket(this.#component.api, token, type),
        );
        if (!answer.ok) return answer;
        const ticket = tokenRecord(answer.value, askedAt, authorizerDueShare());
        const row = refreshable(this.#store.get(authorizerAppid));
        if (!row.ok) return fail({ failure: row.failure, platform: false });
        save(ticket);
        return ok(ticket);
      },
    };
  }
}
