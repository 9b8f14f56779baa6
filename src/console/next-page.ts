export const HOME = "/console";

/**
 * Where to go after signing in: only to a page of the console. Whatever a browser would read as another host (`//`, `/\`, a
 * scheme) or that leaves the console (`..`) leads to its front page.
 */
export function nextPage(wish: string | undefined): string {
  if (wish === undefined || !/^\/console(?:[/?]|$)/.test(wish) || /[\\\s]/.test(wish)) return HOME;
  const url = URL.parse(wish, "https://console.invalid");
  if (url === null || url.origin !== "https://console.invalid" || !/^\/console(?:\/|$)/.test(url.pathname)) return HOME;
  if (/^\/console\/(?:login|logout|assets)(?:\/|$)/.test(url.pathname)) return HOME;
  return url.pathname + url.search;
}
