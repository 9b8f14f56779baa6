import { type Context, Hono } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { clientAddress } from "../client-address.ts";
import { log } from "../log.ts";
import { type ConsoleEnv, operatorLog } from "./console-env.ts";
import { sessionOf } from "./guard.ts";
import { LoginPage, type LoginTrouble } from "./login-page.tsx";
import { nextPage } from "./next-page.ts";
import { refuse } from "./refusal-page.tsx";
import { isFromOurPage } from "./same-origin.ts";
import { newSessionId, SESSION_COOKIE, SESSION_MS, sessionKey, signSession } from "./session-cookie.ts";

const COOKIE = { path: "/", httpOnly: true, secure: true, sameSite: "Strict" } as const;

/** In with the password. */
export const login = new Hono<ConsoleEnv>()
  .use(async (c, next) => (c.var.config.access === null ? next() : c.redirect("/console", 303)))
  .get("/", async (c) => {
    const wish = c.req.query("next");
    const session = await sessionOf(c, await sessionKey(c.var.config));
    return session === null ? page(c, wish, null, 200) : c.redirect(nextPage(wish), 303);
  })
  .post("/", async (c) => {
    if (!isFromOurPage(c)) return refuse(c, "foreign_form");
    const form = await c.req.parseBody();
    const password = form.password;
    const wish = form.next;
    const next = typeof wish === "string" ? wish : undefined;
    const address = clientAddress(c);
    const allowed = await operatorLog(c).tryToSignIn(address);
    if (!allowed.allowed) {
      c.header("retry-after", String(allowed.retryAfterSeconds));
      return page(c, next, { kind: "throttled", minutes: Math.ceil(allowed.retryAfterSeconds / 60) }, 429);
    }
    if (typeof password !== "string" || !(await isPassword(password, c.var.config.consolePassword))) {
      log("warn", "a wrong password at the console");
      return page(c, next, { kind: "wrong" }, 401);
    }
    const id = newSessionId();
    const expiresAt = Date.now() + SESSION_MS;
    await operatorLog(c).signIn(address, id, expiresAt);
    const cookie = await signSession(await sessionKey(c.var.config), id, expiresAt);
    setCookie(c, SESSION_COOKIE, cookie, { ...COOKIE, maxAge: SESSION_MS / 1000 });
    return c.redirect(nextPage(next), 303);
  });

/** Behind the guard: the session ends here, not only in this browser. */
export const logout = new Hono<ConsoleEnv>().post("/", async (c) => {
  const { who, session } = c.var.operator;
  if (c.var.config.access !== null) return c.redirect("/cdn-cgi/access/logout", 303);
  const entry = { who, address: clientAddress(c), action: "sign_out", subject: null, detail: null };
  const book = operatorLog(c);
  await book.signOut(session);
  await book.settle(await book.begin(entry), "done");
  deleteCookie(c, SESSION_COOKIE, COOKIE);
  return c.redirect("/console/login", 303);
});

function page(c: Context<ConsoleEnv>, next: string | undefined, trouble: LoginTrouble | null, status: 200 | 401 | 429) {
  const { protocol, hostname, pathname, search } = new URL(c.req.url);
  const secure = protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const here = c.req.method === "GET" ? pathname + search : pathname;
  const shown = <LoginPage locale={c.var.locale} next={nextPage(next)} trouble={trouble} secure={secure} here={here} />;
  return c.html(shown, status);
}

/** By their digests, so that the time it takes says nothing about either. */
async function isPassword(given: string, password: string): Promise<boolean> {
  const [left, right] = await Promise.all([sha256(given), sha256(password)]);
  return crypto.subtle.timingSafeEqual(left, right);
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
