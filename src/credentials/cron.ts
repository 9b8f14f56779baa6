import type { Config } from "../config.ts";
import { log } from "../log.ts";
import { finishLeftOver } from "./authorization.ts";
import type { AuthorizerCredentials } from "./authorizer-credentials.ts";
import type { SweepSummary } from "./component-credentials.ts";
import { allShards, type CredentialBindings, componentHolder } from "./holders.ts";

/** A little less than the five minutes to the next run, which goes on where this one stops. */
const RUN_MS = 270_000;

/**
 * What the Cron Trigger does: looks after ticket and component token, finishes what was cut off, and lets every shard
 * refresh what is due. It may overlap another run, or die half-way: each part only does what is still to be done (I9).
 */
export async function runCron(env: CredentialBindings, config: Config): Promise<SweepSummary> {
  const component = componentHolder(env, config.componentAppid);
  const summary: SweepSummary = {
    startedAt: Date.now(),
    finishedAt: null,
    refreshed: 0,
    failed: 0,
    remaining: 0,
    trouble: null,
  };
  await component.recordSweep(summary);

  const deadline = summary.startedAt + RUN_MS;
  const parts = await Promise.allSettled([
    component.maintain(),
    finishLeftOver(env, config),
    ...allShards(env, config.componentAppid).map((shard) => sweepShard(shard, deadline, summary)),
  ]);
  summary.finishedAt = Date.now();
  await component.recordSweep(summary);
  const { startedAt, finishedAt, trouble, ...counts } = summary;
  log("info", "swept", { ...counts, trouble: trouble?.code ?? null, ms: finishedAt - startedAt });

  // One part's fault is not to stop the others, and not to be hidden either.
  const faults = parts.flatMap((part) => (part.status === "rejected" ? [part.reason as unknown] : []));
  if (faults.length > 0) throw new AggregateError(faults, "a part of the sweep failed");
  return summary;
}

/** Each call of `sweep` is an invocation of its own, with its own allowance of calls, so a long list takes several. */
async function sweepShard(
  shard: DurableObjectStub<AuthorizerCredentials>,
  deadline: number,
  summary: SweepSummary,
): Promise<void> {
  for (;;) {
    const batch = await shard.sweep();
    summary.refreshed += batch.refreshed;
    summary.failed += batch.failed;
    summary.trouble ??= batch.trouble;
    const stuck = batch.trouble !== null || batch.refreshed + batch.failed === 0;
    if (batch.remaining === 0 || stuck || Date.now() >= deadline) {
      summary.remaining += batch.remaining;
      return;
    }
  }
}
