import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { accessTokens } from "./access-tokens.ts";
import { authorizationLinks } from "./authorization-links.ts";
import { authorizers } from "./authorizers.ts";
import { bearerKey } from "./bearer-key.ts";
import { status } from "./status.ts";

/** What the business's back ends talk to, each with a key of its own. */
export const api = new Hono<AppEnv>()
  .use(bearerKey)
  .route("/status", status)
  .route("/", accessTokens)
  .route("/authorizers", authorizers)
  .route("/authorization-links", authorizationLinks);
