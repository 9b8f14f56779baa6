import { log } from "../log.ts";
import { requestAuthorizerInfo } from "../wechat/authorizer-info.ts";
import type { WechatApi } from "../wechat/call.ts";
import { rejectsCode } from "../wechat/failure.ts";
import { requestQueryAuth } from "../wechat/query-auth.ts";
import { isReleaseCheckAccount } from "../wechat/release-check.ts";
import { fail, ok, type Result } from "../wechat/result.ts";
import { findListed } from "./authorizer-search.ts";
import { callWithToken, type TokenCallFailure, type TokenSource } from "./call-with-token.ts";
import type { ComponentLedger, ExchangeRow, LinkPurpose } from "./component-ledger.ts";
import type { CredentialFailure } from "./failure.ts";
import { type Grant, grantOf } from "./grant.ts";
import { sha256Hex } from "./sha256.ts";

export interface ExchangeRequest {
  code: string;
  /** SHA-256 of the pre_auth_code: what joins the event and the callback of one authorization. */
  preAuthHash: string | null;
  /** Named by the event; the callback does not know it. */
  authorizerAppid: string | null;
}

export interface Exchange {
  codeHash: string;
  authorizerAppid: string;
  /** Null when the shard has it already. */
  grant: Grant | null;
  purpose: LinkPurpose | null;
}

interface Deps {
  ledger: ComponentLedger;
  api: WechatApi;
  componentAppid: string;
  componentToken: TokenSource;
}

type Outcome = Result<Exchange, CredentialFailure>;

/** Codes that may come to nothing for one visit: a browser has one, a guesser has many. */
const CODES_PER_VISIT = 5;
const CODE_INVALID: CredentialFailure = {
  code: "wechat_error",
  wechat: { errcode: 61009, errmsg: "code is invalid" },
};

/** Clocks differ: an authorization may seem to be this much older than the question that its answer got lost of. */
const CLOCK_SLACK_MS = 10 * 60_000;
/** By which an exchange may seem older than the authorization that it was for. */
const EXCHANGE_SLACK_MS = 60_000;

/**
 * Spends authorization codes, each once, and loses none: what is asked is written down before, what was granted stays
 * until its shard has it, and an answer that got lost is looked up elsewhere (I3, I5).
 */
