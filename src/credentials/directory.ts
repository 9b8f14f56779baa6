import type { Authorizer } from "./authorizer-credentials.ts";
import type { AuthorizerCounts, AuthorizerFilter, AuthorizerOutlook } from "./authorizer-table.ts";
import { allShards, type CredentialBindings } from "./holders.ts";

export interface AuthorizerListPage {
  authorizers: Authorizer[];
  /** To be given as `after` for the next page; null at the end. */
  next: string | null;
}

/**
 * A page of authorizers across all shards, in the order of their appids, which is stable: whoever comes or goes meanwhile,
 * nobody else is shown twice or left out.
 */
export async function listAuthorizers(
  env: CredentialBindings,
  component: string,
  after: string,
  limit: number,
  filter: AuthorizerFilter,
): Promise<AuthorizerListPage> {
  const pages = await Promise.all(allShards(env, component).map((shard) => shard.list(after, limit + 1, filter)));
  const found = pages.flat().sort((left, right) => (left.authorizerAppid < right.authorizerAppid ? -1 : 1));
  const authorizers = found.slice(0, limit);
  return { authorizers, next: found.length > limit ? (authorizers.at(-1)?.authorizerAppid ?? null) : null };
}

export async function countAuthorizers(env: CredentialBindings, component: string): Promise<AuthorizerCounts> {
  const shards = await Promise.all(allShards(env, component).map((shard) => shard.counts()));
  const sum: AuthorizerCounts = { total: 0, authorized: 0, unauthorized: 0, needsReauthorization: 0, due: 0 };
  for (const counts of shards) {
    sum.total += counts.total;
    sum.authorized += counts.authorized;
    sum.unauthorized += counts.unauthorized;
    sum.needsReauthorization += counts.needsReauthorization;
    sum.due += counts.due;
  }
  return sum;
}

/** How many authorizers match a filter. */
export async function countMatching(
  env: CredentialBindings,
  component: string,
  filter: AuthorizerFilter,
): Promise<number> {
  const counts = await Promise.all(allShards(env, component).map((shard) => shard.countMatching(filter)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** When tokens are due, and what fails, in all shards together. */
export async function outlookOf(
  env: CredentialBindings,
  component: string,
  slotMs: number,
  slots: number,
): Promise<AuthorizerOutlook> {
  const parts = await Promise.all(allShards(env, component).map((shard) => shard.outlook(slotMs, slots)));
  const sum: AuthorizerOutlook = { due: Array.from({ length: slots }, () => 0), failing: {} };
  for (const { due, failing } of parts) {
    sum.due = sum.due.map((count, slot) => count + (due[slot] ?? 0));
    for (const [code, count] of Object.entries(failing)) sum.failing[code] = (sum.failing[code] ?? 0) + count;
  }
  return sum;
}
