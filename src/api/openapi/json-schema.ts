import * as z from "zod/mini";
import { ANSWERS } from "./components.ts";
import type { JsonSchema } from "./document.ts";
import type { Body } from "./operation.ts";

type Context = { zodSchema: z.core.$ZodTypes; jsonSchema: Record<string, unknown> };

const OPTIONS = {
  // What only code can check is told in the description.
  unrepresentable: "any",
  override({ jsonSchema }: Context) {
    // The format says as much as the pattern of 300 characters, and every whole number of ours is a safe one.
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
} as const;

/** The schemas of all answers, each by its name; they refer to each other. */
export function answerSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...OPTIONS, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, opened(bare(schema))]));
}

/** A body as it is sent, with its descriptions. */
export function bodySchema({ schema, descriptions }: Body): JsonSchema {
  if (schema === null) return {};
  const json = bare(z.toJSONSchema(schema, { ...OPTIONS, io: "input" }));
  for (const object of json.oneOf ?? [json]) {
    for (const [name, member] of Object.entries(object.properties ?? {})) {
      member.description = descriptions[name] ?? "";
    }
  }
  return json;
}

/** A parameter as it is meant: a number in a query is text on its way only. */
export function parameterSchema(schema: z.ZodMiniType): JsonSchema {
  return bare(z.toJSONSchema(schema, OPTIONS));
}

function bare(schema: object): JsonSchema {
  const { $schema, $id, ...rest } = schema as JsonSchema & { $schema?: string; $id?: string };
  return rest;
}

/** Answers may get new members: nobody should refuse one for that. */
function opened(schema: JsonSchema): JsonSchema {
  const nested = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ];
  nested.forEach(opened);
  delete schema.additionalProperties;
  return schema;
}
