import * as z from "zod/mini";

/** WeChat's appids are `wx` and sixteen characters; nothing here depends on that. */
export const appid = z.string().check(z.regex(/^[\w-]{1,64}$/, "is not an appid"));
