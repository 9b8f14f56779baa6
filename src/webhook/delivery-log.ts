import { DurableObject } from "cloudflare:workers";
import type { DeliveryJob, LastAttempt } from "./job.ts";

/**
 * `delivered`: the business has it. `retrying`: on the queue. `dead`: given up, and kept to be sent again by hand.
 */
export type DeliveryStatus = "delivered" | "retrying" | "dead";

/** A line of the book: one delivery, as it stands after its last attempt. Times are ms since the epoch. */
export interface DeliveryRecord {
  /** `webhook-id`. */
  id: string;
  type: string;
  authorizerAppid: string | null;
  status: DeliveryStatus;
  attempts: number;
  last: LastAttempt | null;
  at: number;
  /** When it is tried again. */
  nextAt: number | null;
}

/** A delivery that was given up. */
export interface DeadLetter {
  id: string;
  type: string;
  authorizerAppid: string | null;
  attempts: number;
  /** When it was first tried, and when it was given up; ms. */
  firstAt: number;
  diedAt: number;
  last: LastAttempt | null;
}

const KEPT = 500;
/** Old lines go in one sweep of this many, so that not every delivery pays for one. */
const SLACK = 100;
/** Far more than an operator looks through, far less than an object may hold (10 GB). */
const DEAD_KEPT = 20_000;
/** The last attempt is 24 h after the first; a dead letter that is sent again parks anew. */
const PARKED_FOR_MS = 8 * 24 * 3600_000;

/**
 * The book of deliveries, for the operator: the last 500 of them, and every dead letter with its body. It is written after
 * the fact and read by people; nothing waits for it but what is too long for the queue and is parked here.
 */
export class DeliveryLog extends DurableObject<object> {
  readonly #sql: SqlStorage;
  /** Of the newest line. */
  #number: number;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, number INTEGER NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS dead_letters (
        id TEXT PRIMARY KEY, died_at INTEGER NOT NULL, letter TEXT NOT NULL, job TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS parked (id TEXT PRIMARY KEY, body TEXT NOT NULL, parked_at INTEGER NOT NULL) WITHOUT ROWID;
    `);
    this.#number = this.#sql
      .exec<{ number: number }>("SELECT coalesce(max(number), 0) AS number FROM deliveries")
      .one().number;
  }

  /** Writes down how deliveries stand now; one that is known moves to the top. */
  record(records: DeliveryRecord[]): void {
    for (const record of records) {
      this.#number += 1;
      const { id } = record;
      this.#sql.exec("INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?)", id, this.#number, JSON.stringify(record));
      if (record.status === "delivered") this.#sql.exec("DELETE FROM parked WHERE id = ?", id);
      if (this.#number % SLACK !== 0) continue;
      const newest = "SELECT id FROM deliveries ORDER BY number DESC LIMIT ?";
      this.#sql.exec(`DELETE FROM deliveries WHERE id NOT IN (${newest})`, KEPT);
    }
  }

  /** The last deliveries, the newest first. */
  recent(limit = KEPT): DeliveryRecord[] {
    return this.#sql
      .exec<{ record: string }>("SELECT record FROM deliveries ORDER BY number DESC LIMIT ?", Math.min(limit, KEPT))
      .toArray()
      .map(({ record }) => JSON.parse(record) as DeliveryRecord);
  }

  /** How many of the last deliveries wait for another attempt, and how many dead letters there are. */
  counts(): { retrying: number; dead: number } {
    const { retrying } = this.#sql
      .exec<{ retrying: number }>(
        "SELECT coalesce(sum(record ->> 'status' = 'retrying'), 0) AS retrying FROM deliveries",
      )
      .one();
    return { retrying, dead: this.countDeadLetters() };
  }

  /** Keeps a body that is too long for the queue until its delivery is over. */
  park(id: string, body: string): void {
    const now = Date.now();
    this.#sql.exec("INSERT OR REPLACE INTO parked VALUES (?, ?, ?)", id, body, now);
    this.#sql.exec("DELETE FROM parked WHERE parked_at < ?", now - PARKED_FOR_MS);
  }

  parked(id: string): string | null {
    const row = this.#sql.exec<{ body: string }>("SELECT body FROM parked WHERE id = ?", id).toArray()[0];
    return row?.body ?? null;
  }

  /** Keeps what was given up, with its body. The same again changes nothing but the date. */
  bury(jobs: DeliveryJob[]): void {
    const now = Date.now();
    for (const job of jobs) {
      const { id, type, authorizerAppid, attempts, firstAt, last } = job;
      const letter: DeadLetter = { id, type, authorizerAppid, attempts, firstAt, diedAt: now, last };
      const whole: DeliveryJob = { ...job, body: job.body ?? this.parked(id) };
      const values = [id, now, JSON.stringify(letter), JSON.stringify(whole)];
      this.#sql.exec("INSERT OR REPLACE INTO dead_letters VALUES (?, ?, ?, ?)", ...values);
      this.#sql.exec("DELETE FROM parked WHERE id = ?", id);
      this.record([{ id, type, authorizerAppid, status: "dead", attempts, last, at: now, nextAt: null }]);
    }
    const { count } = this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM dead_letters").one();
    if (count <= DEAD_KEPT) return;
    this.#sql.exec(
      "DELETE FROM dead_letters WHERE id NOT IN (SELECT id FROM dead_letters ORDER BY died_at DESC LIMIT ?)",
      DEAD_KEPT,
    );
  }

  /** Dead letters, the newest first. */
  deadLetters(limit = 100): DeadLetter[] {
    return this.#sql
      .exec<{ letter: string }>("SELECT letter FROM dead_letters ORDER BY died_at DESC, id LIMIT ?", limit)
      .toArray()
      .map(({ letter }) => JSON.parse(letter) as DeadLetter);
  }

  countDeadLetters(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM dead_letters").one().count;
  }

  deadLetter(id: string): DeliveryJob | null {
    const row = this.#sql.exec<{ job: string }>("SELECT job FROM dead_letters WHERE id = ?", id).toArray()[0];
    return row === undefined ? null : (JSON.parse(row.job) as DeliveryJob);
  }

  /** It is on the queue again. */
  exhume(id: string): void {
    this.#sql.exec("DELETE FROM dead_letters WHERE id = ?", id);
  }
}
