import * as z from "zod/mini";
import type { Problem } from "../../problem.ts";
import { field } from "./field.ts";

const wechat = z.object({ errcode: z.int(), errmsg: z.string() });

/** As src/problem.ts makes them; which codes a route has stands with the route. */
export const problem = z.object({
  type: field(z.string(), "`urn:problem:` and the code."),
  title: field(z.string(), "What happened, in few words."),
  status: field(z.int(), "The HTTP status."),
  detail: field(z.string(), "What to do about it."),
  code: field(z.string(), "What to program against."),
  wechat: z.exactOptional(field(wechat, "What WeChat said, where WeChat said something.")),
}) satisfies z.ZodMiniType<Omit<Problem, "status" | "code"> & { status: number; code: string }>;
