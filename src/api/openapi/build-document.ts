import type {
  MediaType,
  OpenapiDocument,
  OperationObject,
  ParameterObject,
  PathItem,
  Reference,
  ResponseObject,
} from "./document.ts";
import { exampleProblem, type FailureCode } from "./failures.ts";
import { answerSchemas, bodySchema, parameterSchema } from "./json-schema.ts";
import { type Answer, type Body, type Operation, type Parameter, TAGS } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";

const DESCRIPTION =
  "The whole back end of a WeChat Open Platform third-party platform (微信开放平台第三方平台): tokens, WeChat's API without tokens, " +
  "authorizers, links. Failures are application/problem+json with a `code` to program against, and with WeChat's errcode and " +
  "errmsg where WeChat had a word. Times are ISO 8601, UTC. Answers may get new members.";

/** Builds the document from the operations and from the schemas that the routes work with. */
export function buildDocument(version: string): OpenapiDocument {
  const document: OpenapiDocument = {
    openapi: "3.1.1",
    info: {
      title: "wechat-component-worker",
      version,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }],
    tags: Object.values(TAGS).map(({ name, zh }) => ({ name, "x-name-zh": zh })),
    paths: {},
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "One of API_KEYS: `authorization: Bearer KEY`." },
      },
      schemas: answerSchemas(),
      responses: {},
    },
  };
  for (const operation of OPERATIONS) {
    const item: PathItem = document.paths[operation.path] ?? {};
    item[operation.method] = operationObject(document, operation);
    document.paths[operation.path] = item;
  }
  return document;
}

function operationObject(document: OpenapiDocument, operation: Operation): OperationObject {
  const { id, tag, summary, zh, description, open, parameters = [], body } = operation;
  return {
    operationId: id,
    tags: [TAGS[tag].name],
    summary,
    "x-summary-zh": zh,
    description,
    ...(open === true ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(parameterObject) }),
    ...(body === undefined ? {} : { requestBody: requestBody(document, body) }),
    responses: {
      ...Object.fromEntries(operation.answers.map((answer) => [String(answer.status), answerResponse(answer)])),
      ...problemResponses(document, operation.failures),
    },
  };
}

function parameterObject({ in: place, name, description, schema, example }: Parameter): ParameterObject {
  return {
    name,
    in: place,
    required: !isOptional(schema),
    description,
    schema: parameterSchema(schema),
    ...(example === undefined ? {} : { example }),
  };
}

function isOptional(schema: Parameter["schema"]): boolean {
  return schema.safeParse(undefined).success;
}

function requestBody(document: OpenapiDocument, body: Body): { required: boolean; content: Record<string, MediaType> } {
  const { name, example } = body;
  const json = bodySchema(body);
  // What WeChat's API takes is WeChat's to say.
  if (name === null) return { required: false, content: { "application/json": { example }, "*/*": {} } };
  document.components.schemas[name] = json;
  const schema = { $ref: `#/components/schemas/${name}` };
  const required = json.oneOf !== undefined || (json.required ?? []).length > 0;
  return { required, content: { "application/json": { schema, example } } };
}

function answerResponse({ description, type, name, example, headers = {} }: Answer): ResponseObject {
  const named = Object.entries(headers).map(([header, text]) => [
    header,
    { description: text, schema: { type: "string" } },
  ]);
  const media: MediaType = {
    ...(name === null ? {} : { schema: { $ref: `#/components/schemas/${name}` } }),
    ...(example === null ? {} : { example }),
  };
  return {
    description,
    ...(named.length === 0 ? {} : { headers: Object.fromEntries(named) }),
    ...(type === null ? {} : { content: { [type]: media } }),
  };
}

/** One response for each status, which many operations share. */
function problemResponses(document: OpenapiDocument, codes: readonly FailureCode[]): Record<string, Reference> {
  const byStatus = Map.groupBy(codes, (code) => exampleProblem(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => {
      const name = same.toSorted().join(".");
      document.components.responses[name] ??= problemResponse(same.toSorted());
      return [String(status), { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function problemResponse(codes: readonly FailureCode[]): ResponseObject {
  const problems = codes.map(exampleProblem);
  const limited = codes.includes("rate_limited");
  return {
    description: problems.map(({ title }) => title).join(", or: "),
    ...(limited ? { headers: { "Retry-After": { description: "Seconds.", schema: { type: "integer" } } } } : {}),
    content: {
      "application/problem+json": {
        schema: { $ref: "#/components/schemas/Problem", properties: { code: { enum: [...codes] } } },
        examples: Object.fromEntries(problems.map((value) => [value.code, { summary: value.title, value }])),
      },
    },
  };
}
