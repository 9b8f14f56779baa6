import type { Config } from "../config.ts";
import { callWithToken } from "../credentials/call-with-token.ts";
import type { CredentialBindings } from "../credentials/holders.ts";
import { readComponentToken } from "../credentials/read.ts";
import { wechatApi } from "../credentials/wechat-api.ts";
import { log } from "../log.ts";
import { sendCustomText } from "../wechat/custom-send.ts";
import { requestQueryAuth } from "../wechat/query-auth.ts";

/** custom/send has been seen to answer -1000 "system error" just when it is called for the check. */
const SEND_ATTEMPTS = 3;
const PAUSE_MS = 500;

/**
 * The step of the release check that needs the API: exchanges the code that the message brought, and sends `…_from_api` to
 * whoever sent it with the token that it was worth. Nothing of it is kept: the account is WeChat's own. What goes wrong is
 * logged, for there is nobody to tell; 61004 means that the address of the call is not on the IP whitelist.
 * @returns whether it was sent
 */
export async function sendFromApi(
  env: CredentialBindings,
  config: Config,
  code: string,
  openid: string,
): Promise<boolean> {
  const api = wechatApi(config);
  const exchanged = await callWithToken(
    (rejected) => readComponentToken(env, config, rejected),
    (token) => requestQueryAuth(api, config.componentAppid, token, code),
  );
  if (!exchanged.ok) {
    const { failure } = exchanged.failure;
    log("error", "the release check's code could not be exchanged", describe(failure));
    return false;
  }
  const { authorizerAccessToken: token } = exchanged.value;
  if (token === null) {
    log("error", "the release check's code gave no token");
    return false;
  }
  for (let attempt = 1; attempt <= SEND_ATTEMPTS; attempt++) {
    const sent = await sendCustomText(api, token.value, openid, `${code}_from_api`);
    if (sent.ok) {
      log("info", "the release check was answered by custom/send");
      return true;
    }
    log("error", "the release check could not be answered by custom/send", { attempt, ...describe(sent.failure) });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

function describe(failure: {
  code: string;
  wechat?: { errcode: number };
  ip?: string | null;
}): Record<string, unknown> {
  return { code: failure.code, errcode: failure.wechat?.errcode ?? null, ip: failure.ip ?? null };
}
