import { Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { callWithToken } from "../credentials/call-with-token.ts";
import { componentHolder } from "../credentials/holders.ts";
import { readComponentToken } from "../credentials/read.ts";
import { wechatApi } from "../credentials/wechat-api.ts";
import { problemResponse } from "../problem.ts";
import { requestClearQuota, requestQuota } from "../wechat/quota.ts";
import type { Remark } from "./answers/levers.ts";
import { appid } from "./appid.ts";
import { readBody } from "./body.ts";
import { readInput } from "./input.ts";

export const clearQuotaBody = z.strictObject({ authorizer_appid: z.optional(appid) });

export const quotaQuery = z.object({
  cgi_path: z.string("is missing").check(z.regex(/^\/[\w/-]+$/, "is not a path such as /cgi-bin/user/get")),
});

/** The operator's levers, for when WeChat is silent or a quota is used up. */
export const levers = new Hono<AppEnv>()
  .post("/start-push-ticket", async (c) => {
    const answer = await componentHolder(c.env, c.var.config.componentAppid).startPushTicket();
    return answer.ok ? c.json<Remark>({ message: answer.value }) : problemResponse(c, answer.failure);
  })
  .post("/clear-quota", async (c) => {
    const body = await readBody(c, clearQuotaBody);
    if (!body.ok) return problemResponse(c, body.failure);
    const { config } = c.var;
    const answer = await requestClearQuota(wechatApi(config), config, body.value.authorizer_appid ?? null);
    return answer.ok ? c.json<Remark>({ message: answer.value }) : problemResponse(c, answer.failure);
  })
  .get("/quota", async (c) => {
    const query = readInput(quotaQuery, c.req.query());
    if (!query.ok) return problemResponse(c, query.failure);
    const { config } = c.var;
    const answer = await callWithToken(
      (rejected) => readComponentToken(c.env, config, rejected),
      (token) => requestQuota(wechatApi(config), token, query.value.cgi_path),
    );
    return answer.ok ? c.json(answer.value) : problemResponse(c, answer.failure.failure);
  });
