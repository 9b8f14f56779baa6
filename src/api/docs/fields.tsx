import type { JsonSchema } from "../openapi/document.ts";
import { DOCUMENT } from "../openapi/served-document.ts";
import { Prose } from "./prose.tsx";

/** A name, what it may hold, and what it means; with its members under it. */
export interface Field {
  name: string;
  schema: JsonSchema;
  description: string;
  required: boolean;
}

export function FieldList({ fields, requiredText }: { fields: readonly Field[]; requiredText: string }) {
  return (
    <dl class="fields">
      {fields.map(({ name, schema, description, required }) => {
        const members = membersOf(schema);
        return (
          <>
            <dt>
              <code class="name">{name}</code> <span class="type">{typeOf(schema)}</span>
              {required && <span class="required">{requiredText}</span>}
            </dt>
            <dd>
              <Prose text={description} />
              {members.length > 0 && <FieldList fields={members} requiredText={requiredText} />}
            </dd>
          </>
        );
      })}
    </dl>
  );
}

/** The members of an object, or of the objects in a list. @param marked whether to say which are required */
export function membersOf(schema: JsonSchema, marked = false): Field[] {
  const object = resolved(schema);
  if (object.items !== undefined) return membersOf(object.items, marked);
  const nullable = object.anyOf?.find((choice) => choice.type !== "null" && object.anyOf?.length === 2);
  if (nullable !== undefined) return membersOf(nullable, marked);
  return Object.entries(object.properties ?? {}).map(([name, member]) => ({
    name,
    schema: member,
    description: member.description ?? "",
    required: marked && (object.required ?? []).includes(name),
  }));
}

/** The schema itself, where it stands under a name of its own. */
export function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (DOCUMENT.components.schemas[name] ?? schema);
}

function typeOf(schema: JsonSchema): string {
  const { type, items, anyOf, format, minimum, maximum, maxLength } = resolved(schema);
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return values.join(" | ");
  if (anyOf !== undefined) return anyOf.map(typeOf).join(" | ");
  if (items !== undefined) return `${typeOf(items)}[]`;
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each })).join(" | ");
  if (type === "string" && (format === "date-time" || format === "uri")) return format;
  if (minimum !== undefined && maximum !== undefined) return `${type} ${minimum}–${maximum}`;
  return maxLength === undefined || type === "null" ? (type ?? "any") : `${type} ≤ ${maxLength}`;
}
