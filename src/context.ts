import type { Context } from "hono";
import type { Config } from "./config.ts";

/** What every route finds in its context. `config` is set by the first middleware; `apiKeyName` behind a bearer key. */
export interface AppEnv {
  Bindings: Env;
  Variables: { config: Config; apiKeyName: string };
}

/** Where what we generate points to: PUBLIC_ORIGIN, else the host that was asked. */
export function publicOrigin(c: Context<AppEnv>): string {
  return c.var.config.publicOrigin ?? new URL(c.req.url).origin;
}
