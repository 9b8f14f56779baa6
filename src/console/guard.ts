import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { accessIdentity } from "./access-jwt.ts";
import { type ConsoleContext, type ConsoleEnv, type Operator, operatorLog } from "./console-env.ts";
import { FORM_TOKEN } from "./form-token.ts";
import { refuse } from "./refusal-page.tsx";
import { isFromOurPage } from "./same-origin.ts";
import { formToken, isFormToken, SESSION_COOKIE, sessionKey, verifySession } from "./session-cookie.ts";

/**
 * Lets in who is signed in, and lets changes be made only from pages of ours: the cookie is SameSite=Strict, the Origin has
 * to be ours, and the form has to know its session's token. Any one of them would do.
 */
export const guard = createMiddleware<ConsoleEnv>(async (c, next) => {
  const operator = await operatorOf(c);
  const reads = c.req.method === "GET" || c.req.method === "HEAD";
  if (operator === null) {
    if (c.var.config.access !== null) return refuse(c, "access_required");
    if (!reads) return refuse(c, "signed_out");
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/console/login?next=${encodeURIComponent(pathname + search)}`, 303);
  }
  c.set("operator", operator);
  if (!reads) {
    const token = await sentToken(c);
    const key = await sessionKey(c.var.config);
    const known = typeof token === "string" && (await isFormToken(key, operator.session, token));
    // Signing out harms nobody: the cookie, which no foreign page can send, is enough for it.
    const signsOut = c.req.path === "/console/logout";
    if ((!known && !signsOut) || !isFromOurPage(c)) return refuse(c, "foreign_form");
  }
  return next();
});

async function sentToken(c: ConsoleContext): Promise<unknown> {
  try {
    return (await c.req.formData()).get(FORM_TOKEN);
  } catch {
    // Not a form.
    return null;
  }
}

/** Who a request comes from: by Cloudflare Access where that is set, else by the session's cookie. */
async function operatorOf(c: ConsoleContext): Promise<Operator | null> {
  const { config } = c.var;
  const key = await sessionKey(config);
  if (config.access !== null) {
    const token = c.req.header("cf-access-jwt-assertion");
    const email = token === undefined ? null : await accessIdentity(token, config.access, Date.now());
    return email === null ? null : { who: email, session: email, formToken: await formToken(key, email) };
  }
  const session = await sessionOf(c, key);
  return session === null ? null : { who: "password", session, formToken: await formToken(key, session) };
}

/** The session of a request's cookie, if it is signed by us, has not expired and was not ended. */
export async function sessionOf(c: ConsoleContext, key: CryptoKey): Promise<string | null> {
  const cookie = getCookie(c, SESSION_COOKIE);
  const session = cookie === undefined ? null : await verifySession(key, cookie, Date.now());
  return session !== null && (await operatorLog(c).isSignedIn(session)) ? session : null;
}
