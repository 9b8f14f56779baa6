import type { AuthorizationEvent, OtherEvent } from "../wechat/component-event.ts";
import type { Grant } from "./grant.ts";

/** What an authorization link was for. */
export interface LinkPurpose {
  tenant: string | null;
  returnTo: string | null;
  authType: number;
  /** The issued link that it came by, for the operator to see what became of it. */
  linkId?: string | null;
}

/** An event as it is shown; times are ms, but `createTime`, WeChat's whole seconds. */
export interface RecordedEvent {
  id: number;
  infoType: string;
  createTime: number;
  authorizerAppid: string | null;
  receivedAt: number;
  /** When it was dealt with; null while it is still to be. */
  settledAt: number | null;
  /** As WeChat wrote it, without ticket and codes; null where it was not kept. */
  xml: string | null;
}

/**
 * The exchange of one authorization code. `asking` is written before WeChat is asked, so that an answer that got lost is
 * known of; `waiting` was not spent, for the platform's own trouble; `granted` has the tokens until their shard has them (an outbox); `carried` is done; `refused` is final.
 */
export interface ExchangeRow {
  codeHash: string;
  code: string;
  preAuthHash: string | null;
  authorizerAppid: string | null;
  state: "asking" | "waiting" | "granted" | "carried" | "refused";
  grant: Grant | null;
  askedAt: number;
}

/** How long the ledger remembers: WeChat's codes live an hour, its retries of a push less. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** What `ComponentCredentials` writes down beside its two tokens. Codes are found by their SHA-256. */
export class ComponentLedger {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS pre_auth_codes (
        hash TEXT PRIMARY KEY, tenant TEXT, return_to TEXT, auth_type INTEGER NOT NULL, created_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS exchanges (
        code_hash TEXT PRIMARY KEY, code TEXT NOT NULL, pre_auth_hash TEXT, authorizer_appid TEXT,
        state TEXT NOT NULL, granted TEXT, asked_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS events (
        id INTEGER PRIMARY KEY, info_type TEXT NOT NULL, create_time INTEGER NOT NULL, authorizer_appid TEXT,
        event TEXT NOT NULL, received_at INTEGER NOT NULL, settled_at INTEGER,
        UNIQUE (authorizer_appid, create_time, info_type)
      );
      CREATE TABLE IF NOT EXISTS event_texts (event_id INTEGER PRIMARY KEY, xml TEXT NOT NULL);
    `);
  }

  putPreAuthCode(hash: string, purpose: LinkPurpose): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO pre_auth_codes VALUES (?, ?, ?, ?, ?)",
      hash,
      purpose.tenant,
      purpose.returnTo,
      purpose.authType,
      Date.now(),
    );
  }

  purposeOf(preAuthHash: string | null): LinkPurpose | null {
    const row = this.#sql
      .exec<{ tenant: string | null; return_to: string | null; auth_type: number }>(
        "SELECT tenant, return_to, auth_type FROM pre_auth_codes WHERE hash = ?",
        preAuthHash,
      )
      .toArray()[0];
    return row === undefined ? null : { tenant: row.tenant, returnTo: row.return_to, authType: row.auth_type };
  }

  exchangeByCode(codeHash: string): ExchangeRow | null {
    return this.#exchanges("code_hash = ?", codeHash)[0] ?? null;
  }

  /** The exchange that a pre_auth_code led to, if one succeeded. */
  exchangeByPreAuth(preAuthHash: string | null): ExchangeRow | null {
    return this.#exchanges("pre_auth_hash = ? AND state IN ('granted', 'carried')", preAuthHash)[0] ?? null;
  }

  /** True when an exchange for this authorizer, asked since then, has succeeded. */
  exchangedSince(authorizerAppid: string, since: number): boolean {
    const where = "authorizer_appid = ? AND asked_at >= ? AND state IN ('granted', 'carried') LIMIT 1";
    return this.#exchanges(where, authorizerAppid, since).length > 0;
  }

  /** Hashes of the codes that have come to nothing, or to nothing yet, for one pre_auth_code. */
  fruitlessCodes(preAuthHash: string): string[] {
    const where = "pre_auth_hash = ? AND state IN ('asking', 'waiting', 'refused')";
    return this.#exchanges(where, preAuthHash).map(({ codeHash }) => codeHash);
  }

  /** What got stuck: asked without an answer, or granted and not carried to its shard, since before `before`. */
  stuckExchanges(before: number, limit: number): ExchangeRow[] {
    return this.#exchanges(
      "state IN ('asking', 'waiting', 'granted') AND asked_at < ? ORDER BY state <> 'granted', asked_at LIMIT ?",
      before,
      limit,
    );
  }

  #exchanges(where: string, ...bindings: (string | number | null)[]): ExchangeRow[] {
    return this.#sql
      .exec<{
        code_hash: string;
        code: string;
        pre_auth_hash: string | null;
        authorizer_appid: string | null;
        state: ExchangeRow["state"];
        granted: string | null;
        asked_at: number;
      }>(`SELECT * FROM exchanges WHERE ${where}`, ...bindings)
      .toArray()
      .map((row) => ({
        codeHash: row.code_hash,
        code: row.code,
        preAuthHash: row.pre_auth_hash,
        authorizerAppid: row.authorizer_appid,
        state: row.state,
        grant: row.granted === null ? null : (JSON.parse(row.granted) as Grant),
        askedAt: row.asked_at,
      }));
  }

  putExchange(row: ExchangeRow): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?)",
      row.codeHash,
      row.code,
      row.preAuthHash,
      row.authorizerAppid,
      row.state,
      row.grant === null ? null : JSON.stringify(row.grant),
      row.askedAt,
    );
  }

  /** The shard has the tokens: the ledger forgets them, and the code. */
  markCarried(codeHash: string): void {
    this.#sql.exec(
      "UPDATE exchanges SET state = 'carried', granted = NULL, code = '' WHERE code_hash = ? AND state = 'granted'",
      codeHash,
    );
  }

  /**
   * @param xml without its secrets, to be shown
   * @returns the event's id, and whether it was dealt with before (WeChat's repeat of the same push)
   */
  recordEvent(event: AuthorizationEvent | OtherEvent, xml: string | null = null): { id: number; settled: boolean } {
    const name = event.infoType === "other" ? event.name : event.infoType;
    const appid = event.infoType === "other" ? null : event.authorizerAppid;
    const known = this.#sql
      .exec<{ id: number; settled_at: number | null }>(
        // One about no authorizer has nothing but its fields to be told apart by.
        `SELECT id, settled_at FROM events
         WHERE authorizer_appid IS ?1 AND create_time = ?2 AND info_type = ?3 AND (?1 IS NOT NULL OR event = ?4)`,
        appid,
        event.createTime,
        name,
        JSON.stringify(event),
      )
      .toArray()[0];
    if (known !== undefined) return { id: known.id, settled: known.settled_at !== null };
    const now = Date.now();
    const { id } = this.#sql
      .exec<{ id: number }>(
        `INSERT INTO events (info_type, create_time, authorizer_appid, event, received_at, settled_at)
         VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
        name,
        event.createTime,
        appid,
        JSON.stringify(event),
        now,
        event.infoType === "other" ? now : null,
      )
      .one();
    if (xml !== null) this.#sql.exec("INSERT INTO event_texts VALUES (?, ?)", id, xml);
    return { id, settled: false };
  }

