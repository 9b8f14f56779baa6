import * as z from "zod/mini";
import { webhookKey } from "./webhook/signature.ts";

/** A back end of the business and the bearer key that it shows. */
export interface ApiKey {
  name: string;
  key: string;
}

/** The settings of README's table, read and checked. */
export interface Config {
  componentAppid: string;
  componentAppsecret: string;
  messageToken: string;
  /** The current 消息加解密Key, then perhaps the one before it. */
  encodingAesKeys: string[];
  apiKeys: ApiKey[];
  consolePassword: string;
  /** When set, Cloudflare Access says who may use the console, in place of the password. */
  access: AccessSettings | null;
  webhookSecret: string;
  linkSecret: string | null;
  publicOrigin: string | null;
  authorizePublic: boolean;
  returnOrigins: string[];
  eventWebhookUrl: string | null;
  forwardUrl: string | null;
  forwardMode: "plain" | "wechat";
  wechatApiBase: string;
  wechatApiRelayKey: string | null;
  wechatMpBase: string;
  wechatOpenBase: string;
}

export interface AccessSettings {
  /** `https://team.cloudflareaccess.com` */
  issuer: string;
  /** The application's audience tag. */
  audience: string;
}

/** A setting that is missing or malformed, and what to do about it. */
export interface SettingProblem {
  setting: string;
  problem: string;
  fix: string;
}

export type ParsedConfig = { ok: true; config: Config } | { ok: false; problems: SettingProblem[] };

const required = (meaning: string) => z.string(`is missing: ${meaning}`).check(z.minLength(1, `is empty: ${meaning}`));

const encodingAesKey = (schema: z.ZodMiniString) =>
  schema.check(z.regex(/^[A-Za-z0-9]{43}$/, "is not a 消息加解密Key: 43 letters and digits"));

const httpUrl = z.string().check(z.refine(isHttpUrl, "is not an http(s) URL"));
const origin = httpUrl.check(z.refine((text) => !isHttpUrl(text) || isOrigin(new URL(text)), "is more than an origin"));
const base = z.pipe(
  httpUrl,
  z.transform((text) => text.replace(/\/+$/, "")),
);

/** Optional settings left empty count as not set. */
const optional = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.transform((value: unknown) => (value === "" ? undefined : value)),
    z.optional(schema),
  );

