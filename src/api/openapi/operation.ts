import type * as z from "zod/mini";
import type { ANSWERS, AnswerName } from "./components.ts";
import type { FailureCode } from "./failures.ts";

export const TAGS = {
  tokens: { name: "Tokens", zh: "令牌" },
  proxy: { name: "API proxy", zh: "API 代理" },
  authorizers: { name: "Authorizers", zh: "授权方" },
  links: { name: "Links", zh: "授权与登录链接" },
  platform: { name: "Platform", zh: "平台" },
} as const;
export type Tag = keyof typeof TAGS;

/** A route as the document describes it. What it takes and gives are the very schemas that the route works with. */
export interface Operation {
  id: string;
  method: "get" | "post" | "put" | "patch";
  /** `/v1/authorizers/{appid}` */
  path: string;
  tag: Tag;
  summary: string;
  /** The summary in Chinese. */
  zh: string;
  description: string;
  /** True where no key is needed. */
  open?: true;
  parameters?: readonly Parameter[];
  body?: Body;
  answers: readonly Answer[];
  failures: readonly FailureCode[];
}

export interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  description: string;
  schema: z.ZodMiniType;
  example?: string | number;
}

export interface Body {
  /** The name in the document; null for what is WeChat's business. */
  name: string | null;
  schema: z.ZodMiniType | null;
  descriptions: Record<string, string>;
  example: unknown;
}

export interface Answer {
  status: number;
  description: string;
  /** Null: no body. */
  type: string | null;
  name: AnswerName | null;
  example: unknown;
  headers?: Record<string, string>;
}

type NamesOf<Input> = Input extends unknown ? keyof Input & string : never;

/** A body, with a sentence for every member that its schema has: one that is forgotten does not compile. */
export function body<Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
  descriptions: Record<NamesOf<z.input<Schema>>, string>,
  example: z.input<Schema>,
): Body {
  return { name, schema, descriptions, example };
}

/** The parameters of a query, likewise. */
export function query<Shape extends Record<string, z.ZodMiniType>>(
  schema: z.ZodMiniObject<Shape>,
  descriptions: { [Name in keyof Shape & string]: [description: string, example?: string | number] },
): Parameter[] {
  return Object.entries(schema.shape).map(([name, member]) => {
    const [description, example] = descriptions[name] ?? [""];
    return { in: "query", name, description, schema: member, ...(example === undefined ? {} : { example }) };
  });
}

/** An answer in JSON. */
export function json<Name extends AnswerName>(
  name: Name,
  description: string,
  example: z.input<(typeof ANSWERS)[Name]>,
  status = 200,
): Answer {
  return { status, description, type: "application/json", name, example };
}
