import { pathMatches } from "./calls.ts";
import type { Random } from "./random.ts";

/** `before`: nothing happened at WeChat. `after`: it happened, and the answer is lost. */
export type When = "before" | "after";

/** What goes wrong. */
export type Trouble =
  /** The answer takes longer; `before` delays the effect too. Default after. */
  | { kind: "latency"; ms: number; when?: When }
  /** An errcode instead of the effect; `after`: in spite of it. Default before. */
  | { kind: "errcode"; errcode: number; errmsg?: string; when?: When }
  /** A gateway's HTTP status with a text body. Default before. */
  | { kind: "http_status"; status: number; when?: When }
  /** A 200 with a page instead of JSON. Default before. */
  | { kind: "html"; when?: When }
  /** The first half of the answer. Always after the effect. */
  | { kind: "truncated_json" }
  /** In-process: fetch rejects with a TypeError; served: the socket is destroyed. Default before. */
  | { kind: "connection_dropped"; when?: When }
  /** The caller has to give up by itself. Default before. */
  | { kind: "never_answering"; when?: When }
  | { kind: "expires_in_missing" }
  | { kind: "expires_in_string" }
  | { kind: "content_type_text" }
  | { kind: "unknown_fields" }
  /** These three change the answer of api_authorizer_token; `new` also kills the old one. */
  | { kind: "refresh_token_empty" }
  | { kind: "refresh_token_absent" }
  | { kind: "refresh_token_new" };

export type Fault = Trouble & {
  /** A path or its last segment (`api_query_auth`); every API path by default. */
  path?: string;
  /** Only calls about this authorizer. */
  authorizerAppid?: string;
  /** How many calls it strikes; for ever by default. */
  times?: number;
  /** How many matching calls it lets pass first. */
  skip?: number;
  /** Chance of striking a matching call, 0 to 1; 1 by default. */
  probability?: number;
};

export interface InjectedFault {
  id: number;
  fault: Fault;
  /** How many calls it struck. */
  struck: number;
  clear(): void;
}

export class Faults {
  #random: Random;
  #injected = new Map<number, InjectedFault & { passed: number }>();
  #lastId = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  inject(fault: Fault): InjectedFault {
    this.#lastId += 1;
    const id = this.#lastId;
    const injected = { id, fault, struck: 0, passed: 0, clear: () => this.clear(id) };
    this.#injected.set(id, injected);
    return injected;
  }

  /** One fault by its id, or all of them. */
  clear(id?: number): void {
    if (id === undefined) this.#injected.clear();
    else this.#injected.delete(id);
  }

  /** Those still on. */
  list(): InjectedFault[] {
    return [...this.#injected.values()];
  }

  get any(): boolean {
    return this.#injected.size > 0;
  }

  /** The troubles that strike this call, in the order of their injection; uses up their `times` and `skip`. */
  draw(path: string, authorizerAppid: string | undefined): Trouble[] {
    const drawn: Trouble[] = [];
    for (const injected of this.#injected.values()) {
      const { fault } = injected;
      if (fault.path !== undefined && !pathMatches(path, fault.path)) continue;
      if (fault.authorizerAppid !== undefined && fault.authorizerAppid !== authorizerAppid) continue;
      injected.passed += 1;
      if (injected.passed <= (fault.skip ?? 0)) continue;
      if (fault.probability !== undefined && !this.#random.chance(fault.probability)) continue;
      injected.struck += 1;
      drawn.push(fault);
      if (fault.times !== undefined && injected.struck >= fault.times) this.#injected.delete(injected.id);
    }
    return drawn;
  }
}
