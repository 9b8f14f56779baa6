import { type ConsoleContext, ownOrigin } from "./console-env.ts";

/**
 * Whether a form was sent from a page of ours. Browsers say where from with every POST; one that says nothing is none that
 * we know of, so that is refused too.
 */
export function isFromOurPage(c: ConsoleContext): boolean {
  const origin = c.req.header("origin");
  return origin !== undefined && [ownOrigin(c), new URL(c.req.url).origin].includes(origin);
}
