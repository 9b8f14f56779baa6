import { Hono } from "hono";
import { callWithToken } from "../credentials/call-with-token.ts";
import { runCron } from "../credentials/cron.ts";
import { countAuthorizers, outlookOf } from "../credentials/directory.ts";
import { componentHolder } from "../credentials/holders.ts";
import { readComponentToken } from "../credentials/read.ts";
import { wechatApi } from "../credentials/wechat-api.ts";
import { healthProblems } from "../health.ts";
import { log } from "../log.ts";
import { deliveryLog } from "../webhook/bindings.ts";
import { requestClearQuota, requestQuota } from "../wechat/quota.ts";
import { fail, ok } from "../wechat/result.ts";
import { audited } from "./audit.ts";
import type { ConsoleContext, ConsoleEnv } from "./console-env.ts";
import { outcomeQuery } from "./outcome.ts";
import type { Overview } from "./overview-data.ts";
import { OverviewPage } from "./overview-page.tsx";
import { QUOTA_PATHS } from "./quota-card.tsx";

/** How long a page waits for a sweep; the rest of it goes on without being watched. */
const SWEEP_WATCHED_MS = 20_000;
/** The next two hours, five minutes each, as often as the cron runs. */
export const SLOT_MS = 5 * 60_000;
export const SLOTS = 24;

export const overview = new Hono<ConsoleEnv>()
  .get("/", async (c) => c.html(<OverviewPage c={c} data={await overviewOf(c)} quota={null} />))
  .post("/sweep", async (c) => {
    const swept = await audited(c, "sweep", {}, async () => {
      const sweep = runCron(c.env, c.var.config).then(
        ({ trouble }) => (trouble === null ? ok(null) : fail(trouble)),
        (error) => {
          log("error", "a sweep from the console failed", { error: String(error) });
          return fail({ code: "internal_error" } as const);
        },
      );
      c.executionCtx.waitUntil(sweep);
      const enough = new Promise<{ ok: true; value: null }>((resolve) =>
        setTimeout(() => resolve(ok(null)), SWEEP_WATCHED_MS),
      );
      return Promise.race([sweep, enough]);
    });
    return c.redirect(`/console?${outcomeQuery(swept, "swept")}`, 303);
  })
  .post("/quota", async (c) => {
    const path = String((await c.req.formData()).get("cgi_path"));
    const known = QUOTA_PATHS.find((each) => each === path);
    if (known === undefined) return c.redirect("/console?failed=invalid_request", 303);
    const { config } = c.var;
    const asked = await audited(c, "ask_quota", { subject: known }, async () => {
      const answer = await callWithToken(
        (rejected) => readComponentToken(c.env, config, rejected),
        (token) => requestQuota(wechatApi(config), token, known),
      );
      return answer.ok ? answer : fail(answer.failure.failure);
    });
    if (!asked.ok) return c.redirect(`/console?${outcomeQuery(asked, "")}#quota`, 303);
    return c.html(<OverviewPage c={c} data={await overviewOf(c)} quota={{ path: known, answer: asked.value }} />);
  })
  .post("/clear-quota", async (c) => {
    const { config } = c.var;
    const cleared = await audited(c, "clear_quota", { subject: config.componentAppid }, () =>
      requestClearQuota(wechatApi(config), config, null),
    );
    return c.redirect(`/console?${outcomeQuery(cleared, "quota_cleared")}`, 303);
  });

/** All of it is read from what is stored: nothing is asked of WeChat. */
async function overviewOf(c: ConsoleContext): Promise<Overview> {
  const { componentAppid } = c.var.config;
  const component = componentHolder(c.env, componentAppid);
  const [status, past, counts, outlook, deliveries] = await Promise.all([
    component.status(),
    component.past(),
    countAuthorizers(c.env, componentAppid),
    outlookOf(c.env, componentAppid, SLOT_MS, SLOTS),
    deliveryLog(c.env, componentAppid).counts(),
  ]);
  const now = Date.now();
  return { now, status, past, counts, outlook, deliveries, problems: healthProblems(status, now) };
}
