import { Hono } from "hono";
import { healthz } from "./api/healthz.ts";
import { proxy } from "./api/proxy.ts";
import { api } from "./api/routes.ts";
import { authorize } from "./authorize/routes.tsx";
import { parseConfig } from "./config.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./log.ts";
import { problemResponse } from "./problem.ts";
import { events } from "./receive/events.ts";
import { messages } from "./receive/messages.ts";

/** The HTTP side, one mount for each who talks to us. */
export const app = new Hono<AppEnv>()
  .route("/healthz", healthz)
  .use(async (c, next) => {
    const parsed = parseConfig(c.env);
    if (!parsed.ok) return problemResponse(c, { code: "not_configured", problems: parsed.problems });
    c.set("config", parsed.config);
    return next();
  })
  .route("/wechat/events", events)
  .route("/wechat/messages", messages)
  .route("/authorize", authorize)
  .route("/v1", api)
  .route("/wx", proxy)
  .notFound((c) => problemResponse(c, { code: "not_found" }))
  .onError((error, c) => {
    // The path may hold a state; the route does not.
    log("error", "a request failed", { method: c.req.method, error: error.name, reason: error.message });
    return problemResponse(c, { code: "internal_error" });
  });
