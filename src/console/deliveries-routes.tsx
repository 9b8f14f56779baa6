import { Hono } from "hono";
import { deliveryLog } from "../webhook/bindings.ts";
import { resendDeadLetter } from "../webhook/dead-letters.ts";
import { fail, ok } from "../wechat/result.ts";
import { audited } from "./audit.ts";
import type { ConsoleEnv } from "./console-env.ts";
import { DeliveriesPage } from "./deliveries-page.tsx";
import { textIn } from "./form-fields.ts";
import { outcomeQuery } from "./outcome.ts";

const SHOWN = 60;

/** What the business was sent, and what it did not take. */
export const deliveries = new Hono<ConsoleEnv>()
  .get("/deliveries", async (c) => {
    const book = deliveryLog(c.env, c.var.config.componentAppid);
    const [recent, dead, counts] = await Promise.all([book.recent(SHOWN), book.deadLetters(SHOWN), book.counts()]);
    return c.html(<DeliveriesPage c={c} recent={recent} dead={dead} counts={counts} />);
  })
  .post("/deliveries/again", async (c) => {
    const id = textIn(await c.req.formData(), "id");
    const sent = await audited(c, "send_again", { subject: id.slice(0, 200) }, async () =>
      (await resendDeadLetter(c.env, c.var.config.componentAppid, id))
        ? ok(null)
        : fail({ code: "not_found" } as const),
    );
    return c.redirect(`/console/deliveries?${outcomeQuery(sent, "sent_again")}`, 303);
  });
