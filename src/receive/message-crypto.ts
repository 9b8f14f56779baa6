import type { Config } from "../config.ts";
import { createMessageCrypto, type MessageCrypto } from "../wechat/message-crypto.ts";

const made = new WeakMap<Config, MessageCrypto>();

/** The message crypto of these settings; importing a key takes longer than using it, so it is made once. */
export function messageCrypto(config: Config): MessageCrypto {
  let crypto = made.get(config);
  if (crypto === undefined) {
    const { componentAppid, messageToken: token, encodingAesKeys } = config;
    crypto = createMessageCrypto({ componentAppid, token, encodingAesKeys });
    made.set(config, crypto);
  }
  return crypto;
}
