import type { DeliveryBindings } from "../webhook/bindings.ts";
import type { AuthorizerCredentials } from "./authorizer-credentials.ts";
import type { AuthorizerSync } from "./authorizer-sync.ts";
import type { ComponentCredentials } from "./component-credentials.ts";

/** The bindings of wrangler.toml that this folder works with. */
export interface CredentialBindings extends DeliveryBindings {
  CREDENTIALS: KVNamespace;
  COMPONENT_CREDENTIALS: DurableObjectNamespace<ComponentCredentials>;
  AUTHORIZER_CREDENTIALS: DurableObjectNamespace<AuthorizerCredentials>;
  AUTHORIZER_SYNC: DurableObjectNamespace<AuthorizerSync>;
}

/** Fixed for ever: an authorizer's row stays in the shard that its appid hashes to. */
export const SHARD_COUNT = 16;

/** Objects never move, and a cron may be the first to touch one, from anywhere: WeChat and its merchants are in Asia. */
const PLACE: DurableObjectNamespaceGetDurableObjectOptions = { locationHint: "apac" };

/** The holder of the ticket, the component_access_token and the exchanges. */
export function componentHolder(env: CredentialBindings, component: string): DurableObjectStub<ComponentCredentials> {
  return env.COMPONENT_CREDENTIALS.getByName(component, PLACE);
}

/** What imports everything that WeChat knows of. */
export function authorizerSync(env: CredentialBindings, component: string): DurableObjectStub<AuthorizerSync> {
  return env.AUTHORIZER_SYNC.getByName(component, PLACE);
}

/** The shard that holds this authorizer's row. */
export function authorizerHolder(
  env: CredentialBindings,
  component: string,
  authorizerAppid: string,
): DurableObjectStub<AuthorizerCredentials> {
  return shard(env, component, shardOf(authorizerAppid));
}

/** All shards, in order. */
export function allShards(env: CredentialBindings, component: string): DurableObjectStub<AuthorizerCredentials>[] {
  return Array.from({ length: SHARD_COUNT }, (_, index) => shard(env, component, index));
}

function shard(env: CredentialBindings, component: string, index: number): DurableObjectStub<AuthorizerCredentials> {
  return env.AUTHORIZER_CREDENTIALS.getByName(`${component}:${index}`, PLACE);
}

/** FNV-1a, 32 bits: stable, even, and the same in every version of this program. */
export function shardOf(authorizerAppid: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(authorizerAppid)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % SHARD_COUNT;
}
