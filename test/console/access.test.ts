import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Platform, startPlatform, stopPlatform } from "../platform.ts";
import { PASSWORD, signInWith } from "./operator.ts";

const TEAM = "https://team.cloudflareaccess.com";
const AUDIENCE = "a".repeat(64);
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

let platform: Platform;
let keys: CryptoKeyPair;
let asked = 0;

beforeEach(async () => {
  platform = startPlatform({ CF_ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com", CF_ACCESS_AUD: AUDIENCE });
  // Later than what the test before it asked for.
  platform.advance(24 * 3600_000 * (asked + 1));
  keys = (await crypto.subtle.generateKey(RSA, true, ["sign", "verify"])) as CryptoKeyPair;
  const publicKey = (await crypto.subtle.exportKey("jwk", keys.publicKey)) as JsonWebKey;
  vi.mocked(globalThis.fetch).mockImplementation(async (input) => {
    if (new Request(input).url !== `${TEAM}/cdn-cgi/access/certs`) return new Response("nobody", { status: 599 });
    asked += 1;
    return Response.json({ keys: [{ ...publicKey, kid: "one" }] });
  });
});
afterEach(stopPlatform);

async function token(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));
  const body = { iss: TEAM, aud: [AUDIENCE], email: "li@example.com", nbf: now - 10, exp: now + 60, ...claims };
  const signed = `${part({ alg: "RS256", kid: "one", ...header })}.${part(body)}`;
  const signature = await crypto.subtle.sign(RSA.name, keys.privateKey, new TextEncoder().encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

function open(jwt: string | null, path = "/console/setup"): Promise<Response> {
  return platform.fetch(path, jwt === null ? {} : { headers: { "cf-access-jwt-assertion": jwt } });
}

describe("behind Cloudflare Access", () => {
  test("whom Access vouches for is in, by name, and what they change is written down under it", async () => {
    const jwt = await token();
    const page = await (await open(jwt)).text();
    expect(page).toContain("li@example.com");
    const formToken = /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const response = await platform.fetch("/console/setup/ticket", {
      method: "POST",
      headers: { "cf-access-jwt-assertion": jwt, origin: "https://wx.example.com" },
      body: new URLSearchParams({ form_token: formToken }),
    });
    expect(response.status).toBe(303);
    expect(await (await open(jwt, "/console/audit")).text()).toContain("li@example.com");
  });

  test("the password is not asked for, and opens nothing", async () => {
    const response = await signInWith(platform, { password: PASSWORD });
    expect(response.headers.get("set-cookie")).toBeNull();
    expect((await open(null)).status).toBe(403);
  });

  test("the keys are asked for once in an hour", async () => {
    const before = asked;
    for (let visit = 0; visit < 5; visit++) expect((await open(await token())).status).toBe(200);
    expect(asked).toBe(before + 1);
  });

  const forgeries: [string, () => Promise<string>][] = [
    ["for another application", () => token({ aud: ["b".repeat(64)] })],
    ["of another team", () => token({ iss: "https://other.cloudflareaccess.com" })],
    ["that has expired", () => token({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ["that is not valid yet", () => token({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    ["of nobody", () => token({ email: "" })],
    ["without a signature", async () => `${(await token({}, { alg: "none" })).split(".").slice(0, 2).join(".")}.`],
    ["signed otherwise", () => token({}, { alg: "HS256" })],
    ["with a key that Access does not have", () => token({}, { kid: "two" })],
    [
      "with another's claims",
      async () => {
        const [head, , signature] = (await token()).split(".");
        const [, body] = (await token({ email: "mallory@example.com" })).split(".");
        return `${head}.${body}.${signature}`;
      },
    ],
    ["that is none", async () => "nonsense"],
  ];
  test.each(forgeries)("a token %s opens nothing", async (_, forge) => {
    expect((await open(await forge())).status).toBe(403);
  });

  test("half of the settings is a mistake, not a password", async () => {
    const half = startPlatform({ CF_ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com" });
    const response = await half.fetch("/console/login");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("CF_ACCESS_AUD");
  });
});
