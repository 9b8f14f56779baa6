import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { anAccount, authorize, tokenOf } from "../merchant.ts";
import { startPlatform, stopPlatform } from "../platform.ts";

afterEach(stopPlatform);

const sources = import.meta.glob<string>("../../src/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });

/** The files of src/ in which a pattern occurs. */
function filesWith(pattern: RegExp): string[] {
  return Object.entries(sources)
    .filter(([, source]) => pattern.test(source))
    .map(([path]) => path.replace("../../src/", ""))
    .sort();
}

const HOLDERS = ["credentials/authorizer-credentials.ts", "credentials/component-credentials.ts"];

describe("I1: a credential is written only by the Durable Object that holds it", () => {
  test("Workers KV is written in one place, which only the two holders have", () => {
    expect(filesWith(/#kv\.(put|delete)\(|CREDENTIALS\.(put|delete)\(/)).toEqual(["credentials/copies.ts"]);
    expect(filesWith(/new Copies\(/)).toEqual(HOLDERS);
  });

  test("rows with credentials are written in two places, each of which one holder has", () => {
    const writes = (tables: string) => new RegExp(`(INSERT( OR REPLACE)? INTO|UPDATE|DELETE FROM) (${tables})\\b`);
    expect(filesWith(writes("authorizers"))).toEqual(["credentials/authorizer-table.ts"]);
    expect(filesWith(writes("exchanges|events|pre_auth_codes"))).toEqual(["credentials/component-ledger.ts"]);
    expect(filesWith(/new AuthorizerTable\(/)).toEqual(HOLDERS.slice(0, 1));
    expect(filesWith(/new ComponentLedger\(/)).toEqual(HOLDERS.slice(1));
  });

  test("a reader writes nothing", async () => {
    const platform = startPlatform();
    await platform.wechat.pushTicket();
    const appid = anAccount(platform);
    await authorize(platform, appid);
    await platform.api("/v1/component/access-token");
    const kv = Object.getPrototypeOf(env.CREDENTIALS);
    const writes = [vi.spyOn(kv, "put"), vi.spyOn(kv, "delete")];
    for (let read = 0; read < 20; read++) {
      await tokenOf(platform, appid);
      await platform.api("/v1/component/access-token");
      await platform.api("/v1/status");
      await platform.api("/v1/authorizers");
    }
    for (const write of writes) expect(write).not.toHaveBeenCalled();
  });
});
