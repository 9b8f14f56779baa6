import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { countAuthorizers } from "../credentials/directory.ts";
import { componentHolder } from "../credentials/holders.ts";
import { healthProblems } from "../health.ts";
import type { PlatformStatus } from "./answers/status.ts";
import { iso, tokenTimesJson } from "./json.ts";

/** How the platform is, without a single call to WeChat. */
export const status = new Hono<AppEnv>().get("/", async (c) => {
  const { componentAppid } = c.var.config;
  const [component, counts] = await Promise.all([
    componentHolder(c.env, componentAppid).status(),
    countAuthorizers(c.env, componentAppid),
  ]);
  const now = Date.now();
  const { ticket, token, lastSweep } = component;
  return c.json<PlatformStatus>({
    component_appid: componentAppid,
    ticket:
      ticket === null
        ? null
        : {
            received_at: iso(ticket.receivedAt),
            age_seconds: Math.floor((now - ticket.receivedAt) / 1000),
            expires_at: iso(ticket.expiresAt),
          },
    component_access_token: tokenTimesJson(token),
    authorizers: {
      total: counts.total,
      authorized: counts.authorized,
      unauthorized: counts.unauthorized,
      needs_reauthorization: counts.needsReauthorization,
      due: counts.due,
    },
    last_sweep:
      lastSweep === null
        ? null
        : {
            started_at: iso(lastSweep.startedAt),
            finished_at: iso(lastSweep.finishedAt),
            refreshed: lastSweep.refreshed,
            failed: lastSweep.failed,
            remaining: lastSweep.remaining,
          },
    problems: healthProblems(component, now).map(({ code, detail, since }) => ({ code, detail, since: iso(since) })),
  });
});
