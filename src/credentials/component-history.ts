import type { SweepSummary } from "./component-credentials.ts";

/** A ticket as WeChat pushed it. */
export interface TicketPush {
  /** Ours, ms. */
  receivedAt: number;
  /** False for one that was created no later than the stored one: a repeat, or one that was overtaken. */
  news: boolean;
}

/** As long as a ticket lives, at one push in ten minutes. */
const PUSHES_KEPT = 72;
/** A day, at one sweep in five minutes. */
const SWEEPS_KEPT = 288;

/** What the operator sees of the last hours. Nothing depends on it. */
export class ComponentHistory {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS ticket_pushes (id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, news INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS sweeps (started_at INTEGER PRIMARY KEY, summary TEXT NOT NULL) WITHOUT ROWID;
    `);
  }

  ticketPushed(receivedAt: number, news: boolean): void {
    this.#sql.exec("INSERT INTO ticket_pushes (received_at, news) VALUES (?, ?)", receivedAt, news ? 1 : 0);
    this.#sql.exec("DELETE FROM ticket_pushes WHERE id <= (SELECT max(id) FROM ticket_pushes) - ?", PUSHES_KEPT);
  }

  swept(summary: SweepSummary): void {
    this.#sql.exec("INSERT OR REPLACE INTO sweeps VALUES (?, ?)", summary.startedAt, JSON.stringify(summary));
    this.#sql.exec(
      "DELETE FROM sweeps WHERE started_at NOT IN (SELECT started_at FROM sweeps ORDER BY started_at DESC LIMIT ?)",
      SWEEPS_KEPT,
    );
  }

  /** The oldest first. */
  ticketPushes(): TicketPush[] {
    return this.#sql
      .exec<{ received_at: number; news: number }>("SELECT received_at, news FROM ticket_pushes ORDER BY id")
      .toArray()
      .map((row) => ({ receivedAt: row.received_at, news: row.news === 1 }));
  }

  /** The newest first. */
  sweeps(): SweepSummary[] {
    return this.#sql
      .exec<{ summary: string }>("SELECT summary FROM sweeps ORDER BY started_at DESC")
      .toArray()
      .map(({ summary }) => JSON.parse(summary) as SweepSummary);
  }
}
