import { Hono } from "hono";
import { countAuthorizers } from "../credentials/directory.ts";
import { componentHolder } from "../credentials/holders.ts";
import { audited } from "./audit.ts";
import { type ConsoleContext, type ConsoleEnv, ownOrigin } from "./console-env.ts";
import { outcomeQuery } from "./outcome.ts";
import { Checklist } from "./setup-checklist.tsx";
import { SetupPage } from "./setup-page.tsx";
import { checklistOf, type SetupStep } from "./setup-steps.ts";

/** What a newcomer does to bring the platform up, and how far they have come. */
export const setup = new Hono<ConsoleEnv>()
  .get("/", async (c) => c.html(<SetupPage c={c} steps={await stepsOf(c)} origin={ownOrigin(c)} />))
  .get("/checklist", async (c) => {
    const steps = await stepsOf(c);
    // The last step may be months away: nobody waits for that one.
    if (steps.slice(0, -1).every(({ state }) => state === "done")) c.header("x-live", "done");
    return c.html(<Checklist steps={steps} locale={c.var.locale} />);
  })
  .post("/ticket", async (c) => {
    const component = componentHolder(c.env, c.var.config.componentAppid);
    const asked = await audited(c, "ask_for_ticket", {}, () => component.startPushTicket());
    return c.redirect(`${backTo(c)}?${outcomeQuery(asked, "ticket_asked")}`, 303);
  })
  .post("/token", async (c) => {
    const component = componentHolder(c.env, c.var.config.componentAppid);
    const bought = await audited(c, "buy_token", {}, () => component.getToken());
    return c.redirect(`${backTo(c)}?${outcomeQuery(bought, "token_bought")}`, 303);
  });

/** The same two buttons stand on two pages. */
function backTo(c: ConsoleContext): string {
  return c.req.query("from") === "overview" ? "/console" : "/console/setup";
}

async function stepsOf(c: ConsoleContext): Promise<SetupStep[]> {
  const { componentAppid } = c.var.config;
  const component = componentHolder(c.env, componentAppid);
  const [status, past, counts] = await Promise.all([
    component.status(),
    component.past(),
    countAuthorizers(c.env, componentAppid),
  ]);
  return checklistOf({ status, releaseCheckAt: past.releaseCheckAt, counts }, Date.now());
}
