import type { Settings } from "./settings.ts";

/** One call of WeChat's API, as it arrived and as it was answered. */
export interface Call {
  at: number;
  method: string;
  path: string;
  /** With the tokens in it. */
  query: Record<string, string>;
  /** The JSON body; undefined where there was none or it was not JSON. */
  body: unknown;
  /** 0 for success; null until the answer is made. It says what WeChat decided, even if a fault then lost the answer. */
  errcode: number | null;
  /** HTTP status; null while unanswered, and for ever if the connection was dropped. */
  status: number | null;
  ms: number | null;
  /** Named in the body, granted under the code in it, or the owner of the token. */
  authorizerAppid: string | undefined;
  clientIp: string;
  /** Calls of this path in progress when this one arrived, itself included. */
  concurrent: number;
  /** Kinds of the faults that struck it. */
  faults: string[];
}

export type CallFilter =
  | Partial<Pick<Call, "errcode" | "authorizerAppid" | "clientIp" | "method">>
  | ((call: Call) => boolean);

/** `api_query_auth` stands for every path that ends with it. */
export function pathMatches(path: string, wanted: string): boolean {
  return path === wanted || path.endsWith(`/${wanted}`);
}

interface Tally {
  calls: number;
  inProgress: number;
  mostConcurrent: number;
}

export class Calls {
  #settings: Settings;
  #kept: Call[] = [];
  #forgotten = false;
  #tallies = new Map<string, Tally>();
  #all: Tally = { calls: 0, inProgress: 0, mostConcurrent: 0 };

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get kept(): Call[] {
    return this.#kept;
  }

  begin(call: Pick<Call, "method" | "path" | "query" | "clientIp">): Call {
    const tally = this.#tallies.get(call.path) ?? { calls: 0, inProgress: 0, mostConcurrent: 0 };
    this.#tallies.set(call.path, tally);
    for (const each of [tally, this.#all]) {
      each.calls += 1;
      each.inProgress += 1;
      each.mostConcurrent = Math.max(each.mostConcurrent, each.inProgress);
    }
    const begun: Call = {
      at: this.#settings.now(),
      ...call,
      body: undefined,
      errcode: null,
      status: null,
      ms: null,
      authorizerAppid: undefined,
      concurrent: tally.inProgress,
      faults: [],
    };
    this.#kept.push(begun);
    if (this.#kept.length > this.#settings.recordsKept) {
      this.#kept.splice(0, Math.ceil(this.#kept.length / 4));
      this.#forgotten = true;
    }
    return begun;
  }

  end(call: Call): void {
    call.ms = this.#settings.now() - call.at;
    const tally = this.#tallies.get(call.path);
    for (const each of [tally, this.#all]) if (each !== undefined) each.inProgress = Math.max(0, each.inProgress - 1);
  }

  /** How many calls of `path` (all of them without one) came in. Throws rather than undercount when some were forgotten. */
  count(path?: string, filter?: CallFilter): number {
    if (filter === undefined) return this.#tallied(path).reduce((sum, tally) => sum + tally.calls, 0);
    if (this.#forgotten)
      throw new Error("older calls were forgotten: raise recordsKept, or clearCalls() before counting");
    return this.#kept.filter((call) => (path === undefined || pathMatches(call.path, path)) && passes(call, filter))
      .length;
  }

  /** The most calls that were ever in progress at once. */
  maxConcurrent(path?: string): number {
    return Math.max(0, ...this.#tallied(path).map((tally) => tally.mostConcurrent));
  }

  /** Forgets what was; calls in progress stay counted as being in progress. */
  clear(): void {
    this.#kept.length = 0;
    this.#forgotten = false;
    for (const tally of [...this.#tallies.values(), this.#all]) {
      tally.calls = 0;
      tally.mostConcurrent = tally.inProgress;
    }
  }

  #tallied(path?: string): Tally[] {
    if (path === undefined) return [this.#all];
    return [...this.#tallies].filter(([known]) => pathMatches(known, path)).map(([, tally]) => tally);
  }
}

function passes(call: Call, filter: CallFilter): boolean {
  if (typeof filter === "function") return filter(call);
  return Object.entries(filter).every(([name, wanted]) => call[name as keyof Call] === wanted);
}
