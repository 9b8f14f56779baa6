/** What is worth something to whoever reads it. */
const SECRET_ELEMENTS =
  /<((?:ComponentVerifyTicket|AuthorizationCode|PreAuthCode|auth_code)\b)[^>]*>[\s\S]*?<\/\1\s*>/gi;

/**
 * A push's text without the ticket and the codes in it, to be shown.
 * @param secrets what of it is known to be secret, wherever else it may stand
 */
export function maskedXml(xml: string, secrets: readonly (string | null)[] = []): string {
  const masked = xml.replace(SECRET_ELEMENTS, (_, name: string) => `<${name}>……</${name}>`);
  const known = secrets.filter((secret) => secret !== null && secret !== "") as string[];
  return known.reduce((text, secret) => text.replaceAll(secret, "……"), masked);
}
