import { Hono } from "hono";
import { answerCall } from "./api/answer-call.ts";
import type { Wechat } from "./state/wechat.ts";

/** WeChat's three hosts in one, told apart by the path. */
export function createApp(wechat: Wechat): Hono {
  const app = new Hono();
  app.all("*", (c) => answerCall(wechat, c.req.raw));
  return app;
}
