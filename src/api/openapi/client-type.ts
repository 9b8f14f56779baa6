import type { JsonSchema, OpenapiDocument, OperationObject, ResponseObject } from "./document.ts";
import { block, comment, referenced, schemaType } from "./schema-type.ts";

const HEAD = [
  "/**",
  " * The HTTP interface as types, for clients in TypeScript, in the form that openapi-fetch takes:",
  ' * `createClient<paths>({ baseUrl, headers: { authorization: "Bearer " + key } })`.',
  " * Generated from openapi.json by `npm run openapi`.",
  " */",
].join("\n");

/** Writes the document as TypeScript, in the layout of openapi-typescript 7. */
export function clientType(document: OpenapiDocument): string {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(
      ([method, operation]) => `/** ${operation.summary} */\n${method}: ${operationType(operation)};`,
    );
    return `${JSON.stringify(path)}: ${block(operations)};`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `${comment(schema.description)}${name}: ${schemaType(schema)};`,
  );
  const responses = Object.entries(document.components.responses).map(
    ([name, response]) => `${JSON.stringify(name)}: ${responseType(response)};`,
  );
  const components = [`schemas: ${block(schemas)};`, `responses: ${block(responses)};`];
  return indented(
    [HEAD, `export interface paths ${block(paths)}`, "", `export interface components ${block(components)}`, ""].join(
      "\n",
    ),
  );
}

function operationType({ parameters = [], requestBody, responses }: OperationObject): string {
  const places = (["query", "path", "header"] as const).map((place) => {
    const members = parameters.filter((parameter) => parameter.in === place);
    if (members.length === 0) return `${place}?: never;`;
    const optional = members.every(({ required }) => !required) ? "?" : "";
    const types = members.map(
      ({ name, required, description, schema }) =>
        `${comment(description)}${name}${required ? "" : "?"}: ${schemaType(schema)};`,
    );
    return `${place}${optional}: ${block(types)};`;
  });
  const body =
    requestBody === undefined
      ? "requestBody?: never;"
      : `requestBody${requestBody.required ? "" : "?"}: ${block([`content: ${contentType(requestBody.content)};`])};`;
  const answers = Object.entries(responses).map(
    ([status, response]) => `${status}: ${"$ref" in response ? referenced(response.$ref) : responseType(response)};`,
  );
  return block([`parameters: ${block([...places, "cookie?: never;"])};`, body, `responses: ${block(answers)};`]);
}

function responseType({ headers = {}, content }: ResponseObject): string {
  const names = Object.entries(headers).map(([name, { schema }]) => `${JSON.stringify(name)}?: ${schemaType(schema)};`);
  const body = content === undefined ? "content?: never;" : `content: ${contentType(content)};`;
  return block([`headers: ${block([...names, "[name: string]: unknown;"])};`, body]);
}

function contentType(content: Record<string, { schema?: JsonSchema }>): string {
  const types = Object.entries(content).map(
    ([type, { schema }]) => `${JSON.stringify(type)}: ${schema === undefined ? "unknown" : schemaType(schema)};`,
  );
  return block(types);
}

function indented(text: string): string {
  let depth = 0;
  const lines = text.split("\n").map((line) => {
    if (/^\s?[/*]/.test(line)) return line === "" ? line : "  ".repeat(depth) + line;
    const [opening, closing] = [line.split("{").length, line.split("}").length];
    const own = line.startsWith("}") ? depth - 1 : depth;
    depth += opening - closing;
    return line === "" ? line : "  ".repeat(own) + line;
  });
  return lines.join("\n");
}
