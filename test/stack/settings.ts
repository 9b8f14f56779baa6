import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { SimulatorOptions } from "../simulator/state/settings.ts";

export const ROOT = join(import.meta.dirname, "../..");

/** The business's own site, which a link may send merchants back to. Nothing answers there. */
export const BUSINESS_ORIGIN = "https://app.example.com";

/** The Worker's settings, secrets among them, by their names. */
export type Settings = Record<string, string>;

/** Settings in a file such as .dev.vars.example. */
export function readSettings(path: string): Settings {
  return Object.fromEntries(
    Object.entries(parseEnv(readFileSync(path, "utf8"))).map(([name, value]) => [name, value ?? ""]),
  );
}

export function exampleSettings(): Settings {
  return readSettings(join(ROOT, ".dev.vars.example"));
}

/** What makes a Worker talk to the simulator at `wechatUrl` and to nobody else. */
export function settingsBeside(wechatUrl: string): Settings {
  return {
    COMPONENT_APPID: "wx0000000000000001",
    WECHAT_API_BASE: wechatUrl,
    WECHAT_MP_BASE: wechatUrl,
    WECHAT_OPEN_BASE: wechatUrl,
    RETURN_ORIGINS: BUSINESS_ORIGIN,
  };
}

/** What the simulator, as WeChat's side of the same platform, has to know of the Worker's settings. */
export function platformOf(settings: Settings): Partial<SimulatorOptions> {
  const { COMPONENT_APPID, COMPONENT_APPSECRET, MESSAGE_TOKEN, ENCODING_AES_KEY } = settings;
  return {
    ...(COMPONENT_APPID === undefined ? {} : { componentAppid: COMPONENT_APPID }),
    ...(COMPONENT_APPSECRET === undefined ? {} : { componentAppsecret: COMPONENT_APPSECRET }),
    ...(MESSAGE_TOKEN === undefined ? {} : { token: MESSAGE_TOKEN }),
    ...(ENCODING_AES_KEY === undefined ? {} : { encodingAesKey: ENCODING_AES_KEY }),
  };
}

/** The URLs that an operator pastes into 开放平台, for a Worker at `origin`. */
export function urlsOf(origin: string): Pick<SimulatorOptions, "eventUrl" | "messageUrl" | "authorizeHost"> {
  return {
    eventUrl: `${origin}/wechat/events`,
    messageUrl: `${origin}/wechat/messages/$APPID$`,
    authorizeHost: new URL(origin).host,
  };
}

/** The key itself of the first back end in API_KEYS. */
export function firstApiKey(settings: Settings): string {
  const entry = settings.API_KEYS?.split(",")[0] ?? "";
  return entry.slice(entry.indexOf(":") + 1).trim();
}
