const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * A repeatable source of chance: the same seed gives the same codes, tokens, nonces and choices in the same order,
 * so that a failing run can be run again. Not secret, and not meant to be.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1) (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(first: T, ...rest: T[]): T {
    return rest[this.integer(0, rest.length) - 1] ?? first;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.integer(0, 255));
  }

  /** Characters of the base64url alphabet, as WeChat's codes and tokens are made of. */
  text(length: number): string {
    let text = "";
    while (text.length < length) text += ALPHABET[Math.floor(this.next() * 64)];
    return text;
  }

  hex(length: number): string {
    let text = "";
    while (text.length < length) text += Math.floor(this.next() * 16).toString(16);
    return text;
  }

  digits(length: number): string {
    let text = String(this.integer(1, 9));
    while (text.length < length) text += this.integer(0, 9);
    return text;
  }

  /** An independent source, so that drawing from one (faults, say) does not move the other (tokens). */
  fork(): Random {
    return new Random(this.integer(0, 0xffffffff));
  }
}
