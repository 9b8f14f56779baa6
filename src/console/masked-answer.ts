/** Members of an answer that are worth something to whoever reads them. */
const SECRET_MEMBERS =
  /("(?:\w*(?:access_token|refresh_token)|\w*ticket|pre_auth_code|authorization_code|auth_code|session_key|\w*secret)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/**
 * An answer of WeChat's without tokens, codes and keys, to be shown.
 * @param secrets what is known to be secret, wherever it may stand: an errmsg can quote the token
 */
export function maskedAnswer(answer: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== "");
  return known.reduce((text, secret) => text.replaceAll(secret, "……"), answer.replace(SECRET_MEMBERS, '$1"……"'));
}

/** Indented where it is JSON, by its text, so that a number of 19 digits stays what it was. */
export function readableAnswer(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    // Not JSON: as it came.
    return text;
  }
  let depth = 0;
  const lines = text.trim().replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]|\s+/g, (part) => {
    if (/^\s+$/.test(part)) return "";
    if (part === ":") return ": ";
    if (part === ",") return `,\n${"  ".repeat(depth)}`;
    if (part === "{" || part === "[") {
      depth += 1;
      return `${part}\n${"  ".repeat(depth)}`;
    }
    if (part === "}" || part === "]") {
      depth -= 1;
      return `\n${"  ".repeat(depth)}${part}`;
    }
    return part;
  });
  return lines.replace(/([{[])\s+([}\]])/g, "$1$2");
}
