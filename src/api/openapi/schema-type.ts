import type { JsonSchema } from "./document.ts";

/** A schema as a TypeScript type. */
export function schemaType(schema: JsonSchema): string {
  const { $ref, ...beside } = schema;
  if ($ref !== undefined) {
    return beside.properties === undefined ? referenced($ref) : `${referenced($ref)} & ${objectType(beside)}`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map(schemaType).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => schemaType({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `(${schemaType(schema.items ?? {})})[]`;
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
}

function objectType({ properties = {}, required = [] }: JsonSchema): string {
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${comment(schema.description)}${name}${required.includes(name) ? "" : "?"}: ${schemaType(schema)};`,
  );
  return block(members);
}

/** `#/components/schemas/Problem` */
export function referenced($ref: string): string {
  const [, , kind, name] = $ref.split("/");
  return `components[${JSON.stringify(kind)}][${JSON.stringify(name)}]`;
}

export function comment(text: string | undefined): string {
  return text === undefined || text === "" ? "" : `/** ${text.replaceAll("*/", "*\\/")} */\n`;
}

export function block(members: readonly string[]): string {
  return `{\n${members.join("\n")}\n}`;
}
