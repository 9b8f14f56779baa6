/** A merchant's browser without a browser: it follows the pages as one does, with the Referer that they let it send. */
export interface MerchantBrowser {
  userAgent: string;
  language: string;
}

export const DESKTOP: MerchantBrowser = {
  userAgent:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
  language: "zh-CN,zh;q=0.9",
};

/** WeChat's own page, as the merchant sees it. */
export interface AuthorizationPage {
  url: URL;
  preAuthCode: string;
  html: string;
  /** What the merchant may choose from. */
  choices: { appid: string; form: URLSearchParams }[];
}

/** A page of ours that the merchant ends on, or our redirect to the business's. */
export interface EndOfVisit {
  status: number;
  location: string | null;
  html: string;
}

/** Opens /authorize, or a link, and goes where our page leads: to WeChat's. */
export async function openAuthorization(url: string, browser = DESKTOP): Promise<AuthorizationPage> {
  const departure = await visit(url, browser);
  if (departure.status !== 200) throw new Error(`/authorize answered ${departure.status}`);
  const html = await departure.text();
  const button = /<a class="button" href="([^"]+)"/.exec(html)?.[1];
  if (button === undefined) throw new Error("our page has no way to WeChat");
  const destination = new URL(decoded(button));

  const page = await visit(destination.href, browser, refererFrom(url, departure));
  const theirs = await page.text();
  const choices = [...theirs.matchAll(/<form method="post">(.*?)<\/form>/gs)].flatMap(([, form = ""]) => {
    const fields = fieldsOf(form);
    const appid = fields.get("authorizer_appid");
    return appid === null ? [] : [{ appid, form: fields }];
  });
  if (choices.length === 0) throw new Error(`WeChat refused: ${textOf(theirs)}`);
  return {
    url: destination,
    preAuthCode: destination.searchParams.get("pre_auth_code") ?? "",
    html: theirs,
    choices,
  };
}

/** Confirms for one account, and comes back to our callback. */
export async function confirmAuthorization(
  { url, html, choices }: AuthorizationPage,
  appid: string,
  browser = DESKTOP,
): Promise<EndOfVisit> {
  const choice = choices.find((each) => each.appid === appid);
  if (choice === undefined) throw new Error(`WeChat does not offer ${appid}: ${textOf(html)}`);
  const confirmed = await fetch(url, {
    method: "POST",
    headers: { "user-agent": browser.userAgent, origin: url.origin },
    body: new URLSearchParams([...choice.form, ["action", "confirm"]]),
    redirect: "manual",
  });
  const callback = confirmed.headers.get("location");
  if (callback === null) throw new Error(`WeChat did not send the browser back: ${textOf(await confirmed.text())}`);
  const end = await visit(callback, browser, `${url.origin}/`);
  return { status: end.status, location: end.headers.get("location"), html: await end.text() };
}

function visit(url: string, { userAgent, language }: MerchantBrowser, referer?: string): Promise<Response> {
  return fetch(url, {
    headers: {
      accept: "text/html,application/xhtml+xml",
      "accept-language": language,
      "user-agent": userAgent,
      ...(referer === undefined ? {} : { referer }),
    },
    redirect: "manual",
  });
}

/** What a browser sends along from a page, by the policy that the page came with. */
function refererFrom(url: string, response: Response): string | undefined {
  const policy = response.headers.get("referrer-policy") ?? "strict-origin-when-cross-origin";
  return policy === "no-referrer" || policy === "same-origin" ? undefined : `${new URL(url).origin}/`;
}

/** A form as it is sent when nothing in it was changed. */
function fieldsOf(form: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => decoded(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? "");
    if (attribute("type") !== "checkbox" || / checked/.test(input))
      fields.append(attribute("name"), attribute("value"));
  }
  return fields;
}

export function textOf(html: string): string {
  const body = html.replace(/<(style|script|svg)\b.*?<\/\1>/gs, " ").replace(/<[^>]*>/g, " ");
  return decoded(body).replace(/\s+/g, " ").trim();
}

const REFERENCES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (reference) => REFERENCES[reference] ?? reference);
}
