import { Hono } from "hono";
import { countAuthorizers, countMatching, listAuthorizers } from "../credentials/directory.ts";
import { authorizerSync } from "../credentials/holders.ts";
import { ok } from "../wechat/result.ts";
import { audited } from "./audit.ts";
import { AuthorizersPage } from "./authorizers-page.tsx";
import { filterOf, readAuthorizersQuery } from "./authorizers-query.ts";
import type { ConsoleEnv } from "./console-env.ts";
import { authorizersCsv } from "./csv.ts";
import { outcomeQuery } from "./outcome.ts";
import { SyncProgressBar } from "./sync-progress.tsx";

/** A page of these stays well under 100 KB. */
export const PAGE_LENGTH = 50;

/** Everybody who authorized, as they are stored: neither a list nor a search asks WeChat anything. */
export const authorizers = new Hono<ConsoleEnv>()
  .get("/authorizers", async (c) => {
    const { componentAppid } = c.var.config;
    const query = readAuthorizersQuery(c);
    const filter = filterOf(query);
    const [page, matching, counts, sync] = await Promise.all([
      listAuthorizers(c.env, componentAppid, query.after, PAGE_LENGTH, filter),
      countMatching(c.env, componentAppid, filter),
      countAuthorizers(c.env, componentAppid),
      authorizerSync(c.env, componentAppid).progress(),
    ]);
    return c.html(<AuthorizersPage c={c} {...{ query, page, matching, counts, sync }} />);
  })
  .get("/authorizers.csv", async (c) => {
    const { config, locale } = c.var;
    const query = readAuthorizersQuery(c);
    await audited(c, "export", { detail: query.text || null }, async () => ok(null));
    return authorizersCsv(c.env, config.componentAppid, filterOf(query), locale);
  })
  .get("/authorizers/sync", async (c) => {
    const progress = await authorizerSync(c.env, c.var.config.componentAppid).progress();
    if (progress.state !== "running") c.header("x-live", "done");
    return c.html(<SyncProgressBar progress={progress} locale={c.var.locale} />);
  })
  .post("/authorizers/sync", async (c) => {
    const sync = authorizerSync(c.env, c.var.config.componentAppid);
    const started = await audited(c, "sync", {}, async () => ok(await sync.start()));
    return c.redirect(`/console/authorizers?${outcomeQuery(started, "sync_started")}`, 303);
  });
