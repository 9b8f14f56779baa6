import { COMPONENT_APPID, ORIGIN, type Platform } from "../platform.ts";

export const PASSWORD = "simulator-console";
export { COMPONENT_APPID };

/** An operator's browser: it keeps its cookie, and sends forms as a browser does. */
export interface OperatorBrowser {
  cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The page's text; fails unless it is a page. */
  page(path: string): Promise<string>;
  /** Sends a form with the token that the pages of this session carry. */
  post(path: string, fields?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Response>;
}

export function signInWith(
  platform: Platform,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return platform.fetch("/console/login", {
    method: "POST",
    headers: { origin: ORIGIN, ...headers },
    body: new URLSearchParams(fields),
  });
}

export async function signIn(platform: Platform, headers: Record<string, string> = {}): Promise<OperatorBrowser> {
  const response = await signInWith(platform, { password: PASSWORD }, headers);
  if (response.status !== 303) throw new Error(`signing in came to ${response.status}`);
  return browserWith(platform, (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
}

export function browserWith(platform: Platform, cookie: string): OperatorBrowser {
  const browser: OperatorBrowser = {
    cookie,
    get: (path, headers = {}) => platform.fetch(path, { headers: { cookie, ...headers } }),
    async page(path) {
      const response = await browser.get(path);
      if (response.status !== 200) throw new Error(`${path} came to ${response.status}`);
      return response.text();
    },
    async post(path, fields = {}, headers = {}) {
      const token = /name="form_token" value="([^"]+)"/.exec(await (await browser.get("/console/setup")).text())?.[1];
      const body = new URLSearchParams({ form_token: token ?? "" });
      for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
      return platform.fetch(path, { method: "POST", headers: { cookie, origin: ORIGIN, ...headers }, body });
    },
  };
  return browser;
}
