import type { Config } from "../config.ts";
import type { WechatApi } from "../wechat/call.ts";

/** WeChat's API as the settings say it is reached. */
export function wechatApi(config: Config): WechatApi {
  return {
    base: config.wechatApiBase,
    fetch: (input, init) => fetch(input, init),
    ...(config.wechatApiRelayKey === null ? {} : { relayKey: config.wechatApiRelayKey }),
  };
}
