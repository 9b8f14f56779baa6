import { Validator } from "@cfworker/json-schema";
import { expect } from "vitest";
import type { JsonSchema, OperationObject, ResponseObject } from "../../src/api/openapi/document.ts";
import { DOCUMENT } from "../../src/api/openapi/served-document.ts";
import type { Json } from "../platform.ts";

/** A route of the document. */
export interface Documented {
  id: string;
  method: string;
  path: string;
  operation: OperationObject;
}

/** Every route of the document. */
export const DOCUMENTED: readonly Documented[] = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ id: operation.operationId, method, path, operation })),
);

/** What a route answers by its status, with nothing referred to. */
export function responsesOf({ operation }: Documented): Record<string, ResponseObject> {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      "$ref" in response
        ? (DOCUMENT.components.responses[response.$ref.split("/").at(-1) ?? ""] ?? { description: "" })
        : response,
    ]),
  );
}

/** The failures that a route is documented with: `[code, status]`. */
export function failuresOf(route: Documented): [code: string, status: number][] {
  return Object.entries(responsesOf(route)).flatMap(([status, { content = {} }]) =>
    Object.keys(content["application/problem+json"]?.examples ?? {}).map((code): [string, number] => [
      code,
      Number(status),
    ]),
  );
}

/** What is wrong with a value, by a schema of the document; members that the schema does not know are wrong too. */
export function faultsIn(schema: JsonSchema, value: unknown): string[] {
  const { schemas } = DOCUMENT.components;
  const root = { ...closed(schema), components: { schemas: closedAll(schemas) } };
  const { valid, errors } = new Validator(root as object, "2020-12").validate(value);
  return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

/** Expects an answer as the document has it: status, content type and body. @returns the body, parsed where it is JSON */
export async function expectDocumented(route: Documented, response: Response): Promise<Json> {
  const documented = responsesOf(route)[response.status];
  const text = await response.text();
  expect(documented, `${route.id} answers ${response.status} ${text.slice(0, 200)}`).toBeDefined();
  const { content = {}, headers = {} } = documented ?? {};
  for (const name of Object.keys(headers)) expect(response.headers.get(name), name).not.toBeNull();
  const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  if (documented?.content === undefined) {
    expect(text).toBe("");
    return null;
  }
  expect(Object.keys(content)).toContain("*/*" in content ? "*/*" : type);
  const { schema } = content[type] ?? {};
  const body: Json = type.endsWith("json") ? JSON.parse(text) : text;
  if (schema !== undefined) expect(faultsIn(schema, body), `${route.id} answers ${text.slice(0, 400)}`).toEqual([]);
  return body;
}

function closedAll(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
}

/** What WeChat's own answers hold is open; so is what stands beside a reference. */
const OPEN = new Set(["quota", "rate_limit", "component_rate_limit"]);

function closed(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf } = schema;
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: closedProperties(properties) }),
    ...(items === undefined ? {} : { items: closed(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(closed) }),
    ...(properties === undefined || schema.$ref !== undefined ? {} : { additionalProperties: false }),
  };
}

function closedProperties(properties: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [name, OPEN.has(name) ? member : closed(member)]),
  );
}
