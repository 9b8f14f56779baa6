import type { AccountType } from "../wechat/account-type.ts";
import { type AuthorizerRow, type AuthorizerStatus, newAuthorizer } from "./authorizer-row.ts";

/** What a list shows; only what is not null restricts. */
export interface AuthorizerFilter {
  /** Found anywhere in appid, nick name, principal or tenant, in upper or lower case. */
  text: string | null;
  status: AuthorizerStatus | null;
  /** True to look in the note too, which is the operator's own. */
  inNotes?: boolean;
  accountType?: AccountType | null;
}

/** What sweeps are about to meet: when tokens are due, and what those that fail fail with. */
export interface AuthorizerOutlook {
  /** Tokens due in each slot of time from now on; what is overdue is in the first. */
  due: number[];
  /** Authorizers whose last refresh failed, by the code of the failure. */
  failing: Record<string, number>;
}

export interface AuthorizerCounts {
  total: number;
  authorized: number;
  unauthorized: number;
  needsReauthorization: number;
  due: number;
}

/**
 * The rows of one shard: each is kept whole, as JSON, beside the few columns that sweeps look for. There is no index
 * beside the key: each changed index entry is a written row to pay for, while a scan of a few thousand rows is next to
 * nothing.
 */
export class AuthorizerTable {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    // due_at and profile_due_at are null where nothing is to be asked.
    sql.exec(`
      CREATE TABLE IF NOT EXISTS authorizers (
        authorizer_appid TEXT PRIMARY KEY, status TEXT NOT NULL, due_at INTEGER, retry_at INTEGER NOT NULL,
        failures INTEGER NOT NULL, profile_due_at INTEGER, published INTEGER NOT NULL, authorizer TEXT NOT NULL
      ) WITHOUT ROWID
    `);
  }

  get(authorizerAppid: string): AuthorizerRow | null {
    return this.#rows("authorizer_appid = ?", authorizerAppid)[0] ?? null;
  }

  /** One statement: one row written, and never half of it. */
  put(row: AuthorizerRow): void {
    const refreshable = row.status === "authorized" && row.refreshToken !== null;
    this.#sql.exec(
      "INSERT OR REPLACE INTO authorizers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      row.authorizerAppid,
      row.status,
      refreshable ? (row.token?.dueAt ?? 0) : null,
      row.retryAt,
      row.failures,
      row.status === "authorized" ? row.profileDueAt : null,
      row.published ? 1 : 0,
      JSON.stringify(row),
    );
  }

  /** In the order of their appids, from the one after `after` on. */
  list(after: string, limit: number, filter: AuthorizerFilter): AuthorizerRow[] {
    const [where, ...bindings] = matching(filter);
    return this.#rows(
      `${where} AND authorizer_appid > ?4 ORDER BY authorizer_appid LIMIT ?5`,
      ...bindings,
      after,
      limit,
    );
  }

  /** How many match. */
  count(filter: AuthorizerFilter): number {
    const [where, ...bindings] = matching(filter);
    const sql = `SELECT count(*) AS count FROM authorizers WHERE ${where}`;
    return this.#sql.exec<{ count: number }>(sql, ...bindings).one().count;
  }

  /** @param slots of `slotMs` each, from `now` on */
  outlook(now: number, slotMs: number, slots: number): AuthorizerOutlook {
    const due = Array.from({ length: slots }, () => 0);
    const counted = this.#sql.exec<{ slot: number; count: number }>(
      `SELECT CAST(max(0, (due_at - ?1) / ?2) AS INTEGER) AS slot, count(*) AS count
       FROM authorizers WHERE due_at < ?3 GROUP BY slot`,
      now,
      slotMs,
      now + slotMs * slots,
    );
    for (const { slot, count } of counted) due[slot] = count;
    const failing: Record<string, number> = {};
    const failed = this.#sql.exec<{ code: string; count: number }>(
      `SELECT coalesce(authorizer -> 'lastError' ->> 'code', 'unknown') AS code, count(*) AS count
       FROM authorizers WHERE failures > 0 GROUP BY code`,
    );
    for (const { code, count } of failed) failing[code] = count;
    return { due, failing };
  }

  counts(now: number): AuthorizerCounts {
    return this.#sql
      .exec<{ [Name in keyof AuthorizerCounts]: number }>(
        `SELECT count(*) AS total,
           coalesce(sum(status = 'authorized'), 0) AS authorized,
           coalesce(sum(status = 'unauthorized'), 0) AS unauthorized,
           coalesce(sum(status = 'needs_reauthorization'), 0) AS needsReauthorization,
           coalesce(sum(due_at <= ?), 0) AS due
         FROM authorizers`,
        now,
      )
      .one();
  }

  /** Whose token a sweep should replace now: those that work first, so that failing ones never hold them up (I8). */
  due(now: number): string[] {
    return this.#appids("due_at <= ?1 AND retry_at <= ?1 ORDER BY failures > 0, due_at", now);
  }

  /** Whose profile WeChat has not told yet. */
  withoutProfile(now: number, limit: number): string[] {
    return this.#appids("profile_due_at <= ?1 ORDER BY profile_due_at LIMIT ?2", now, limit);
  }

  /** Whose copy outlived its authorization. */
  stillPublished(limit: number): string[] {
    return this.#appids("status <> 'authorized' AND published LIMIT ?1", limit);
  }

  #rows(where: string, ...bindings: (string | number | null)[]): AuthorizerRow[] {
    return this.#sql
      .exec<{ authorizer_appid: string; authorizer: string }>(
        `SELECT authorizer_appid, authorizer FROM authorizers WHERE ${where}`,
        ...bindings,
      )
      .toArray()
      .map(({ authorizer_appid, authorizer }) => ({
        // What a later version of this program adds to a row has its first value here.
        ...newAuthorizer(authorizer_appid, 0),
        ...(JSON.parse(authorizer) as AuthorizerRow),
      }));
  }

  #appids(where: string, ...bindings: number[]): string[] {
    return this.#sql
      .exec<{ authorizer_appid: string }>(`SELECT authorizer_appid FROM authorizers WHERE ${where}`, ...bindings)
      .toArray()
      .map((row) => row.authorizer_appid);
  }
}

/** The condition of a filter, as ?1 to ?3, and what stands there. */
function matching(filter: AuthorizerFilter): [where: string, ...bindings: (string | null)[]] {
  const searched = ["authorizerAppid", "nickName", "principalName", "tenant", ...(filter.inNotes ? ["note"] : [])];
  const found = searched.map((name) => `instr(lower(coalesce(authorizer ->> '${name}', '')), ?2)`).join(" OR ");
  return [
    `(?1 IS NULL OR status = ?1) AND (?2 IS NULL OR ${found}) AND (?3 IS NULL OR authorizer ->> 'accountType' = ?3)`,
    filter.status,
    // As SQLite's lower() does it: A to Z, and no letter beyond.
    filter.text?.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) ?? null,
    filter.accountType ?? null,
  ];
}
