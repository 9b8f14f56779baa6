/** Whether merchants may be sent there after authorizing. @param origins RETURN_ORIGINS */
export function mayReturnTo(origins: readonly string[], returnTo: string): boolean {
  if (!URL.canParse(returnTo)) return false;
  // A blob: URL has the origin of what is inside it, and is no place to go.
  const { protocol, origin, username, password } = new URL(returnTo);
  return /^https?:$/.test(protocol) && username === "" && password === "" && origins.includes(origin);
}
