/**
 * One line of JSON. Fields are names and numbers: no token, secret, ticket or code, no URL with a query, no body.
 */
export function log(level: "info" | "warn" | "error", message: string, fields: Record<string, unknown> = {}): void {
  console[level](JSON.stringify({ message, ...fields }));
}
