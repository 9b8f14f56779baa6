import type * as z from "zod/mini";
import { fail, ok, type Result } from "../wechat/result.ts";

export interface InvalidRequest {
  code: "invalid_request";
  detail: string;
}

/**
 * Reads what a caller sent, a body or a query, by its schema.
 * @returns the failure names the first thing that is wrong, and how: `tenant: is over 200 characters`
 */
export function readInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
): Result<z.output<Schema>, InvalidRequest> {
  const parsed = schema.safeParse(input, { error: inWords });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])];
  return fail({ code: "invalid_request", detail: `${path.join(".") || "The body"}: ${issue?.message}` });
}

const TYPES: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a JSON object",
};
const UNITS: Record<string, string> = { string: " characters", array: " items" };

/** For what a schema has no words of its own for. */
function inWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `is not ${TYPES[issue.expected] ?? issue.expected}`;
    case "unrecognized_keys":
      return "is not known here";
    case "too_big":
      return `is over ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return "is empty";
      return `is ${issue.inclusive === false ? "not over" : "under"} ${issue.minimum}${UNITS[issue.origin] ?? ""}`;
    case "invalid_union":
      return Array.isArray(issue.options) ? `is not one of ${issue.options.join(", ")}` : "is not valid";
    default:
      return "is not valid";
  }
}
