import { Hono } from "hono";
import { type AppEnv, publicOrigin } from "../../context.ts";
import { contentSecurityPolicy, PAGE_HEADERS } from "../../page/layout.tsx";
import { chooseLocale } from "../../page/locale.ts";
import { documentFor } from "../openapi/served-document.ts";
import { DocsPage } from "./docs-page.tsx";
import { DOCS_STYLESHEET } from "./stylesheet.ts";

/** It changes with a deployment only. */
const CACHE_CONTROL = "public, max-age=300";

const HEADERS = {
  ...PAGE_HEADERS,
  "content-security-policy": await contentSecurityPolicy(DOCS_STYLESHEET),
  "cache-control": CACHE_CONTROL,
  vary: "accept-language",
};

/** This interface for machines and for people; neither needs a key. */
export const docs = new Hono<AppEnv>()
  .get("/openapi.json", (c) => {
    c.header("cache-control", CACHE_CONTROL);
    // Editors and generators in a browser read it from wherever they are.
    c.header("access-control-allow-origin", "*");
    return c.json(documentFor(publicOrigin(c)));
  })
  .get("/docs", (c) => {
    const locale = chooseLocale({ query: c.req.query("lang"), acceptLanguage: c.req.header("accept-language") });
    return c.html(<DocsPage locale={locale} origin={publicOrigin(c)} />, 200, HEADERS);
  });