export class CodeExchange {
  readonly #inFlight = new Map<string, { codeHash: string; outcome: Promise<Outcome> }>();
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The same code, and another code of the same pre_auth_code, find the work done or join it. */
  async exchange(request: ExchangeRequest): Promise<Outcome> {
    const codeHash = await sha256Hex(request.code);
    for (;;) {
      const done = this.#finished(codeHash, request);
      if (done !== null) {
        this.#forgetSuperseded(codeHash);
        return ok(done);
      }
      const running = this.#inFlight.get(codeHash) ?? this.#inFlight.get(request.preAuthHash ?? codeHash);
      if (running === undefined) break;
      const outcome = await running.outcome;
      // What another code of this authorization came to nothing with, this one may still do.
      if (outcome.ok || running.codeHash === codeHash) return outcome;
    }
    if (this.#isGuessing(codeHash, request)) return fail(CODE_INVALID);
    const keys = [codeHash, request.preAuthHash ?? codeHash];
    const outcome = this.#ask(codeHash, request).finally(() => {
      for (const key of keys) this.#inFlight.delete(key);
    });
    for (const key of keys) this.#inFlight.set(key, { codeHash, outcome });
    return outcome;
  }

  #finished(codeHash: string, { preAuthHash, authorizerAppid }: ExchangeRequest): Exchange | null {
    const { ledger } = this.#deps;
    const own = ledger.exchangeByCode(codeHash);
    const row =
      own !== null && (own.state === "granted" || own.state === "carried")
        ? own
        : ledger.exchangeByPreAuth(preAuthHash);
    if (row === null || row.authorizerAppid === null) return null;
    if (authorizerAppid !== null && authorizerAppid !== row.authorizerAppid) return null;
    return {
      codeHash: row.codeHash,
      authorizerAppid: row.authorizerAppid,
      grant: row.grant,
      purpose: ledger.purposeOf(row.preAuthHash ?? preAuthHash),
    };
  }

  /** Another code has done the work of this one, whose own answer never came: nothing is left to ask. */
  #forgetSuperseded(codeHash: string): void {
    const { ledger } = this.#deps;
    const own = ledger.exchangeByCode(codeHash);
    if (own?.state === "asking" || own?.state === "waiting") ledger.putExchange({ ...own, code: "", state: "refused" });
  }

  /** Only a browser can guess: what an event says is WeChat's own. */
  #isGuessing(codeHash: string, { preAuthHash, authorizerAppid }: ExchangeRequest): boolean {
    if (preAuthHash === null || authorizerAppid !== null) return false;
    const others = this.#deps.ledger.fruitlessCodes(preAuthHash).filter((other) => other !== codeHash);
    return others.length >= CODES_PER_VISIT;
  }

  async #ask(codeHash: string, request: ExchangeRequest): Promise<Outcome> {
    const { ledger, api, componentAppid, componentToken } = this.#deps;
    const before = ledger.exchangeByCode(codeHash);
    const answerWasLost = before?.state === "asking";
    const row: ExchangeRow = {
      ...request,
      authorizerAppid: request.authorizerAppid ?? before?.authorizerAppid ?? null,
      codeHash,
      state: "asking",
      grant: null,
      askedAt: answerWasLost ? before.askedAt : Date.now(),
    };
    ledger.putExchange(row);

    const askedAt = Date.now();
    const answer = await callWithToken(componentToken, (token) =>
      requestQueryAuth(api, componentAppid, token, request.code),
    );
    if (answer.ok) return this.#granted(row, grantOf(answer.value, askedAt));
    const { failure } = answer.failure;
    if (failure.code === "wechat_error" && rejectsCode(failure) && (answerWasLost || row.authorizerAppid !== null)) {
      return this.#recover(row, failure);
    }
    return this.#failed(row, answer.failure, answerWasLost);
  }

  /**
   * The code is spent, perhaps by a question of ours whose answer got lost. WeChat still tells the refresh token: by the
   * account where it is known, else by the list of all that authorize.
   */
  async #recover(row: ExchangeRow, refusal: CredentialFailure): Promise<Outcome> {
    const { api, componentAppid, componentToken } = this.#deps;
    const grantedAt = Date.now();
    if (row.authorizerAppid !== null) {
      const { authorizerAppid } = row;
      const info = await callWithToken(componentToken, (token) =>
        requestAuthorizerInfo(api, componentAppid, token, authorizerAppid),
      );
      if (!info.ok) return this.#failed(row, info.failure);
      let refreshToken = info.value.authorizerRefreshToken;
      if (refreshToken === null) {
        const listed = await findListed(this.#deps, (item) => item.authorizerAppid === authorizerAppid);
        if (!listed.ok) return this.#failed(row, listed.failure);
        refreshToken = listed.value[0]?.refreshToken ?? null;
      }
      return this.#granted(row, recovered(authorizerAppid, refreshToken, info.value.funcInfo, grantedAt));
    }

    const listed = await findListed(
      this.#deps,
      (item) =>
        item.refreshToken !== null &&
        !isReleaseCheckAccount(item.authorizerAppid) &&
        item.authorizedAt >= row.askedAt - CLOCK_SLACK_MS &&
        !this.#deps.ledger.exchangedSince(item.authorizerAppid, item.authorizedAt - EXCHANGE_SLACK_MS),
    );
    if (!listed.ok) return this.#failed(row, listed.failure);
    // Each of these did authorize, so each is kept. But whoever came here has only said so: which visit and which tenant an
    // account belongs to is for WeChat's event to say, and nothing of it is shown here.
    for (const item of listed.value) {
      const grant = recovered(item.authorizerAppid, item.refreshToken, null, grantedAt);
      const codeHash = `listed:${item.authorizerAppid}`;
      this.#granted({ ...row, codeHash, code: "", preAuthHash: null }, grant);
    }
    return this.#failed(row, { failure: refusal, platform: false });
  }

  #granted(row: ExchangeRow, grant: Grant): Outcome {
    const { ledger } = this.#deps;
    const { authorizerAppid } = grant;
    ledger.putExchange({ ...row, authorizerAppid, state: "granted", grant });
    return ok({ codeHash: row.codeHash, authorizerAppid, grant, purpose: ledger.purposeOf(row.preAuthHash) });
  }

  /**
   * An answer that did not come leaves the row as it is, for the next cron: the code may be spent. With the platform's own
   * trouble it is not, and waits. A refusal ends it.
   */
  #failed(row: ExchangeRow, { failure, platform }: TokenCallFailure, answerWasLost = true): Outcome {
    if (platform) {
      this.#deps.ledger.putExchange({ ...row, state: answerWasLost ? "asking" : "waiting" });
    } else if (failure.code !== "wechat_unavailable") {
      this.#deps.ledger.putExchange({ ...row, code: "", state: "refused" });
      log("warn", "an authorization code was refused", { code: failure.code, authorizer: row.authorizerAppid });
    }
    return fail(failure);
  }
}

function recovered(
  authorizerAppid: string,
  authorizerRefreshToken: string | null,
  funcInfo: number[] | null,
  grantedAt: number,
): Grant {
  return { authorizerAppid, authorizerAccessToken: null, authorizerRefreshToken, funcInfo, grantedAt };
}
