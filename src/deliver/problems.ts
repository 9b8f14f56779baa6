import type { Config } from "../config.ts";
import { type CredentialBindings, componentHolder } from "../credentials/holders.ts";
import { healthProblems } from "../health.ts";

/** Tells the business of what keeps tokens from being served, once for each time that it comes up. */
export async function announceProblems(env: CredentialBindings, config: Config): Promise<void> {
  const component = componentHolder(env, config.componentAppid);
  const problems = healthProblems(await component.status(), Date.now()).filter(({ serious }) => serious);
  await component.announceProblems(
    problems.map(({ code, detail, since }) => ({
      code,
      detail,
      since: since === null ? null : new Date(since).toISOString(),
    })),
  );
}
