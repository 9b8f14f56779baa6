import type { Settings } from "./settings.ts";

export interface QuotaLimit {
  daily?: number;
  minute?: number;
}

interface Usage {
  day: number;
  usedToday: number;
  minute: number;
  usedThisMinute: number;
}

const DAY_MS = 86_400_000;
/** Quotas start anew at midnight in Beijing. */
const BEIJING_MS = 8 * 3_600_000;
/** clear_quota works ten times a month, its variants together. */
const CLEARANCES_PER_MONTH = 10;
/** Shown, not enforced, for paths without a limit of their own. */
const SHOWN_DAILY_LIMIT = 5_000_000;

/** Calls used per path and per holder of the token, against the limits set for the path. */
export class Quotas {
  #settings: Settings;
  /** api_component_token: 10,000 a day is what api_get_api_quota has been seen to say. */
  #limits = new Map<string, QuotaLimit>([["/cgi-bin/component/api_component_token", { daily: 10_000 }]]);
  #usage = new Map<string, Map<string, Usage>>();
  #clearances = new Map<string, number>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Sets, or with null lifts, the limit of a path; what was used so far counts against it. */
  limit(path: string, limit: QuotaLimit | null): void {
    if (limit === null) this.#limits.delete(path);
    else this.#limits.set(path, limit);
  }

  /** Counts one call; 45009 or 45011 when it is one too many. */
  spend(path: string, holder: string): 45009 | 45011 | null {
    const limit = this.#limits.get(path);
    const usage = this.#current(path, holder);
    if (limit?.daily !== undefined && usage.usedToday >= limit.daily) return 45009;
    if (limit?.minute !== undefined && usage.usedThisMinute >= limit.minute) return 45011;
    usage.usedToday += 1;
    usage.usedThisMinute += 1;
    return null;
  }

  report(path: string, holder: string): { daily_limit: number; used: number; remain: number } {
    const daily = this.#limits.get(path)?.daily ?? SHOWN_DAILY_LIMIT;
    const used = this.#current(path, holder).usedToday;
    return { daily_limit: daily, used, remain: Math.max(0, daily - used) };
  }

  minuteLimit(path: string): number | undefined {
    return this.#limits.get(path)?.minute;
  }

  /** Forgets what `holder` used; false when this month's clearances are used up. */
  clear(holder: string): boolean {
    const month = new Date(this.#settings.now() + BEIJING_MS).toISOString().slice(0, 7);
    const key = `${holder} ${month}`;
    const clearances = this.#clearances.get(key) ?? 0;
    if (clearances >= CLEARANCES_PER_MONTH) return false;
    this.#clearances.set(key, clearances + 1);
    for (const holders of this.#usage.values()) holders.delete(holder);
    return true;
  }

  #current(path: string, holder: string): Usage {
    const now = this.#settings.now();
    const day = Math.floor((now + BEIJING_MS) / DAY_MS);
    const minute = Math.floor(now / 60_000);
    const holders = this.#usage.get(path) ?? new Map<string, Usage>();
    this.#usage.set(path, holders);
    const usage = holders.get(holder) ?? { day, usedToday: 0, minute, usedThisMinute: 0 };
    holders.set(holder, usage);
    if (usage.day !== day) Object.assign(usage, { day, usedToday: 0 });
    if (usage.minute !== minute) Object.assign(usage, { minute, usedThisMinute: 0 });
    return usage;
  }
}
