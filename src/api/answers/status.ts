import * as z from "zod/mini";
import { tokenTimes } from "./authorizer.ts";
import { at, componentAppid, count, field, maybeAt } from "./field.ts";

const trouble = z.object({
  code: field(z.string(), "A `code` as problems have it, or `ticket_late`."),
  detail: field(z.string(), "What to do about it."),
});

export const platformStatus = z.object({
  component_appid: componentAppid,
  ticket: field(
    z.nullable(
      z.object({
        received_at: at("When WeChat last pushed it."),
        age_seconds: count("WeChat pushes every 600 seconds."),
        expires_at: at("12 hours after it came."),
      }),
    ),
    "The component_verify_ticket (验证票据); null before the first one.",
  ),
  component_access_token: field(z.nullable(tokenTimes), "The times of the component_access_token."),
  authorizers: z.object({
    total: count("Of every status."),
    authorized: count("Whose tokens are served."),
    unauthorized: count("Who revoked it."),
    needs_reauthorization: count("Whose authorizer_refresh_token WeChat does not take any more."),
    due: count("Whose token is to be refreshed by the next sweep."),
  }),
  last_sweep: field(
    z.nullable(
      z.object({
        started_at: at("When the cron began it."),
        finished_at: maybeAt("When its last shard was done."),
        refreshed: count("Tokens replaced."),
        failed: count("Tokens that could not be replaced."),
        remaining: count("Left for the next sweep."),
      }),
    ),
    "The latest cron, over all shards.",
  ),
  problems: field(
    z.array(z.extend(trouble, { since: maybeAt("Where it is known.") })),
    "What an operator should mend; empty when all is well.",
  ),
});
export type PlatformStatus = z.infer<typeof platformStatus>;

export const healthy = z.object({ status: z.literal("ok") });
export type Healthy = z.infer<typeof healthy>;

export const unhealthy = z.object({
  status: z.literal("unavailable"),
  problems: z.array(
    z.extend(trouble, {
      setting: z.exactOptional(field(z.string(), "The setting that is missing or malformed.")),
      fix: z.exactOptional(field(z.string(), "How to set it.")),
    }),
  ),
});
export type Unhealthy = z.infer<typeof unhealthy>;
