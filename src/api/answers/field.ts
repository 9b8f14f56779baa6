import * as z from "zod/mini";

/**
 * The schemas of this directory say what the routes answer. At run time only their types are left: routes are checked
 * against them by the compiler, the OpenAPI document is generated from them, and the contract test holds both to it.
 */

/** A schema with a sentence about it for whoever reads the document. */
export function field<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  return schema.check(z.describe(description));
}

export const appid = z.string().check(z.describe("The appid of an authorizer."));
export const componentAppid = z.string().check(z.describe("The appid of the component (第三方平台)."));
export const expiresIn = z.int().check(z.describe("Seconds left."));

/** Times on the wire are ISO 8601, UTC. */
export const at = (description: string) => field(z.iso.datetime(), description);
export const maybeAt = (description: string) => field(z.nullable(z.iso.datetime()), description);
export const maybeText = (description: string) => field(z.nullable(z.string()), description);
export const count = (description: string) => field(z.int(), description);
