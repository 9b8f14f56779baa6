import type { Outbox } from "../webhook/outbox.ts";
import { announcementOf, authorizerAnnouncement } from "./announcement.ts";
import type { GrantSource } from "./apply-grant.ts";
import { type AuthorizerRow, newAuthorizer } from "./authorizer-row.ts";
import type { AuthorizerTable } from "./authorizer-table.ts";
import { type Copies, copyKey } from "./copies.ts";

interface Deps {
  table: AuthorizerTable;
  copies: Copies;
  outbox: Outbox;
  componentAppid: string;
  /** False when nobody wants to be told of changes. */
  announces: boolean;
  waitUntil: (work: Promise<unknown>) => void;
}

/** The rows of a shard together with what follows from a change: the published copy, and the word to the business. */
export class AuthorizerStore {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get(authorizerAppid: string): AuthorizerRow | null {
    return this.#deps.table.get(authorizerAppid);
  }

  /** The row, or the one that a stranger would have. */
  getOrNew(authorizerAppid: string): AuthorizerRow {
    return this.get(authorizerAppid) ?? newAuthorizer(authorizerAppid, Date.now());
  }

  /** Writes a change that neither readers nor the business have to hear of. */
  put(row: AuthorizerRow): AuthorizerRow {
    this.#deps.table.put(row);
    return row;
  }

  /**
   * Writes the row and, in the same transaction, what the business is to be told of it; then the copy of its token: published
   * while it may be served, else withdrawn.
   */
  async save(row: AuthorizerRow, source: GrantSource | null = null): Promise<AuthorizerRow> {
    const { token, authorizerAppid } = row;
    this.#announce(row, source);
    if (row.status === "authorized" && token !== null && Date.now() < token.dueAt) {
      this.put({ ...row, published: true });
      await this.#deps.copies.publishToken(this.#copyKey(authorizerAppid), token);
    } else {
      this.put(row);
      if (row.published) await this.withdraw(authorizerAppid);
    }
    return row;
  }

  /** Takes the copy of a token back. What could not be withdrawn is left to the next sweep. */
  async withdraw(authorizerAppid: string): Promise<void> {
    const gone = await this.#deps.copies.withdraw(this.#copyKey(authorizerAppid));
    const row = this.get(authorizerAppid);
    if (gone && row !== null && row.status !== "authorized") this.put({ ...row, published: false });
  }

  #announce(row: AuthorizerRow, source: GrantSource | null): void {
    const { announces, outbox, componentAppid, waitUntil } = this.#deps;
    const type = announces ? announcementOf(this.get(row.authorizerAppid), row, source) : null;
    if (type === null) return;
    outbox.put(authorizerAnnouncement(type, componentAppid, row, Date.now()));
    waitUntil(outbox.flush());
  }

  #copyKey(authorizerAppid: string): string {
    return copyKey.authorizerToken(this.#deps.componentAppid, authorizerAppid);
  }
}
