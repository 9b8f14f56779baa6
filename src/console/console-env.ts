import type { Context } from "hono";
import type { Config } from "../config.ts";
import type { Locale } from "../page/locale.ts";
import type { CallThrough } from "./call-through.ts";
import type { OperatorLog } from "./operator-log.ts";

/** Who is at the console. */
export interface Operator {
  /** `password`, or the e-mail address that Cloudflare Access vouches for. */
  who: string;
  /** What the forms' tokens are made from: the session's id, or the address. */
  session: string;
  /** In every form of a page, and wanted back with every change. */
  formToken: string;
}

/** What every page of the console finds in its context. `config` is there behind the first gate, `operator` behind the second. */
export interface ConsoleEnv {
  Bindings: Env;
  Variables: { config: Config; apiKeyName: string; locale: Locale; operator: Operator; callThrough: CallThrough };
}

export type ConsoleContext = Context<ConsoleEnv>;

export function operatorLog(c: ConsoleContext): DurableObjectStub<OperatorLog> {
  return c.env.OPERATOR_LOG.getByName(c.var.config.componentAppid, { locationHint: "apac" });
}

/** Where what we generate points to: PUBLIC_ORIGIN, else the host that was asked. */
export function ownOrigin(c: ConsoleContext): string {
  return c.var.config.publicOrigin ?? new URL(c.req.url).origin;
}
