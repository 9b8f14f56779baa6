import { Hono } from "hono";
import { parseConfig } from "../config.ts";
import type { AppEnv } from "../context.ts";
import { componentHolder } from "../credentials/holders.ts";
import { healthProblems } from "../health.ts";
import type { Healthy, Unhealthy } from "./answers/status.ts";

/**
 * For monitors: 200 `{"status":"ok"}`, or 503 with what keeps tokens from being served. It needs no key and shows no
 * secret, and it answers also when settings are missing, to say which.
 */
export const healthz = new Hono<AppEnv>().get("/", async (c) => {
  c.header("cache-control", "no-store");
  const parsed = parseConfig(c.env);
  if (!parsed.ok) {
    const problems = parsed.problems.map(({ setting, problem, fix }) => ({
      code: "not_configured",
      detail: `${setting} ${problem}`,
      setting,
      fix,
    }));
    return c.json<Unhealthy>({ status: "unavailable", problems }, 503);
  }
  const status = await componentHolder(c.env, parsed.config.componentAppid).status();
  const problems = healthProblems(status, Date.now()).filter((problem) => problem.serious);
  if (problems.length === 0) return c.json<Healthy>({ status: "ok" });
  const shown = problems.map(({ code, detail }) => ({ code, detail }));
  return c.json<Unhealthy>({ status: "unavailable", problems: shown }, 503);
});
