import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv } from "../context.ts";
import { readAccountOption, setAccountOption } from "../credentials/account-options.ts";
import { problemResponse } from "../problem.ts";
import { AUTHORIZER_OPTIONS, type AuthorizerOption } from "../wechat/authorizer-option.ts";
import type { AuthorizerOptionAnswer } from "./answers/authorizer.ts";
import { readBody } from "./body.ts";

export const optionBody = z.strictObject({ option_value: z.string().check(z.minLength(1)) });

/** What an account reports or recognizes: location_report, voice_recognize, customer_service. */
export const authorizerOptions = new Hono<AppEnv>()
  .get("/:appid/options/:name", async (c) => {
    const { appid, name } = c.req.param();
    if (!isOption(name)) return unknownOption(c);
    const value = await readAccountOption(c.env, c.var.config, appid, name);
    if (!value.ok) return problemResponse(c, value.failure);
    return c.json<AuthorizerOptionAnswer>({ option_name: name, option_value: value.value });
  })
  .put("/:appid/options/:name", async (c) => {
    const { appid, name } = c.req.param();
    if (!isOption(name)) return unknownOption(c);
    const body = await readBody(c, optionBody);
    if (!body.ok) return problemResponse(c, body.failure);
    const { option_value: value } = body.value;
    const values: readonly string[] = AUTHORIZER_OPTIONS[name];
    if (!values.includes(value)) {
      const detail = `option_value: is not one of ${values.join(", ")}`;
      return problemResponse(c, { code: "invalid_request", detail });
    }
    const done = await setAccountOption(c.env, c.var.config, appid, name, value);
    if (!done.ok) return problemResponse(c, done.failure);
    return c.json<AuthorizerOptionAnswer>({ option_name: name, option_value: value });
  });

function isOption(name: string): name is AuthorizerOption {
  return Object.hasOwn(AUTHORIZER_OPTIONS, name);
}

function unknownOption(c: Context<AppEnv>): Response {
  const detail = `The option is not one of ${Object.keys(AUTHORIZER_OPTIONS).join(", ")}.`;
  return problemResponse(c, { code: "invalid_request", detail });
}
