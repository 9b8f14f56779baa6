/**
 * A deadline that can be moved. Its timer ends with the work: AbortSignal.timeout would keep it, and with it a Durable
 * Object, alive until the time is over.
 */
export class Deadline {
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(ms: number) {
    this.move(ms);
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** From now on so many ms, in place of what was said before. */
  move(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#over) this.#timer = setTimeout(() => this.#abort.abort(), ms);
  }

  /** The work is done. */
  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }
}
