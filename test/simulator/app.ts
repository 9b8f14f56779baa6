import { Hono } from "hono";
import { answerCall } from "./api/answer-call.ts";
import { authorizationRoutes } from "./pages/authorization-routes.ts";
import { webLoginRoute } from "./pages/web-login-route.ts";
import type { Wechat } from "./state/wechat.ts";

/** WeChat's three hosts in one, told apart by the path; `control` is what only a simulator has. */
export function createApp(wechat: Wechat, control: Hono): Hono {
  const app = new Hono();
  // A dropped connection has to reach the caller as the rejection it is.
  app.onError((error) => {
    throw error;
  });
  app.route("/", control);
  app.route("/", authorizationRoutes(wechat));
  app.route("/", webLoginRoute(wechat));
  app.all("*", (c) => answerCall(wechat, c.req.raw));
  return app;
}
