import type { JsonSchema, OpenapiDocument, OperationObject, ResponseObject } from "./document.ts";

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
    return `${JSON.stringify(path)}: { ${operations.join("\n")} };`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `${comment(schema.description)}${name}: ${schemaType(schema)};`,
  );
  const responses = Object.entries(document.components.responses).map(
    ([name, response]) => `${JSON.stringify(name)}: ${responseType(response)};`,
  );
  return [
    HEAD,
    `export interface paths { ${paths.join("\n")} }`,
    `export interface components {
      schemas: { ${schemas.join("\n")} };
      responses: { ${responses.join("\n")} };
    }`,
  ].join("\n");
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
    return `${place}${optional}: { ${types.join("\n")} };`;
  });
  const body =
    requestBody === undefined
      ? "requestBody?: never;"
      : `requestBody${requestBody.required ? "" : "?"}: { content: ${contentType(requestBody.content)} };`;
  const answers = Object.entries(responses).map(
    ([status, response]) => `${status}: ${"$ref" in response ? referenced(response.$ref) : responseType(response)};`,
  );
  return `{
    parameters: { ${places.join("\n")} cookie?: never };
    ${body}
    responses: { ${answers.join("\n")} };
  }`;
}

function responseType({ headers = {}, content }: ResponseObject): string {
  const names = Object.entries(headers).map(([name, { schema }]) => `${JSON.stringify(name)}?: ${schemaType(schema)};`);
  const body = content === undefined ? "content?: never" : `content: ${contentType(content)}`;
  return `{ headers: { ${names.join("\n")} [name: string]: unknown }; ${body} }`;
}

function contentType(content: Record<string, { schema?: JsonSchema }>): string {
  const types = Object.entries(content).map(
    ([type, { schema }]) => `${JSON.stringify(type)}: ${schema === undefined ? "unknown" : schemaType(schema)};`,
  );
  return `{ ${types.join("\n")} }`;
}

function schemaType(schema: JsonSchema): string {
  const { $ref, ...beside } = schema;
  if ($ref !== undefined) {
    return beside.properties === undefined ? referenced($ref) : `${referenced($ref)} & ${objectType(beside)}`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map(schemaType).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
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
  return `{ ${members.join("\n")} }`;
}

/** `#/components/schemas/Problem` */
function referenced($ref: string): string {
  const [, , kind, name] = $ref.split("/");
  return `components[${JSON.stringify(kind)}][${JSON.stringify(name)}]`;
}

function comment(text: string | undefined): string {
  return text === undefined || text === "" ? "" : `/** ${text.replaceAll("*/", "*\\/")} */\n`;
}
