import type { Operation } from "./operation.ts";
import { AUTHORIZERS } from "./operations/authorizers.ts";
import { LINKS } from "./operations/links.ts";
import { PLATFORM } from "./operations/platform.ts";
import { PROXY } from "./operations/proxy.ts";
import { TOKENS } from "./operations/tokens.ts";

/** Every route that is described, in the order in which it is read. */
export const OPERATIONS: readonly Operation[] = [...TOKENS, ...PROXY, ...AUTHORIZERS, ...LINKS, ...PLATFORM];