  settleEvent(id: number): void {
    this.#sql.exec("UPDATE events SET settled_at = ? WHERE id = ?", Date.now(), id);
  }

  unsettledEvents(before: number, limit: number): { id: number; event: AuthorizationEvent }[] {
    return this.#sql
      .exec<{ id: number; event: string }>(
        "SELECT id, event FROM events WHERE settled_at IS NULL AND received_at < ? ORDER BY id LIMIT ?",
        before,
        limit,
      )
      .toArray()
      .map((row) => ({ id: row.id, event: JSON.parse(row.event) as AuthorizationEvent }));
  }

  /**
   * Events, the newest first.
   * @param before an id, for the page after the one that ended with it
   */
  events(filter: { authorizerAppid: string | null; before: number | null }, limit: number): RecordedEvent[] {
    return this.#sql
      .exec<{
        id: number;
        info_type: string;
        create_time: number;
        authorizer_appid: string | null;
        received_at: number;
        settled_at: number | null;
        xml: string | null;
      }>(
        `SELECT id, info_type, create_time, authorizer_appid, received_at, settled_at, xml
         FROM events LEFT JOIN event_texts ON event_id = id
         WHERE id < coalesce(?1, 9e15) AND (?2 IS NULL OR authorizer_appid = ?2) ORDER BY id DESC LIMIT ?3`,
        filter.before,
        filter.authorizerAppid,
        limit,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        infoType: row.info_type,
        createTime: row.create_time,
        authorizerAppid: row.authorizer_appid,
        receivedAt: row.received_at,
        settledAt: row.settled_at,
        xml: row.xml,
      }));
  }

  forgetOld(now: number): void {
    const before = now - KEPT_MS;
    this.#sql.exec("DELETE FROM pre_auth_codes WHERE created_at < ?", before);
    this.#sql.exec("DELETE FROM exchanges WHERE asked_at < ?", before);
    this.#sql.exec("DELETE FROM events WHERE received_at < ?", before);
    this.#sql.exec("DELETE FROM event_texts WHERE event_id NOT IN (SELECT id FROM events)");
  }
}
