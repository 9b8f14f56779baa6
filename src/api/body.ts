import type { Context } from "hono";
import type * as z from "zod/mini";
import { fail, ok, type Result } from "../wechat/result.ts";

/** Far more than any body that these routes take. */
const LIMIT_CHARACTERS = 64 * 1024;

/**
 * Reads a JSON body by its schema. An empty body is `{}`, which does where nothing is needed.
 * @returns the failure names the first thing that is wrong
 */
export async function readBody<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>, { code: "invalid_request"; detail: string }>> {
  const text = await c.req.text();
  let body: unknown = {};
  if (text.length > LIMIT_CHARACTERS) return invalid("The body is too long.");
  if (text.trim() !== "") {
    try {
      body = JSON.parse(text);
    } catch {
      return invalid("The body is not JSON.");
    }
  }
  const parsed = schema.safeParse(body);
  return parsed.success ? ok(parsed.data) : invalid(explain(parsed.error));
}

/** The first issue in words: `auth_type: …`. */
export function explain(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.join(".") ?? "";
  return `${path === "" ? "" : `${path}: `}${issue?.message ?? "it is not valid"}`;
}

function invalid(detail: string): { ok: false; failure: { code: "invalid_request"; detail: string } } {
  return fail({ code: "invalid_request", detail });
}
