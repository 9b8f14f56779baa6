import type { AuthorizerCounts, AuthorizerOutlook } from "../credentials/authorizer-table.ts";
import type { ComponentPast, ComponentStatus } from "../credentials/component-credentials.ts";
import type { HealthProblem } from "../health.ts";

/** All that the overview shows. */
export interface Overview {
  now: number;
  status: ComponentStatus;
  past: ComponentPast;
  counts: AuthorizerCounts;
  outlook: AuthorizerOutlook;
  deliveries: { retrying: number; dead: number };
  problems: HealthProblem[];
}

/** What a quota of WeChat's was when it was asked for. */
export interface QuotaAnswer {
  path: string;
  answer: Record<string, unknown>;
}
