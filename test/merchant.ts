import { env } from "cloudflare:workers";
import { authorizerHolder } from "../src/credentials/holders.ts";
import { COMPONENT_APPID, type Json, type Platform } from "./platform.ts";
import type { Confirm, Confirmation } from "./simulator/authorization/confirm.ts";

const HTML = { accept: "text/html", "accept-language": "zh-CN" };

/** A merchant's visit that has got as far as WeChat's page. */
export interface Departed {
  preAuthCode: string;
  destination: URL;
}

/** Opens /authorize, or a link, and goes on to WeChat's page. */
export async function depart(platform: Platform, url = "/authorize?auth_type=6"): Promise<Departed> {
  const page = await (await platform.fetch(url, { headers: HTML })).text();
  const href = /href="([^"]*component_appid[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&");
  if (href === undefined) throw new Error(`no way to WeChat in ${page.slice(0, 300)}`);
  platform.wechat.openAuthorizationPage(href, { referer: "https://wx.example.com/" });
  const destination = new URL(href);
  return { preAuthCode: destination.searchParams.get("pre_auth_code") ?? "", destination };
}

export function confirm(
  platform: Platform,
  departed: Departed,
  choice: Partial<Confirm> & { authorizerAppid: string },
): Promise<Confirmation> {
  return platform.wechat.confirm({ preAuthCode: departed.preAuthCode, ...choice });
}

/** The browser comes back. */
export function comeBack(platform: Platform, confirmation: Confirmation): Promise<Response> {
  if (confirmation.callbackUrl === null) throw new Error("this merchant's browser does not come back");
  return platform.fetch(confirmation.callbackUrl, { headers: HTML });
}

/** A whole authorization, from the link to the page at its end. */
export async function authorize(
  platform: Platform,
  authorizerAppid: string,
  choice: Partial<Confirm> & { url?: string } = {},
): Promise<{ confirmation: Confirmation; response: Response | null }> {
  const { url, ...rest } = choice;
  const confirmation = await confirm(platform, await depart(platform, url), { authorizerAppid, ...rest });
  const response = confirmation.callbackUrl === null ? null : await comeBack(platform, confirmation);
  await confirmation.eventPush;
  await platform.wechat.settled();
  return { confirmation, response };
}

/** An account of the simulator's cast. */
export function anAccount(platform: Platform, index = 0): string {
  const account = platform.wechat.accounts()[index];
  if (account === undefined) throw new Error("the cast is smaller");
  return account.appid;
}

export async function tokenOf(platform: Platform, appid: string): Promise<Json> {
  return platform.api(`/v1/authorizers/${appid}/access-token`);
}

export async function authorizerOf(platform: Platform, appid: string): Promise<Json> {
  return (await platform.api(`/v1/authorizers/${appid}`)).json;
}

export function shardOf(appid: string) {
  return authorizerHolder(env, COMPONENT_APPID, appid);
}

/** Many accounts that authorized long ago: their refresh tokens are known, and a token is due for each. */
export async function adoptMany(platform: Platform, count: number): Promise<string[]> {
  const accounts = platform.wechat.addAccounts(count);
  const grants = platform.wechat.authorizeMany(accounts.map((account) => account.appid));
  await Promise.all(
    grants.map(({ authorizerAppid, authorizerRefreshToken }) =>
      shardOf(authorizerAppid).applyGrant({
        authorizerAppid,
        grant: {
          authorizerAppid,
          authorizerAccessToken: null,
          authorizerRefreshToken,
          funcInfo: null,
          grantedAt: Date.now(),
        },
        source: { kind: "listing", authorizedAt: Date.now() },
        tenant: null,
      }),
    ),
  );
  return accounts.map((account) => account.appid);
}
