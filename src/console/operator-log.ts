import { DurableObject } from "cloudflare:workers";

/** Something an operator changed, or tried to. Times are ms since the epoch. */
export interface AuditEntry {
  id: number;
  at: number;
  /** `password`, or the e-mail address that Cloudflare Access vouches for. */
  who: string;
  address: string;
  /** One of `AuditAction`. */
  action: string;
  /** What it was done to: an appid, a delivery, an endpoint. */
  subject: string | null;
  /** What was set. No secret is ever written here. */
  detail: string | null;
  /** `done`, the code of a failure, or null while it runs, or when it was cut off. */
  outcome: string | null;
}

export type NewAuditEntry = Omit<AuditEntry, "id" | "at" | "outcome">;

export type SignInTry = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/** After this many wrong passwords within the time below, an address is not listened to, whatever it says. */
const FAILURES = 10;
const FAILURES_WITHIN_MS = 15 * 60_000;

const ENTRIES_KEPT = 5_000;
/** Old entries go in one sweep of this many, so that not every one pays for it. */
const SLACK = 100;

/**
 * What the console itself remembers: who is signed in, who guesses at the password, and what was changed. One object for
 * each component, so that a count is right whichever machine was asked; a rate-limit binding counts by location.
 */
export class OperatorLog extends DurableObject<object> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS tries (address TEXT NOT NULL, at INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS audit (
        id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL, action TEXT NOT NULL,
        subject TEXT, detail TEXT, outcome TEXT
      );
    `);
  }

  /**
   * Asked before a password is looked at, and counted as a failure until `signIn` says that it was none: so that of a
   * hundred guesses sent at once ten are looked at, and no more.
   */
  tryToSignIn(address: string): SignInTry {
    const now = Date.now();
    this.#sql.exec("DELETE FROM tries WHERE at <= ?", now - FAILURES_WITHIN_MS);
    const { count, oldest } = this.#sql
      .exec<{ count: number; oldest: number | null }>(
        "SELECT count(*) AS count, min(at) AS oldest FROM tries WHERE address = ?",
        address,
      )
      .one();
    if (count >= FAILURES) {
      const retryAfterSeconds = Math.ceil(((oldest ?? now) + FAILURES_WITHIN_MS - now) / 1000);
      return { allowed: false, retryAfterSeconds: Math.max(1, retryAfterSeconds) };
    }
    this.#sql.exec("INSERT INTO tries VALUES (?, ?)", address, now);
    return { allowed: true };
  }

  /** The password was right: the address starts anew, and the session is one until it expires or is ended. */
  signIn(address: string, sessionId: string, expiresAt: number): void {
    this.#sql.exec("DELETE FROM tries WHERE address = ?", address);
    this.#sql.exec("DELETE FROM sessions WHERE expires_at <= ?", Date.now());
    this.#sql.exec("INSERT INTO sessions VALUES (?, ?)", sessionId, expiresAt);
    this.settle(this.begin({ who: "password", address, action: "sign_in", subject: null, detail: null }), "done");
  }

  isSignedIn(sessionId: string): boolean {
    const found = this.#sql.exec("SELECT 1 FROM sessions WHERE id = ? AND expires_at > ?", sessionId, Date.now());
    return found.toArray().length > 0;
  }

  /** From here on the cookie is worth nothing, whoever kept a copy of it. */
  signOut(sessionId: string): void {
    this.#sql.exec("DELETE FROM sessions WHERE id = ?", sessionId);
  }

  /** Written before the change is made, so that none goes without. @returns what `settle` takes */
  begin({ who, address, action, subject, detail }: NewAuditEntry): number {
    const { id } = this.#sql
      .exec<{ id: number }>(
        "INSERT INTO audit (at, who, address, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        Date.now(),
        who,
        address,
        action,
        subject,
        detail,
      )
      .one();
    if (id % SLACK === 0) this.#sql.exec("DELETE FROM audit WHERE id <= ?", id - ENTRIES_KEPT);
    return id;
  }

  settle(id: number, outcome: string): void {
    this.#sql.exec("UPDATE audit SET outcome = ? WHERE id = ?", outcome, id);
  }

  /** The newest first. @param before an id, for the page after the one that ended with it */
  entries(before: number | null, limit: number): AuditEntry[] {
    return this.#sql
      .exec<{ [Name in keyof AuditEntry]: AuditEntry[Name] }>(
        "SELECT * FROM audit WHERE id < coalesce(?, 9e15) ORDER BY id DESC LIMIT ?",
        before,
        limit,
      )
      .toArray();
  }
}
