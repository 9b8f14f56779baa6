import type { Config } from "../config.ts";
import { authorizerHolder, type CredentialBindings } from "./holders.ts";

/** Whose an authorizer is, and where its messages go. */
export interface Forwarding {
  tenant: string | null;
  /** With the appid in place of `$APPID$`; null when nobody is to have them. */
  url: string | null;
}

/** Where an authorizer's messages go: to its own forward_url, else to FORWARD_URL. One that is not known has no tenant. */
export async function forwardingOf(
  env: CredentialBindings,
  config: Config,
  authorizerAppid: string,
): Promise<Forwarding> {
  const holder = authorizerHolder(env, config.componentAppid, authorizerAppid);
  const { tenant, forwardUrl } = await holder.forwarding(authorizerAppid);
  const url = forwardUrl ?? config.forwardUrl;
  return { tenant, url: url === null ? null : url.replaceAll("$APPID$", encodeURIComponent(authorizerAppid)) };
}
