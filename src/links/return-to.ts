/** Whether merchants may be sent there after authorizing. @param origins RETURN_ORIGINS */
export function mayReturnTo(origins: readonly string[], returnTo: string): boolean {
  return URL.canParse(returnTo) && origins.includes(new URL(returnTo).origin);
}
