import type { Context } from "hono";
import type * as z from "zod/mini";
import { fail, type Result } from "../wechat/result.ts";
import { type InvalidRequest, readInput } from "./input.ts";

/** Far more than any body that these routes take. */
const LIMIT_CHARACTERS = 64 * 1024;

/**
 * Reads a JSON body by its schema. An empty body is `{}`, which does where nothing is needed.
 * @returns the failure names the first thing that is wrong
 */
export async function readBody<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>, InvalidRequest>> {
  const text = await c.req.text();
  if (text.length > LIMIT_CHARACTERS) return fail({ code: "invalid_request", detail: "The body is too long." });
  let body: unknown = {};
  if (text.trim() !== "") {
    try {
      body = JSON.parse(text);
    } catch {
      return fail({ code: "invalid_request", detail: "The body is not JSON." });
    }
  }
  return readInput(schema, body);
}
