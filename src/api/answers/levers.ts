import * as z from "zod/mini";
import { count, field } from "./field.ts";

export const remark = z.object({ message: field(z.string(), "WeChat's errmsg.") });
export type Remark = z.infer<typeof remark>;

const rate = z.exactOptional(
  z.looseObject({
    call_count: z.exactOptional(count("Calls in that time.")),
    refresh_second: z.exactOptional(count("Seconds.")),
  }),
);

/** As WeChat answers it: nothing here depends on a field. */
export const quota = z.object({
  quota: z.exactOptional(
    field(
      z.looseObject({
        daily_limit: z.exactOptional(count("Calls a day.")),
        used: z.exactOptional(count("Calls today.")),
        remain: z.exactOptional(count("Calls left today.")),
      }),
      "The daily quota.",
    ),
  ),
  rate_limit: field(rate, "The limit of the component, where there is one."),
  component_rate_limit: field(rate, "The limit on behalf of one authorizer, where there is one."),
});
export type QuotaAnswer = z.infer<typeof quota>;
