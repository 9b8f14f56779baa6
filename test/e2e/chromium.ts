import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { describe, test } from "vitest";
import { BUSINESS_ORIGIN, ROOT } from "../stack/settings.ts";

const CHROMIUM_PATH = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const MISSING = `there is no Chromium at ${CHROMIUM_PATH}: install it, or name it with CHROMIUM_PATH`;
const SCREENSHOTS = join(ROOT, ".screenshots");

/** Skipped, and said so, on a machine without Chromium; where CI is set, nobody would read that, and it fails. */
export function describeInChromium(name: string, body: () => void): void {
  if (existsSync(CHROMIUM_PATH)) {
    describe(name, body);
  } else if (["", "0", "false"].includes(process.env.CI ?? "")) {
    console.warn(`Skipped: "${name}", because ${MISSING}.`);
    describe.skip(`${name} (skipped: ${MISSING})`, body);
  } else {
    test(name, () => {
      throw new Error(MISSING);
    });
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export const PC: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** A phone inside WeChat, as narrow as phones that are in use. */
export const H5: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN",
};

/** A visitor's page, and what the browser had to complain of. */
export interface Visitor {
  page: Page;
  /** Errors and warnings of the console, CSP violations among them, uncaught exceptions, and addresses that are nobody's. */
  complaints: string[];
  /** The Referer of each page that was gone to, by its address without query. */
  referers: Map<string, string | null>;
  screenshot(name: string): Promise<void>;
}

/** A browser of its own for one visitor. Nothing leaves the machine: avatars and the business's site are made up here. */
export async function newVisitor(browser: Browser, options: BrowserContextOptions): Promise<Visitor> {
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  const referers = new Map<string, string | null>();
  await context.route(
    ({ hostname }) => !["127.0.0.1", "localhost"].includes(hostname),
    (route) => {
      const { origin, hostname, protocol } = new URL(route.request().url());
      if (origin === BUSINESS_ORIGIN) return route.fulfill({ contentType: "text/html", body: "<h1>Welcome back</h1>" });
      if (hostname === "wx.qlogo.cn" && protocol === "https:")
        return route.fulfill({ contentType: "image/svg+xml", body: AVATAR });
      complaints.push(`somebody asked for ${origin}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", async (request) => {
    if (!request.isNavigationRequest()) return;
    const { origin, pathname } = new URL(request.url());
    referers.set(origin + pathname, await request.headerValue("referer"));
  });
  return {
    page,
    complaints,
    referers,
    async screenshot(name) {
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
    },
  };
}

const AVATAR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#2f855a"/><circle cx="32" cy="32" r="16" fill="#f0fff4"/></svg>`;

/**
 * How much wider than the window the page is; anything over 0 has to be scrolled sideways. A phone's own `innerWidth` would
 * not tell: it grows with the page.
 */
export async function overflowOf(page: Page): Promise<number> {
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  return width - (page.viewportSize()?.width ?? 0);
}
