import type { Random } from "./random.ts";

export interface SingleUseCode<T> {
  value: string;
  about: T;
  expiresAt: number;
  used: boolean;
}

/** pre_auth_codes and authorization codes: good once, and only for a while. */
export class SingleUseCodes<T> {
  #prefix: string;
  #random: Random;
  #now: () => number;
  #known = new Map<string, SingleUseCode<T>>();

  constructor(prefix: string, random: Random, now: () => number) {
    this.#prefix = prefix;
    this.#random = random;
    this.#now = now;
  }

  issue(about: T, lifetimeSeconds: number): SingleUseCode<T> {
    const code = {
      value: this.#prefix + this.#random.text(64),
      about,
      expiresAt: this.#now() + lifetimeSeconds * 1000,
      used: false,
    };
    this.#known.set(code.value, code);
    return code;
  }

  find(value: string): SingleUseCode<T> | undefined {
    return this.#known.get(value);
  }

  state(value: string): "valid" | "used" | "expired" | "unknown" {
    const code = this.#known.get(value);
    if (code === undefined) return "unknown";
    if (code.used) return "used";
    return this.#now() < code.expiresAt ? "valid" : "expired";
  }
}
