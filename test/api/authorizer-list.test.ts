import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHARD_COUNT, shardOf as shardNumber } from "../../src/credentials/holders.ts";
import { adoptMany, shardOf } from "../merchant.ts";
import { type Json, type Platform, startPlatform, stopPlatform } from "../platform.ts";

const COUNT = 250;

let platform: Platform;
let appids: string[];

// One platform for all: they only look.
beforeAll(async () => {
  platform = startPlatform();
  await platform.wechat.pushTicket();
  appids = (await adoptMany(platform, COUNT)).sort();
  await annotate(appids[3], { tenant: "Shop-A" });
  await annotate(appids[200], { tenant: "Shop-AB", note: "Shop-A is only noted here" });
  await annotate(appids[5], { tenant: "50%_off" });
  await annotate(appids[6], { tenant: "ＦＵＬＬ宽 É" });
  for (const index of [0, 100, 249]) {
    await shardOf(appids[index] ?? "").applyUnauthorized(appids[index] ?? "", Math.floor(Date.now() / 1000) + 120);
  }
});
afterAll(stopPlatform);

async function annotate(appid = "", body: object): Promise<void> {
  expect((await platform.api(`/v1/authorizers/${appid}`, { method: "PATCH", body })).status).toBe(200);
}

async function list(query: Record<string, string>): Promise<{ found: string[]; next: string | null; json: Json }> {
  const { status, json } = await platform.api(`/v1/authorizers?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return { found: json.authorizers.map((each: Json) => each.authorizer_appid), next: json.next_cursor, json };
}

/** All pages, one after the other. */
async function pages(query: Record<string, string>): Promise<string[][]> {
  const all: string[][] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { found: string[]; next: string | null } = await list(cursor === "" ? query : { ...query, cursor });
    all.push(page.found);
    cursor = page.next;
  }
  return all;
}

describe(`a list of ${COUNT} authorizers in ${SHARD_COUNT} shards`, () => {
  test("is spread over all of them", () => {
    expect(new Set(appids.map(shardNumber)).size).toBe(SHARD_COUNT);
  });

  test.each([
    ["", [100, 100, 50]],
    ["100", [100, 100, 50]],
    ["99", [99, 99, 52]],
    ["50", [50, 50, 50, 50, 50]],
    ["7", [...Array<number>(35).fill(7), 5]],
  ])("comes in pages of %s, each once and in the order of their appids", async (limit, lengths) => {
    const found = await pages(limit === "" ? {} : { limit });
    expect(found.map((page) => page.length)).toEqual(lengths);
    expect(found.flat()).toEqual(appids);
  });

  test("one at a time ends where it should", async () => {
    const found = await pages({ limit: "1", q: "Shop-A" });
    expect(found.flat()).toEqual([appids[3], appids[200]]);
    expect(found).toHaveLength(2);
  });

  test("goes on where only one shard has more", async () => {
    const shard = shardNumber(appids[0] ?? "");
    const together = appids.filter((appid) => shardNumber(appid) === shard);
    for (const appid of together) await annotate(appid, { tenant: "together" });
    for (const limit of ["1", "2", "3", String(together.length)]) {
      expect((await pages({ q: "together", limit })).flat()).toEqual(together);
    }
  });

  test("shows nobody twice and leaves nobody out while others come and go", async () => {
    const first = await list({ limit: "100" });
    const [early = ""] = appids;
    await annotate(early, { note: "changed meanwhile" });
    const rest = await pages({ limit: "100", cursor: first.next ?? "" });
    expect([...first.found, ...rest.flat()]).toEqual(appids);
  });

  test.each(["zzzz", "wxz", "~"])("ends at once behind the last one: cursor %s", async (cursor) => {
    expect(await list({ cursor })).toMatchObject({ found: [], next: null });
  });

  test("has no secret in it", async () => {
    const { json } = await list({});
    expect(JSON.stringify(json)).not.toMatch(/refreshtoken|refresh_token/);
    expect(Object.keys(json)).toEqual(["authorizers", "next_cursor"]);
  });
});

describe("status", () => {
  test.each([
    ["authorized", COUNT - 3],
    ["unauthorized", 3],
    ["needs_reauthorization", 0],
  ])("%s finds %d", async (status, count) => {
    const found = (await pages({ status, limit: "100" })).flat();
    expect(found).toHaveLength(count);
    if (status === "unauthorized") expect(found).toEqual([appids[0], appids[100], appids[249]]);
  });
});

describe("q", () => {
  test("finds a tenant, in upper and lower case, and not what is only noted", async () => {
    expect((await list({ q: "shop-a" })).found).toEqual([appids[3], appids[200]]);
    expect((await list({ q: "SHOP-AB" })).found).toEqual([appids[200]]);
  });

  test("finds an appid or a part of it", async () => {
    const wanted = appids[42] ?? "";
    expect((await list({ q: wanted })).found).toEqual([wanted]);
    expect((await list({ q: wanted.slice(4).toUpperCase() })).found).toContain(wanted);
  });

  test("takes wildcards of SQL for what they are", async () => {
    expect((await list({ q: "50%_off" })).found).toEqual([appids[5]]);
    expect((await list({ q: "%" })).found).toEqual([appids[5]]);
    expect((await list({ q: "_" })).found).toEqual([appids[5]]);
    expect((await list({ q: "'; DROP TABLE authorizers; --" })).found).toEqual([]);
  });

  test("finds letters of other alphabets as they were written", async () => {
    for (const q of ["ＦＵＬＬ宽", "É", "宽 É"]) expect((await list({ q })).found).toEqual([appids[6]]);
  });

  test("of white space is none", async () => {
    expect((await list({ q: "  " })).found).toHaveLength(100);
    expect((await list({ q: " shop-ab " })).found).toEqual([appids[200]]);
  });

  test("goes together with status, limit and cursor", async () => {
    expect((await list({ q: "wx", status: "unauthorized", limit: "2" })).next).toBe(appids[100]);
    expect((await list({ q: "wx", status: "unauthorized", cursor: appids[100] ?? "" })).found).toEqual([appids[249]]);
    expect((await list({ q: "shop", status: "unauthorized" })).found).toEqual([]);
  });
});
