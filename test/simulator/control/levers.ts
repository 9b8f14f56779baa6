import { z } from "zod";
import type { Simulator } from "../simulator.ts";
import * as inputs from "./lever-inputs.ts";

/** One method of the simulator as `POST /simulator/{name}`: a JSON object in, JSON out. */
interface Lever {
  pull(simulator: Simulator, input: unknown): unknown;
}

function lever<T>(input: z.ZodType<T>, pull: (simulator: Simulator, input: T) => unknown): Lever {
  return { pull: (simulator, raw) => pull(simulator, input.parse(raw)) };
}

const nothing = z.object({});
const appid = z.string();
const createTime = z.number().int().exactOptional();

export const LEVERS: Record<string, Lever> = {
  settings: lever(inputs.settings, (simulator, { lifetimes, ...changes }) => {
    Object.assign(simulator.settings, changes);
    Object.assign(simulator.settings.lifetimes, lifetimes);
    return simulator.settings;
  }),

  "push-ticket": lever(inputs.ticketPush, (simulator, ticket) => simulator.pushTicket(ticket)),
  "start-ticket-timer": lever(
    z.strictObject({ everySeconds: z.number().positive().default(600) }),
    (simulator, timer) => simulator.startTicketTimer(timer.everySeconds),
  ),
  "stop-ticket-timer": lever(nothing, (simulator) => simulator.stopTicketTimer()),
  "push-event": lever(
    z.strictObject({ message: z.union([z.string(), inputs.xmlFields]), overrides: inputs.pushOverrides.default({}) }),
    (simulator, { message, overrides }) => simulator.pushEvent(message, overrides),
  ),
  "push-message": lever(
    z.strictObject({ authorizerAppid: appid, message: inputs.xmlFields, overrides: inputs.pushOverrides.default({}) }),
    (simulator, { authorizerAppid, message, overrides }) => simulator.pushMessage(authorizerAppid, message, overrides),
  ),
  "rotate-encoding-aes-key": lever(z.strictObject({ key: z.string().length(43) }), (simulator, { key }) =>
    simulator.rotateEncodingAesKey(key),
  ),
  settled: lever(nothing, (simulator) => simulator.settled()),
  "release-check": lever(
    z.strictObject({
      group: z.number().int().min(1).max(5).exactOptional(),
      withEvent: z.boolean().exactOptional(),
      waitMs: z.number().exactOptional(),
    }),
    (simulator, options) => simulator.runReleaseCheck(options),
  ),

  "add-account": lever(inputs.accountSketch, (simulator, sketch) => simulator.addAccount(sketch)),
  "add-accounts": lever(z.strictObject({ count: z.number().int().positive() }), (simulator, { count }) =>
    simulator.addAccounts(count).map((account) => account.appid),
  ),
  "change-account": lever(z.strictObject({ appid, changes: inputs.accountChanges }), (simulator, { appid, changes }) =>
    simulator.changeAccount(appid, changes),
  ),
  confirm: lever(inputs.confirmation, async (simulator, request) => {
    const { eventPush: _, ...confirmation } = await simulator.confirm(request);
    return confirmation;
  }),
  authorize: lever(inputs.directGrant.extend({ appids: z.array(appid) }), async (simulator, { appids, ...options }) =>
    Promise.all(
      simulator
        .authorizeMany(appids, options)
        .map(async ({ eventPush, ...grant }) => ({ ...grant, event: await eventPush })),
    ),
  ),
  "update-authorization": lever(
    z.strictObject({ appid, funcIds: z.array(z.number().int()), createTime }),
    async (simulator, { appid, funcIds, ...options }) => {
      const { eventPush, ...grant } = simulator.updateAuthorization(appid, funcIds, options);
      return { ...grant, event: await eventPush };
    },
  ),
  unauthorize: lever(
    z.strictObject({ appid, createTime, push: z.boolean().exactOptional() }),
    (simulator, { appid, ...options }) => simulator.unauthorize(appid, options),
  ),

  "inject-fault": lever(inputs.fault, (simulator, fault) => ({ id: simulator.faults.inject(fault).id })),
  "clear-faults": lever(z.strictObject({ id: z.number().int().exactOptional() }), (simulator, { id }) =>
    simulator.faults.clear(id),
  ),
  "limit-quota": lever(
    z.strictObject({
      path: z.string(),
      limit: z.strictObject({ daily: z.number().exactOptional(), minute: z.number().exactOptional() }).nullable(),
    }),
    (simulator, { path, limit }) => simulator.quotas.limit(path, limit),
  ),
  "invalidate-access-tokens": lever(z.strictObject({ appid }), (simulator, { appid }) =>
    simulator.invalidateAccessTokens(appid),
  ),
  "clear-calls": lever(nothing, (simulator) => simulator.clearCalls()),
  "issue-login-code": lever(
    z.strictObject({ appid, openid: z.string(), scope: z.string().default("snsapi_base") }),
    (simulator, login) => ({ code: simulator.webLogins.issueCode(login) }),
  ),
  "invent-medium": lever(
    z.strictObject({ byteLength: z.number().int().nonnegative(), contentType: z.string().default("video/mp4") }),
    (simulator, { byteLength, contentType }) => simulator.media.invent(byteLength, contentType),
  ),
};
