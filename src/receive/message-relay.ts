import { DurableObject } from "cloudflare:workers";
import { type Config, parseConfig } from "../config.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import { BookKeeper } from "./book-keeper.ts";
import { Deadline } from "./deadline.ts";
import { deliverInLine, type RelayAnswer } from "./in-line-delivery.ts";
import type { MessageForBusiness } from "./message-job.ts";
import { sendFromApi } from "./release-check.ts";

/** WeChat tries three times, 5 s each: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html */
const WECHAT_ATTEMPTS = 3;
/** Of the last attempt's 5 s this much is the business's; the rest is for the way to WeChat and back. */
const LAST_ATTEMPT_MS = 4_500;
/** From the first attempt on, when the third stays away. */
const LONGEST_MS = 16_000;
/** A repeat comes within seconds. Nothing keeps this object in memory for it: a timer would have to be paid for. */
const REMEMBERED_MS = 60_000;

interface Relayed {
  since: number;
  attempts: number;
  deadline: Deadline;
  answer: Promise<RelayAnswer>;
}

/**
 * Joins WeChat's attempts at one message to one delivery, so that a business which is slower than one attempt still answers
 * the next, and is not asked twice. One object for each authorizer. It holds nothing but what is under way; what was not
 * taken in line it puts on the queue itself, for whoever asked it may be gone by then.
 */
export class MessageRelay extends DurableObject<CredentialBindings> {
  readonly #config: Config;
  readonly #book: BookKeeper;
  readonly #messages = new Map<string, Relayed>();
  readonly #codes = new Map<string, Promise<boolean>>();

  constructor(ctx: DurableObjectState, env: CredentialBindings) {
    super(ctx, env);
    const parsed = parseConfig(env);
    if (!parsed.ok) throw new Error("the Worker is not configured");
    this.#config = parsed.config;
    this.#book = new BookKeeper(env, parsed.config);
  }

  /** Delivers a message, or joins the delivery that an earlier attempt began. */
  deliver(message: MessageForBusiness): Promise<RelayAnswer> {
    const now = Date.now();
    this.#forgetBefore(now - REMEMBERED_MS);
    const { identity } = message;
    let relayed = this.#messages.get(identity);
    if (relayed === undefined) {
      const deadline = new Deadline(LONGEST_MS);
      relayed = { since: now, attempts: 0, deadline, answer: this.#deliver(message, deadline) };
      this.#messages.set(identity, relayed);
    }
    relayed.attempts += 1;
    if (relayed.attempts === WECHAT_ATTEMPTS) relayed.deadline.move(LAST_ATTEMPT_MS);
    return relayed.answer;
  }

  /** The second half of a step of the release check; WeChat's repeats of its message join the first. */
  async sendFromApi(code: string, openid: string): Promise<void> {
    const sending = this.#codes.get(code) ?? sendFromApi(this.env, this.#config, code, openid);
    this.#codes.set(code, sending);
    if (!(await sending)) this.#codes.delete(code);
  }

  async #deliver(message: MessageForBusiness, deadline: Deadline): Promise<RelayAnswer> {
    let stored = false;
    try {
      const delivery = await deliverInLine(this.env, this.#config, message, deadline.signal);
      stored = delivery.answer.kind !== "not_stored";
      if (delivery.record !== null) this.ctx.waitUntil(this.#book.write(delivery.record));
      return delivery.answer;
    } finally {
      deadline.end();
      // What is nowhere is begun anew when WeChat sends it again.
      if (!stored) this.#messages.delete(message.identity);
    }
  }

  #forgetBefore(before: number): void {
    for (const [identity, { since }] of this.#messages) {
      if (since >= before) return;
      this.#messages.delete(identity);
    }
  }
}
