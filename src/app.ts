import { type Context, Hono } from "hono";
import { docs } from "./api/docs/routes.tsx";
import { healthz } from "./api/healthz.ts";
import { proxy } from "./api/proxy.ts";
import { callThrough } from "./api/proxy-call.ts";
import { api } from "./api/routes.ts";
import { failWith } from "./authorize/respond.tsx";
import { authorize } from "./authorize/routes.tsx";
import { parseConfig } from "./config.ts";
import { operatorConsole } from "./console/routes.tsx";
import type { AppEnv } from "./context.ts";
import { log } from "./log.ts";
import { type Failure, problemResponse } from "./problem.ts";
import { events } from "./receive/events.ts";
import { messages } from "./receive/messages.ts";

/** The HTTP side, one mount for each who talks to us. */
export const app = new Hono<AppEnv>({ strict: false })
  .route("/healthz", healthz)
  // It answers without settings too: it is where they are asked for.
  .route("/console", operatorConsole(callThrough))
  .use(async (c, next) => {
    const parsed = parseConfig(c.env);
    if (!parsed.ok) return fail(c, { code: "not_configured", problems: parsed.problems });
    c.set("config", parsed.config);
    return next();
  })
  .route("/wechat/events", events)
  .route("/wechat/messages", messages)
  .route("/authorize", authorize)
  .route("/v1", api)
  .route("/wx", proxy)
  .route("/", docs)
  .notFound((c) => problemResponse(c, { code: "not_found" }))
  .onError((error, c) => {
    // The path may hold a state; the route does not.
    log("error", "a request failed", { method: c.req.method, error: error.name, reason: error.message });
    return fail(c, { code: "internal_error" });
  });

/** A merchant's browser is shown a page, also by what fails before the authorization's own routes, or in spite of them. */
function fail(
  c: Context<AppEnv>,
  failure: Extract<Failure, { code: "not_configured" | "internal_error" }>,
): Response | Promise<Response> {
  return /^\/authorize(\/|$)/.test(c.req.path) ? failWith(c, failure, "") : problemResponse(c, failure);
}
