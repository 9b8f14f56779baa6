import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { componentHolder } from "../../src/credentials/holders.ts";
import { COMPONENT_APPID, type Json, type Platform } from "../platform.ts";

function inStorage<Value>(look: (storage: DurableObjectStorage) => Value): Promise<Value> {
  return runInDurableObject(componentHolder(env, COMPONENT_APPID), (_instance, state) => look(state.storage));
}

export function storedTicket(): Promise<{ value: string; createTime: number } | undefined> {
  return inStorage((storage) => storage.kv.get("ticket"));
}

export function storedEvents(): Promise<Record<string, SqlStorageValue>[]> {
  return inStorage((storage) => storage.sql.exec("SELECT * FROM events ORDER BY id").toArray());
}

/** All that an operator, a back end or a reader of KV could see change; the clock should stand. */
export async function everything(platform: Platform): Promise<Json> {
  const { keys } = await env.CREDENTIALS.list();
  return {
    status: (await platform.api("/v1/status")).json,
    authorizers: (await platform.api("/v1/authorizers")).json,
    ticket: await storedTicket(),
    events: await storedEvents(),
    copies: await Promise.all(keys.map(async ({ name }) => [name, await env.CREDENTIALS.get(name)])),
  };
}

/** The next ticket can't be written. */
export async function breakNextTicketWrite(): Promise<void> {
  await inStorage((storage) => {
    vi.spyOn(storage.kv, "put").mockImplementationOnce(() => {
      throw new Error("disk I/O error");
    });
  });
}

/** No event can be written until `mend` is called. */
export async function breakEventWrites(): Promise<{ mend(): Promise<void> }> {
  await inStorage((storage) => {
    storage.sql.exec("ALTER TABLE events RENAME TO events_elsewhere");
  });
  return {
    mend: () =>
      inStorage((storage) => {
        storage.sql.exec("ALTER TABLE events_elsewhere RENAME TO events");
      }),
  };
}
