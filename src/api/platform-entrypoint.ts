import { WorkerEntrypoint } from "cloudflare:workers";
import { type Config, parseConfig } from "../config.ts";
import { readAuthorizerToken, readComponentToken } from "../credentials/read.ts";
import { secondsLeft } from "../credentials/token.ts";
import { type Failure, type Problem, problemOf } from "../problem.ts";
import { callThrough } from "./proxy-call.ts";

/** What every method answers: what the HTTP route has as JSON, or its problem. */
export type RpcResult<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

export interface RpcCall {
  /** Default: POST with a body, GET without. */
  method?: string;
  /** Added to what stands in the path. */
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** An object is sent as JSON; everything else as it is. */
  body?: unknown;
}

/**
 * The same as the HTTP interface, for Workers of the same account by a service binding with `entrypoint =
 * "PlatformEntrypoint"`: no key, no public route.
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/rpc/
 */
export class PlatformEntrypoint extends WorkerEntrypoint<Env> {
  async getComponentAccessToken(
    options: { rejected?: string } = {},
  ): Promise<RpcResult<{ component_appid: string; component_access_token: string; expires_in: number }>> {
    return this.#configured(async (config) => {
      const token = await readComponentToken(this.env, config, options.rejected);
      if (!token.ok) return refusal(token.failure);
      const { value } = token.value;
      const expires_in = secondsLeft(token.value, Date.now());
      return { ok: true, value: { component_appid: config.componentAppid, component_access_token: value, expires_in } };
    });
  }

  async getAuthorizerAccessToken(
    appid: string,
    options: { rejected?: string } = {},
  ): Promise<RpcResult<{ authorizer_appid: string; authorizer_access_token: string; expires_in: number }>> {
    return this.#configured(async (config) => {
      const token = await readAuthorizerToken(this.env, config, appid, options.rejected);
      if (!token.ok) return refusal(token.failure);
      const { value } = token.value;
      const expires_in = secondsLeft(token.value, Date.now());
      return { ok: true, value: { authorizer_appid: appid, authorizer_access_token: value, expires_in } };
    });
  }

  /**
   * Calls WeChat's API, as `/wx/{appid}/{path}` does.
   * @param appid the authorizer's, or `component`
   * @param path for example `cgi-bin/user/get?next_openid=…`
   * @returns the answer parsed, when it is JSON; else the response itself, for downloads
   */
  async call(appid: string, path: string, init: RpcCall = {}): Promise<RpcResult<unknown>> {
    return this.#configured(async (config) => {
      const [bare = "", query = ""] = path.replace(/^\//, "").split(/\?(.*)/s);
      const added = new URLSearchParams(init.query).toString();
      const answer = await callThrough(
        this.env,
        config,
        {
          authorizerAppid: appid === "component" ? null : appid,
          path: bare,
          query: [query, added].filter((part) => part !== "").join("&"),
          request: requestOf(init),
        },
        (work) => this.ctx.waitUntil(work),
      );
      if (!answer.ok) return refusal(answer.failure);
      const response = answer.value;
      const json = /json|text\/plain/i.test(response.headers.get("content-type") ?? "");
      return { ok: true, value: json ? await parsed(response) : response };
    });
  }

  async #configured<Value>(work: (config: Config) => Promise<RpcResult<Value>>): Promise<RpcResult<Value>> {
    const settings = parseConfig(this.env);
    return settings.ok ? work(settings.config) : refusal({ code: "not_configured", problems: settings.problems });
  }
}

function refusal(failure: Failure): { ok: false; problem: Problem } {
  return { ok: false, problem: problemOf(failure) };
}

function requestOf({ method, headers, body }: RpcCall): Request {
  const plain = body === undefined || body === null;
  const raw =
    typeof body === "string" || body instanceof ArrayBuffer || ArrayBuffer.isView(body) || body instanceof Blob;
  const bytes = plain ? new Uint8Array() : raw ? body : JSON.stringify(body);
  const length = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return new Request("https://service-binding/", {
    method: method ?? (plain ? "GET" : "POST"),
    headers: { ...(plain || raw ? {} : { "content-type": "application/json" }), ...headers },
    ...(plain ? {} : { body: length as BodyInit }),
  });
}

async function parsed(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // Some of WeChat's text answers are just text.
    return text;
  }
}
