import type { Wechat } from "../state/wechat.ts";
import { pushEvent } from "./event-push.ts";
import type { Push, PushOverrides } from "./push.ts";

export interface TicketPush extends Pick<PushOverrides, "createTime" | "attempts"> {
  /** True: a new value now. False: the same value once more. Left out: as WeChat does, a new one every few pushes. */
  rotate?: boolean;
}

export async function pushTicket(wechat: Wechat, { rotate, ...overrides }: TicketPush = {}): Promise<Push> {
  const ticket = wechat.tickets.next(rotate);
  const fields = { InfoType: "component_verify_ticket", ComponentVerifyTicket: ticket.value };
  const push = await pushEvent(wechat, fields, overrides);
  if (push.accepted) wechat.tickets.acceptedAt = wechat.settings.now();
  return push;
}

/** WeChat pushes a ticket every ten minutes. */
const EVERY_SECONDS = 600;

export class TicketTimer {
  #wechat: Wechat;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(wechat: Wechat) {
    this.#wechat = wechat;
  }

  /** Pushes now and then regularly; gives the first push. */
  start(everySeconds = EVERY_SECONDS): Promise<Push> {
    this.stop();
    this.#timer = setInterval(() => void pushTicket(this.#wechat), everySeconds * 1000);
    return pushTicket(this.#wechat);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }
}
