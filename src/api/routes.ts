import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { accessTokens } from "./access-tokens.ts";
import { authorizationLinks } from "./authorization-links.ts";
import { authorizerOptions } from "./authorizer-options.ts";
import { authorizerSync } from "./authorizer-sync.ts";
import { authorizers } from "./authorizers.ts";
import { bearerKey } from "./bearer-key.ts";
import { jsapi } from "./jsapi.ts";
import { levers } from "./levers.ts";
import { oauthLinks } from "./oauth-links.ts";
import { preAuthCodes } from "./pre-auth-codes.ts";
import { status } from "./status.ts";

/** What the business's back ends talk to, each with a key of its own. */
export const api = new Hono<AppEnv>()
  .use(bearerKey)
  .route("/status", status)
  .route("/", accessTokens)
  .route("/component", levers)
  .route("/authorizers/sync", authorizerSync)
  .route("/authorizers", authorizers)
  .route("/authorizers", authorizerOptions)
  .route("/authorizers", jsapi)
  .route("/authorization-links", authorizationLinks)
  .route("/pre-auth-codes", preAuthCodes)
  .route("/oauth-links", oauthLinks);