const list = <Item>(item: z.ZodMiniType<Item, string>) =>
  z.pipe(
    z.transform((text: string) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
    z.array(item),
  );

const apiKey = z.pipe(
  z.string().check(z.regex(/^[^:\s]+:\S+$/, "has an entry that is not name:key")),
  z.transform((text): ApiKey => {
    const colon = text.indexOf(":");
    return { name: text.slice(0, colon), key: text.slice(colon + 1) };
  }),
);

const schema = z.object({
  COMPONENT_APPID: required("the appid of the third-party platform").check(
    z.regex(/^[A-Za-z0-9_-]+$/, "is not an appid"),
  ),
  COMPONENT_APPSECRET: required("the AppSecret of the third-party platform"),
  MESSAGE_TOKEN: required("消息校验Token"),
  ENCODING_AES_KEY: encodingAesKey(required("消息加解密Key")),
  ENCODING_AES_KEY_PREVIOUS: optional(encodingAesKey(z.string())),
  API_KEYS: z.pipe(required("the bearer keys of your back ends, name:key, comma-separated"), list(apiKey)).check(
    z.refine((keys) => keys.length > 0, "has no key"),
    z.refine((keys) => new Set(keys.map((each) => each.name)).size === keys.length, "names two keys alike"),
  ),
  CONSOLE_PASSWORD: required("the operator's password"),
  CF_ACCESS_TEAM_DOMAIN: optional(
    z
      .string()
      .check(z.regex(/^(?:https:\/\/)?[\w-]+(?:\.[\w-]+)+\/?$/, "is not a host such as team.cloudflareaccess.com")),
  ),
  CF_ACCESS_AUD: optional(z.string().check(z.regex(/^[\da-f]{64}$/, "is not an audience tag: 64 of 0-9 and a-f"))),
  WEBHOOK_SECRET: required("what signs deliveries").check(
    z.refine((secret) => webhookKey(secret) !== null, "is not whsec_ and base64"),
  ),
  LINK_SECRET: optional(z.string()),
  PUBLIC_ORIGIN: optional(origin),
  // In wrangler.toml it may stand with or without quotes.
  AUTHORIZE_PUBLIC: optional(
    z.pipe(
      z.transform((value: unknown) => (typeof value === "boolean" ? String(value) : value)),
      z.enum(["true", "false"], "is neither true nor false"),
    ),
  ),
  RETURN_ORIGINS: optional(list(origin)),
  EVENT_WEBHOOK_URL: optional(httpUrl),
  FORWARD_URL: optional(httpUrl),
  FORWARD_MODE: optional(z.enum(["plain", "wechat"], "is neither plain nor wechat")),
  WECHAT_API_BASE: optional(base),
  WECHAT_API_RELAY_KEY: optional(z.string()),
  WECHAT_MP_BASE: optional(base),
  WECHAT_OPEN_BASE: optional(base),
});

/** Secrets are put by wrangler; everything else stands in wrangler.toml. */
const SECRETS = new Set([
  "COMPONENT_APPSECRET",
  "MESSAGE_TOKEN",
  "ENCODING_AES_KEY",
  "ENCODING_AES_KEY_PREVIOUS",
  "API_KEYS",
  "CONSOLE_PASSWORD",
  "WEBHOOK_SECRET",
  "LINK_SECRET",
  "WECHAT_API_RELAY_KEY",
]);

/** How to make a value where it is ours to choose; no word of this names the value that is set. */
const HINTS: Record<string, string> = {
  API_KEYS: ", for example shop:$(openssl rand -hex 32)",
  CONSOLE_PASSWORD: ", for example $(openssl rand -base64 18)",
  WEBHOOK_SECRET: ", for example whsec_$(openssl rand -base64 32)",
};

const parsed = new WeakMap<object, ParsedConfig>();

/**
 * Reads the settings, once for each environment object.
 * @returns the settings, or every one that is missing or malformed together with its fix; a value is never quoted
 */
export function parseConfig(env: object): ParsedConfig {
  const known = parsed.get(env);
  if (known !== undefined) return known;
  const config = readConfig(env);
  parsed.set(env, config);
  return config;
}

function readConfig(env: object): ParsedConfig {
  const result = schema.safeParse(env);
  if (!result.success) {
    const problems = new Map<string, SettingProblem>();
    for (const issue of result.error.issues) {
      const setting = String(issue.path[0]);
      if (!problems.has(setting)) problems.set(setting, { setting, problem: issue.message, fix: fixOf(setting) });
    }
    return { ok: false, problems: [...problems.values()] };
  }
  const settings = result.data;
  const { CF_ACCESS_TEAM_DOMAIN: teamDomain, CF_ACCESS_AUD: audience } = settings;
  if ((teamDomain === undefined) !== (audience === undefined)) {
    // Half of it would leave the password as the only guard, unnoticed.
    const setting = teamDomain === undefined ? "CF_ACCESS_TEAM_DOMAIN" : "CF_ACCESS_AUD";
    const other = teamDomain === undefined ? "CF_ACCESS_AUD" : "CF_ACCESS_TEAM_DOMAIN";
    return { ok: false, problems: [{ setting, problem: `is missing beside ${other}`, fix: fixOf(setting) }] };
  }
  return {
    ok: true,
    config: {
      componentAppid: settings.COMPONENT_APPID,
      componentAppsecret: settings.COMPONENT_APPSECRET,
      messageToken: settings.MESSAGE_TOKEN,
      encodingAesKeys: [settings.ENCODING_AES_KEY, settings.ENCODING_AES_KEY_PREVIOUS ?? []].flat(),
      apiKeys: settings.API_KEYS,
      consolePassword: settings.CONSOLE_PASSWORD,
      access:
        teamDomain === undefined || audience === undefined
          ? null
          : { issuer: `https://${teamDomain.replace(/^https:\/\/|\/$/g, "")}`, audience },
      webhookSecret: settings.WEBHOOK_SECRET,
      linkSecret: settings.LINK_SECRET ?? null,
      publicOrigin: settings.PUBLIC_ORIGIN === undefined ? null : new URL(settings.PUBLIC_ORIGIN).origin,
      authorizePublic: settings.AUTHORIZE_PUBLIC !== "false",
      returnOrigins: (settings.RETURN_ORIGINS ?? []).map((text) => new URL(text).origin),
      eventWebhookUrl: settings.EVENT_WEBHOOK_URL ?? null,
      forwardUrl: settings.FORWARD_URL ?? null,
      forwardMode: settings.FORWARD_MODE ?? "plain",
      wechatApiBase: settings.WECHAT_API_BASE ?? "https://api.weixin.qq.com",
      wechatApiRelayKey: settings.WECHAT_API_RELAY_KEY ?? null,
      wechatMpBase: settings.WECHAT_MP_BASE ?? "https://mp.weixin.qq.com",
      wechatOpenBase: settings.WECHAT_OPEN_BASE ?? "https://open.weixin.qq.com",
    },
  };
}

function fixOf(setting: string): string {
  return SECRETS.has(setting)
    ? `npx wrangler secret put ${setting}${HINTS[setting] ?? ""}`
    : `set ${setting} under [vars] in wrangler.toml and run npx wrangler deploy`;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isOrigin(url: URL): boolean {
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
}
