import { Hono } from "hono";
import { renderSVG } from "uqr";
import { componentHolder } from "../credentials/holders.ts";
import { draftLink, recordLink } from "../credentials/issue-link.ts";
import { ok } from "../wechat/result.ts";
import { audited } from "./audit.ts";
import { type ConsoleContext, type ConsoleEnv, ownOrigin } from "./console-env.ts";
import { EMPTY_LINK, linkOptionsOf, readLinkForm } from "./link-form.ts";
import { LinksPage, type MadeLink } from "./links-page.tsx";
import { QR_CODE_BYTES, QUIET_ZONE_MODULES, qrPng } from "./qr-png.ts";
import { refuse } from "./refusal-page.tsx";

const DAY_MS = 24 * 3600_000;
const SHOWN = 50;

/** Links for merchants: made, shown as a code, and followed. */
export const links = new Hono<ConsoleEnv>()
  .get("/links", async (c) => {
    const form = { ...EMPTY_LINK, bizAppid: c.req.query("appid") ?? "" };
    return c.html(<LinksPage c={c} form={form} result={null} issued={await issued(c)} />);
  })
  .post("/links", async (c) => {
    const { config, operator } = c.var;
    const form = readLinkForm(await c.req.formData());
    const options = linkOptionsOf(config, form);
    if ("wrong" in options) {
      return c.html(<LinksPage c={c} form={form} result={options} issued={await issued(c)} />, 422);
    }
    const expiresAt = Math.ceil((Date.now() + Number(form.lifeDays) * DAY_MS) / 1000) * 1000;
    const detail = JSON.stringify(options.options);
    const made = await audited(c, "issue_link", { subject: form.tenant || null, detail }, async () => {
      const { url, link } = await draftLink(
        config,
        ownOrigin(c),
        options.options,
        expiresAt,
        `console: ${operator.who}`,
      );
      await recordLink(c.env, config, link);
      return ok(url);
    });
    const result: MadeLink | null = made.ok ? { url: made.value, expiresAt, svg: svgOf(made.value) } : null;
    return c.html(<LinksPage c={c} form={form} result={result} issued={await issued(c)} />);
  })
  .get("/links/qr.svg", (c) => {
    const url = linkIn(c);
    const svg = url === null ? null : svgOf(url);
    if (svg === null) return refuse(c, "not_found");
    return c.body(svg, 200, file("image/svg+xml", "svg"));
  })
  .get("/links/qr.png", async (c) => {
    const url = linkIn(c);
    if (url === null || url.length > QR_CODE_BYTES) return refuse(c, "not_found");
    return c.body(await qrPng(url), 200, file("image/png", "png"));
  });

function issued(c: ConsoleContext) {
  return componentHolder(c.env, c.var.config.componentAppid).issuedLinks(SHOWN);
}

/** Null for a link that no code holds. */
function svgOf(url: string): string | null {
  return url.length > QR_CODE_BYTES ? null : renderSVG(url, { border: QUIET_ZONE_MODULES });
}

/** The code is always of a link of ours, whatever the address says. */
function linkIn(c: ConsoleContext): string | null {
  const link = /^[\w.-]{1,4096}$/.exec(c.req.query("link") ?? "")?.[0];
  return link === undefined ? null : `${ownOrigin(c)}/authorize?link=${link}`;
}

function file(type: string, extension: string): Record<string, string> {
  return { "content-type": type, "content-disposition": `attachment; filename="authorize.${extension}"` };
}
