import type { Random } from "./random.ts";
import type { Settings } from "./settings.ts";

export interface Ticket {
  value: string;
  issuedAt: number;
}

/**
 * The values of the component_verify_ticket. WeChat pushes one value several times before the next one, and a value goes on
 * working for twelve hours, also when newer ones have been pushed.
 */
export class Tickets {
  #settings: Settings;
  #random: Random;
  #known = new Map<string, Ticket>();
  #current: Ticket | null = null;
  #pushesOfCurrent = 0;
  /** When a push of the ticket was last answered as it must be. */
  acceptedAt: number | null = null;

  constructor(settings: Settings, random: Random) {
    this.#settings = settings;
    this.#random = random;
  }

  get current(): Ticket | null {
    return this.#current;
  }

  /** The ticket of the next push: a new value when `rotate`, or when the current one was pushed often enough. */
  next(rotate?: boolean): Ticket {
    const due = this.#pushesOfCurrent >= this.#settings.ticketPushesPerValue;
    if (this.#current === null || (rotate ?? due)) this.#issue();
    this.#pushesOfCurrent += 1;
    return this.#current ?? this.#issue();
  }

  state(value: string): "valid" | "expired" | "unknown" {
    const ticket = this.#known.get(value);
    if (ticket === undefined) return "unknown";
    return this.#settings.now() - ticket.issuedAt < this.#settings.lifetimes.ticket * 1000 ? "valid" : "expired";
  }

  #issue(): Ticket {
    const ticket = { value: `ticket@@@${this.#random.text(86)}`, issuedAt: this.#settings.now() };
    this.#known.set(ticket.value, ticket);
    this.#current = ticket;
    this.#pushesOfCurrent = 0;
    return ticket;
  }
}
