import { type Context, Hono } from "hono";
import { clientAddress } from "../client-address.ts";
import { type AppEnv, publicOrigin } from "../context.ts";
import { completeCallback } from "../credentials/authorization.ts";
import { componentHolder } from "../credentials/holders.ts";
import { signState, verifyState } from "../links/authorization-state.ts";
import { linkKey } from "../links/signed-token.ts";
import { PAGE_HEADERS } from "../page/layout.tsx";
import { authorizationUrl } from "../wechat/authorization-url.ts";
import { permissionSetName } from "../wechat/permission-sets.ts";
import { AuthorizedPage } from "./authorized-page.tsx";
import { DeparturePage } from "./departure-page.tsx";
import { acceptsHtml, failWith, localeOf } from "./respond.tsx";
import { readVisit } from "./visit.ts";

/** A state outlives the pre_auth_code by the life of the auth_code that it may bring: an hour. */
const AUTH_CODE_LIFE_MS = 3600_000;
const RATE_LIMIT_SECONDS = 60;
/** WeChat's codes have about 90 characters. */
const MAX_CODE_LENGTH = 512;

/** The merchant's browser: it leaves for WeChat's authorization page from here, and comes back to the callback. */
export const authorize = new Hono<AppEnv>()
  .get("/", async (c) => {
    // A look at the headers is no visit, and not worth a pre_auth_code.
    if (c.req.method === "HEAD") return c.body(null, 200, PAGE_HEADERS);
    const { config } = c.var;
    const key = await linkKey(config);
    const visit = await readVisit(c, key);
    if (!visit.ok) return failWith(c, visit.failure);
    if (!(await withinRateLimit(c, "authorize"))) return failWith(c, { code: "rate_limited" });

    const { link, linkId, platform } = visit.value;
    const { tenant, returnTo, authType } = link;
    const issued = await componentHolder(c.env, config.componentAppid).createPreAuthCode({
      tenant,
      returnTo,
      authType,
      linkId,
    });
    if (!issued.ok) return failWith(c, issued.failure);
    const { preAuthCode, preAuthHash, expiresAt } = issued.value;
    const state = await signState(key, preAuthHash, expiresAt + AUTH_CODE_LIFE_MS);
    const destination = authorizationUrl(
      platform,
      { mp: config.wechatMpBase, open: config.wechatOpenBase },
      {
        componentAppid: config.componentAppid,
        preAuthCode,
        redirectUri: `${publicOrigin(c)}/authorize/callback/${state}`,
        authType,
        bizAppid: link.bizAppid ?? undefined,
        categoryIds: link.categoryIds,
      },
    );
    // WeChat looks for our host in the Referer. A redirect passes on the page before it, so it does only behind one of ours.
    if (acceptsHtml(c) && !comesFromUs(c)) {
      const page = <DeparturePage locale={localeOf(c)} destination={destination} platform={platform} />;
      return c.html(page, 200, PAGE_HEADERS);
    }
    c.header("referrer-policy", "origin");
    c.header("cache-control", "no-store");
    return c.redirect(destination, 302);
  })
  .get("/callback/:state", async (c) => {
    if (c.req.method === "HEAD") return c.body(null, 200, PAGE_HEADERS);
    const { config } = c.var;
    const preAuthHash = await verifyState(await linkKey(config), c.req.param("state"), Date.now());
    if (preAuthHash === null) return failWith(c, { code: "invalid_state" });
    // WeChat's H5 page is known to write `&` as `&amp;`.
    const code = c.req.query("auth_code") || c.req.query("amp;auth_code");
    if (!code || code.length > MAX_CODE_LENGTH) return failWith(c, { code: "missing_auth_code" });
    if (!(await withinRateLimit(c, "callback"))) return failWith(c, { code: "rate_limited" }, "");

    const done = await completeCallback(c.env, config, { code, preAuthHash, authorizerAppid: null });
    // An empty address is the page's own: it leads back here without the auth_code standing in the page.
    if (!done.ok) return failWith(c, done.failure, "");
    const { authorizer, purpose } = done.value;
    const returnTo = purpose?.returnTo ?? null;
    if (returnTo !== null && config.returnOrigins.includes(new URL(returnTo).origin)) {
      const url = new URL(returnTo);
      url.searchParams.set("authorizer_appid", authorizer.authorizerAppid);
      if (purpose !== null && purpose.tenant !== null) url.searchParams.set("tenant", purpose.tenant);
      c.header("referrer-policy", "origin");
      c.header("cache-control", "no-store");
      return c.redirect(url.href, 303);
    }
    const locale = localeOf(c);
    const account = {
      authorizerAppid: authorizer.authorizerAppid,
      nickName: authorizer.nickName,
      headImg: authorizer.headImg,
      principalName: authorizer.principalName,
      accountType: authorizer.accountType ?? "other",
      funcInfo: authorizer.funcInfo.map((id) => ({ id, name: permissionSetName(id, locale) })),
    };
    return c.html(<AuthorizedPage locale={locale} authorizer={account} />, 200, PAGE_HEADERS);
  });

/** By the visitor's address; each route has its own allowance. */
async function withinRateLimit(c: Context<AppEnv>, route: string): Promise<boolean> {
  const { success } = await c.env.AUTHORIZE_RATE_LIMIT.limit({ key: `${route}:${clientAddress(c)}` });
  if (!success) c.header("retry-after", String(RATE_LIMIT_SECONDS));
  return success;
}

function comesFromUs(c: Context<AppEnv>): boolean {
  const referer = c.req.header("referer");
  if (referer === undefined || !URL.canParse(referer)) return false;
  return [publicOrigin(c), new URL(c.req.url).origin].includes(new URL(referer).origin);
}
