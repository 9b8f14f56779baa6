/**
 * redirect_uri with auth_code and expires_in: behind the query it already has, in front of its fragment, and otherwise letter
 * for letter as it was given.
 */
export function callbackUrl(
  redirectUri: string,
  authCode: string,
  expiresIn: number,
  manglesAmpersands: boolean,
): string {
  const hash = redirectUri.indexOf("#");
  const base = hash < 0 ? redirectUri : redirectUri.slice(0, hash);
  const fragment = hash < 0 ? "" : redirectUri.slice(hash);
  const joint = base.includes("?") ? (/[?&]$/.test(base) ? "" : "&") : "?";
  const url = `${base}${joint}auth_code=${encodeURIComponent(authCode)}&expires_in=${expiresIn}`;
  return (manglesAmpersands ? url.replaceAll("&", "&amp;") : url) + fragment;
}
