import { type Context, Hono } from "hono";
import type { AppEnv } from "../context.ts";
import type { SyncProgress } from "../credentials/authorizer-sync.ts";
import { authorizerSync as holder } from "../credentials/holders.ts";
import type { SyncProgressAnswer } from "./answers/authorizer.ts";
import { iso } from "./json.ts";

/** The import of everything that WeChat knows of, in the background. */
export const authorizerSync = new Hono<AppEnv>()
  .post("/", async (c) => c.json(progressJson(await sync(c).start()), 202))
  .get("/", async (c) => c.json(progressJson(await sync(c).progress())));

function sync(c: Context<AppEnv>) {
  return holder(c.env, c.var.config.componentAppid);
}

function progressJson(progress: SyncProgress): SyncProgressAnswer {
  const { state, total, done, added, updated, failed, startedAt, finishedAt } = progress;
  return { state, total, done, added, updated, failed, started_at: iso(startedAt), finished_at: iso(finishedAt) };
}
