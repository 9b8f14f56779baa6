import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { componentHolder } from "../credentials/holders.ts";
import { problemResponse } from "../problem.ts";
import type { PreAuthCodeAnswer } from "./answers/links.ts";
import { readBody } from "./body.ts";
import { linkBody, linkOptions } from "./link-body.ts";

/**
 * pre_auth_codes for the mini-program plugin (miniprogram-thirdparty-plugin), which authorizes without a page of ours: only
 * WeChat's event tells how it ended.
 */
export const preAuthCodes = new Hono<AppEnv>().post("/", async (c) => {
  const body = await readBody(c, linkBody);
  if (!body.ok) return problemResponse(c, body.failure);
  const { config } = c.var;
  const options = linkOptions(config, body.value);
  if (!options.ok) return problemResponse(c, options.failure);
  const { authType, bizAppid, tenant, returnTo } = options.value;
  const issued = await componentHolder(c.env, config.componentAppid).createPreAuthCode({ tenant, returnTo, authType });
  if (!issued.ok) return problemResponse(c, issued.failure);
  const { preAuthCode, expiresInSeconds } = issued.value;
  return c.json<PreAuthCodeAnswer>({
    pre_auth_code: preAuthCode,
    expires_in: expiresInSeconds,
    plugin: {
      platformAppID: config.componentAppid,
      preAuthCode,
      authType,
      ...(bizAppid === null ? {} : { bizAppid }),
    },
  });
});
