import type { Config } from "../config.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import { log } from "../log.ts";
import { deliveryLog } from "../webhook/bindings.ts";
import type { DeliveryRecord } from "../webhook/delivery-log.ts";

/** Long before the first retry has something newer to write. */
const COLLECT_MS = 500;

/**
 * Brings what happened to the book of deliveries, which is one for all authorizers: a busy one's records go together.
 * Nobody waits for it, and it loses a line rather than a message.
 */
export class BookKeeper {
  readonly #env: CredentialBindings;
  readonly #config: Config;
  #records: DeliveryRecord[] = [];

  constructor(env: CredentialBindings, config: Config) {
    this.#env = env;
    this.#config = config;
  }

  /** @returns when it is written, or is lost */
  async write(record: DeliveryRecord): Promise<void> {
    this.#records.push(record);
    if (this.#records.length > 1) return;
    await new Promise((resolve) => setTimeout(resolve, COLLECT_MS));
    const records = this.#records;
    this.#records = [];
    try {
      await deliveryLog(this.#env, this.#config.componentAppid).record(records);
    } catch (error) {
      log("warn", "deliveries could not be written down", { deliveries: records.length, error: String(error) });
    }
  }
}
