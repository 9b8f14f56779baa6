import * as z from "zod/mini";
import type { WechatFailure } from "./failure.ts";
import { fail, ok, type Result } from "./result.ts";

/** A token as WeChat hands it out. */
export interface IssuedToken {
  value: string;
  expiresInSeconds: number;
  /** True when WeChat did not say how long it lives and the documented 7,200 s are assumed. */
  expiresInAssumed: boolean;
}

/** `expires_in` comes as a number, as text, or not at all. */
export const expiresIn = z.pipe(
  z.optional(z.unknown()),
  z.transform((value): { seconds: number; assumed: boolean } => {
    const seconds = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
    return seconds > 0 && Number.isFinite(seconds) ? { seconds, assumed: false } : { seconds: 7_200, assumed: true };
  }),
);

export const nonEmpty = z.string().check(z.minLength(1));

/** Absent, null and empty are the same: WeChat has nothing to say here. */
export const optionalText = z.pipe(
  z.optional(z.unknown()),
  z.transform((value): string | null => (typeof value === "string" && value !== "" ? value : null)),
);

/**
 * Reads an answer by its schema. A success without what it must carry counts as no answer at all: nothing can be done
 * with it but to ask again.
 */
export function parseAnswer<Schema extends z.ZodMiniType>(
  schema: Schema,
  answer: Record<string, unknown>,
): Result<z.output<Schema>, WechatFailure> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return ok(parsed.data);
  const missing = parsed.error.issues[0]?.path.join(".") ?? "";
  return fail({ code: "wechat_unavailable", reason: `the answer has no usable ${missing}` });
}
