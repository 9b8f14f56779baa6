import type { Config } from "../config.ts";
import { type LinkOptions, linkId, signLink } from "../links/authorization-link.ts";
import { linkKey } from "../links/signed-token.ts";
import { log } from "../log.ts";
import { type CredentialBindings, componentHolder } from "./holders.ts";
import type { NewLink } from "./issued-links.ts";

/**
 * Makes a link of ours, for merchants.
 * @param origin where it points to
 * @param expiresAt ms since the epoch
 * @param issuedBy the console's operator, or the name of an API key
 */
export async function draftLink(
  config: Config,
  origin: string,
  options: LinkOptions,
  expiresAt: number,
  issuedBy: string,
): Promise<{ url: string; link: NewLink }> {
  const signed = await signLink(await linkKey(config), options, expiresAt);
  return { url: `${origin}/authorize?link=${signed}`, link: { id: linkId(signed), issuedBy, expiresAt, options } };
}

/** Writes a link down, for the operator to see what becomes of it. It works without, so this never fails. */
export async function recordLink(env: CredentialBindings, config: Config, link: NewLink): Promise<void> {
  try {
    await componentHolder(env, config.componentAppid).linkIssued(link);
  } catch (error) {
    log("warn", "a link could not be written down", { error: error instanceof Error ? error.name : "unknown" });
  }
}
