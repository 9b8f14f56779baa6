import type { Config } from "../config.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import type { Failure } from "../problem.ts";
import type { Result } from "../wechat/result.ts";

/** A call of WeChat's API without its token. */
export interface ThroughCall {
  /** On whose behalf; null for the component itself. */
  authorizerAppid: string | null;
  /** Without a slash at the front. */
  path: string;
  query: string;
  /** Method, headers and body. */
  request: Request;
}

/**
 * What makes such a call: the API proxy's own way, handed in where the app is put together, since the fronts do not know
 * each other. So the debugger does exactly what a back end's call would do.
 */
export type CallThrough = (
  env: CredentialBindings,
  config: Config,
  call: ThroughCall,
  waitUntil: (work: Promise<unknown>) => void,
) => Promise<Result<Response, Failure>>;
