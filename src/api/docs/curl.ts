import type { OperationObject, ParameterObject } from "../openapi/document.ts";

/** A call of the operation with curl, by the examples of the document; the key stands in $KEY. */
export function curlExample(origin: string, method: string, path: string, operation: OperationObject): string {
  const { parameters = [], requestBody, security } = operation;
  const url = `${origin}${withParameters(path, parameters)}`;
  const lines = [
    `curl ${method === "get" || requestBody !== undefined ? "" : `-X ${method.toUpperCase()} `}${quoted(url)}`,
    ...(security === undefined ? ['-H "authorization: Bearer $KEY"'] : []),
    ...bodyLines(method, requestBody?.content["application/json"]?.example),
  ];
  return lines.join(" \\\n  ");
}

function withParameters(path: string, parameters: readonly ParameterObject[]): string {
  const query: string[] = [];
  let filled = path;
  for (const { in: place, name, example } of parameters) {
    if (example === undefined) continue;
    if (place === "path") filled = filled.replace(`{${name}}`, String(example));
    else query.push(`${name}=${example}`);
  }
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}

function bodyLines(method: string, body: unknown): string[] {
  if (body === undefined) return [];
  const short = JSON.stringify(body);
  const text = short.length > 60 ? JSON.stringify(body, null, 2).replaceAll("\n", "\n  ") : short;
  return [
    ...(method === "post" ? [] : [`-X ${method.toUpperCase()}`]),
    "-H 'content-type: application/json'",
    `-d ${quoted(text, true)}`,
  ];
}

/** For a POSIX shell. */
function quoted(text: string, always = false): string {
  return !always && /^[\w:/.{}-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
