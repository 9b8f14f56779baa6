import type { LinkOptions } from "../links/authorization-link.ts";

/** A link as it was issued. */
export interface NewLink {
  /** Part of the link itself, so that what becomes of it is known. */
  id: string;
  /** The console's operator, or the name of an API key. */
  issuedBy: string;
  /** Ms since the epoch. */
  expiresAt: number;
  options: LinkOptions;
}

/** A link, and what became of it. */
export interface IssuedLink extends NewLink {
  issuedAt: number;
  /** Times that a merchant left for WeChat by it. */
  openings: number;
  openedAt: number | null;
  /** Who authorized by it, the last first; the latest twenty. */
  authorizers: string[];
  authorizedAt: number | null;
}

/** Links live up to a year; what is older than the newest so many is forgotten, though it still works. */
const KEPT = 2_000;
const SLACK = 100;
const AUTHORIZERS_KEPT = 20;

/** The book of links. A link works without its line here: nothing but the console reads it. */
export class IssuedLinks {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS links (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, link TEXT NOT NULL, openings INTEGER NOT NULL, opened_at INTEGER,
        authorizers TEXT NOT NULL, authorized_at INTEGER
      );
      CREATE TABLE IF NOT EXISTS link_visits (pre_auth_hash TEXT PRIMARY KEY, link_id TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    `);
  }

  issued(link: NewLink): void {
    // The same wishes in the same second make the same link.
    const [row] = this.#sql
      .exec<{ number: number }>(
        "INSERT OR IGNORE INTO links (id, link, openings, authorizers) VALUES (?, ?, 0, '[]') RETURNING number",
        link.id,
        JSON.stringify({ ...link, issuedAt: Date.now() }),
      )
      .toArray();
    const number = row?.number ?? 1;
    if (number % SLACK === 0) this.#sql.exec("DELETE FROM links WHERE number <= ?", number - KEPT);
  }

  opened(id: string, preAuthHash: string): void {
    const now = Date.now();
    this.#sql.exec("INSERT OR REPLACE INTO link_visits VALUES (?, ?, ?)", preAuthHash, id, now);
    this.#sql.exec("UPDATE links SET openings = openings + 1, opened_at = ? WHERE id = ?", now, id);
  }

  /** A visit has ended with an authorization. */
  authorized(preAuthHash: string | null, authorizerAppid: string): void {
    if (preAuthHash === null) return;
    const row = this.#sql
      .exec<{ id: string; authorizers: string }>(
        "SELECT id, authorizers FROM links WHERE id = (SELECT link_id FROM link_visits WHERE pre_auth_hash = ?)",
        preAuthHash,
      )
      .toArray()[0];
    if (row === undefined) return;
    const others = (JSON.parse(row.authorizers) as string[]).filter((appid) => appid !== authorizerAppid);
    const authorizers = JSON.stringify([authorizerAppid, ...others].slice(0, AUTHORIZERS_KEPT));
    this.#sql.exec("UPDATE links SET authorizers = ?, authorized_at = ? WHERE id = ?", authorizers, Date.now(), row.id);
  }

  /** The newest first. */
  recent(limit: number): IssuedLink[] {
    return this.#sql
      .exec<{
        link: string;
        openings: number;
        opened_at: number | null;
        authorizers: string;
        authorized_at: number | null;
      }>("SELECT link, openings, opened_at, authorizers, authorized_at FROM links ORDER BY number DESC LIMIT ?", limit)
      .toArray()
      .map((row) => ({
        ...(JSON.parse(row.link) as NewLink & { issuedAt: number }),
        openings: row.openings,
        openedAt: row.opened_at,
        authorizers: JSON.parse(row.authorizers) as string[],
        authorizedAt: row.authorized_at,
      }));
  }

  forgetVisits(before: number): void {
    this.#sql.exec("DELETE FROM link_visits WHERE at < ?", before);
  }
}
