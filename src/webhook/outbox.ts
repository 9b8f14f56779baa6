import { log } from "../log.ts";
import type { DeliveryBindings } from "./bindings.ts";
import { enqueue } from "./enqueue.ts";
import type { DeliveryJob } from "./job.ts";

const BATCH = 100;

/**
 * What a Durable Object has to announce and has not put on the queue yet. It is written in the same turn, and so in the
 * same transaction, as the change that it announces: neither is stored without the other, and a queue that does not take it
 * now gets it later.
 */
export class Outbox {
  readonly #sql: SqlStorage;
  readonly #env: DeliveryBindings;
  readonly #component: string;
  #flushing: Promise<void> | null = null;

  constructor(sql: SqlStorage, env: DeliveryBindings, component: string) {
    this.#sql = sql;
    this.#env = env;
    this.#component = component;
    sql.exec("CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY, job TEXT NOT NULL)");
  }

  put(job: DeliveryJob): void {
    this.#sql.exec("INSERT INTO outbox (job) VALUES (?)", JSON.stringify(job));
  }

  /** Puts on the queue whatever is here. It never rejects: what stays is tried again with the next one, or by the next cron. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    // Not before the turn is over in which it was put here: the change that it tells of is to be written too.
    await Promise.resolve();
    for (;;) {
      const rows = this.#sql
        .exec<{ number: number; job: string }>("SELECT number, job FROM outbox ORDER BY number LIMIT ?", BATCH)
        .toArray();
      const last = rows.at(-1);
      if (last === undefined) return;
      try {
        const jobs = rows.map(({ job }) => JSON.parse(job) as DeliveryJob);
        await enqueue(this.#env, this.#component, jobs);
      } catch (error) {
        log("error", "events could not be put on the queue; they stay until they can", {
          events: rows.length,
          error: error instanceof Error ? error.name : "unknown",
        });
        return;
      }
      this.#sql.exec("DELETE FROM outbox WHERE number <= ?", last.number);
    }
  }
}
