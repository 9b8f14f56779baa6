import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { parseConfig } from "../config.ts";
import { log } from "../log.ts";
import { assets } from "./assets.ts";
import { audit } from "./audit-routes.tsx";
import { authorizer } from "./authorizer-routes.tsx";
import { authorizers } from "./authorizers-routes.tsx";
import type { CallThrough } from "./call-through.ts";
import type { ConsoleEnv } from "./console-env.ts";
import { apiDebugger } from "./debugger-routes.tsx";
import { deliveries } from "./deliveries-routes.tsx";
import { events } from "./events-routes.tsx";
import { guard } from "./guard.ts";
import { CONSOLE_HEADERS } from "./headers.ts";
import { links } from "./links-routes.tsx";
import { chosenLocale } from "./locale.ts";
import { login, logout } from "./login-routes.tsx";
import { logins } from "./logins-routes.tsx";
import { overview } from "./overview-routes.tsx";
import { refuse } from "./refusal-page.tsx";
import { setup } from "./setup-routes.tsx";
import { UnconfiguredPage } from "./unconfigured-page.tsx";

/** The longest thing that is sent from here is the body of a call in the debugger. */
const FORM_LIMIT_BYTES = 1024 * 1024;

/**
 * The operator's console: pages made here, which work without script and cost WeChat no call.
 * @param callThrough how a call of WeChat's API is made without its token
 */
export function operatorConsole(callThrough: CallThrough) {
  return new Hono<ConsoleEnv>()
    .route("/assets", assets)
    .use(chosenLocale, async (c, next) => {
      await next();
      for (const [name, value] of Object.entries(CONSOLE_HEADERS)) c.res.headers.set(name, value);
    })
    .use(async (c, next) => {
      const parsed = parseConfig(c.env);
      if (!parsed.ok) {
        const page = <UnconfiguredPage locale={c.var.locale} problems={parsed.problems} here={here(c)} />;
        return c.html(page, 503);
      }
      c.set("config", parsed.config);
      c.set("callThrough", callThrough);
      return next();
    })
    .use(bodyLimit({ maxSize: FORM_LIMIT_BYTES, onError: (c) => refuse(c, "too_large") }))
    .route("/login", login)
    .use(guard)
    .route("/logout", logout)
    .route("/setup", setup)
    .route("/", authorizers)
    .route("/", authorizer)
    .route("/", links)
    .route("/", events)
    .route("/", deliveries)
    .route("/", apiDebugger)
    .route("/", logins)
    .route("/", audit)
    .route("/", overview)
    .all("*", (c) => refuse(c, "not_found"))
    .onError((error, c) => {
      log("error", "a page of the console failed", { method: c.req.method, error: error.name, reason: error.message });
      return refuse(c, "internal_error");
    });
}

function here(c: Context<ConsoleEnv>): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}
