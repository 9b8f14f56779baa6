import { type ConsoleContext, ownOrigin } from "./console-env.ts";

/**
 * Whether a form may have been sent from a page of ours. Browsers say where from with every POST; who says nothing is a
 * program, which no foreign page can make send our cookie.
 */
export function isFromOurPage(c: ConsoleContext): boolean {
  const origin = c.req.header("origin");
  return origin === undefined || [ownOrigin(c), new URL(c.req.url).origin].includes(origin);
}
