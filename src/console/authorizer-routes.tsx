import { Hono } from "hono";
import { readAccountOption, setAccountOption } from "../credentials/account-options.ts";
import { authorizerHolder, componentHolder } from "../credentials/holders.ts";
import { isForwardUrl } from "../webhook/forward-url.ts";
import { AUTHORIZER_OPTIONS, type AuthorizerOption } from "../wechat/authorizer-option.ts";
import { fail, ok } from "../wechat/result.ts";
import { audited } from "./audit.ts";
import { AuthorizerPage, type OptionValue } from "./authorizer-page.tsx";
import type { ConsoleContext, ConsoleEnv } from "./console-env.ts";
import { textIn } from "./form-fields.ts";
import { outcomeQuery } from "./outcome.ts";
import { refuse } from "./refusal-page.tsx";

const EVENTS_SHOWN = 50;
const LIMITS = { tenant: 200, note: 2_000, forward_url: 2_000 } as const;

/** One authorizer: what is known of it, and what can be done with it. */
export const authorizer = new Hono<ConsoleEnv>()
  .get("/authorizers/:appid", (c) => show(c, c.req.param("appid"), null))
  .post("/authorizers/:appid/notes", async (c) => {
    const appid = c.req.param("appid");
    const form = await c.req.formData();
    const [tenant, note, forwardUrl] = [textIn(form, "tenant"), textIn(form, "note"), textIn(form, "forward_url")];
    const valid =
      tenant.length <= LIMITS.tenant &&
      note.length <= LIMITS.note &&
      forwardUrl.length <= LIMITS.forward_url &&
      (forwardUrl === "" || isForwardUrl(forwardUrl));
    // A forward_url may hold a key of the business's: that it was set is written down, and not to what.
    const detail = JSON.stringify({ tenant, note, forward_url: forwardUrl === "" ? "" : "…" });
    const saved = await audited(c, "annotate", { subject: appid, detail }, async () => {
      if (!valid) return fail({ code: "invalid_request", detail: "" } as const);
      const notes = { tenant: tenant || null, note: note || null, forwardUrl: forwardUrl || null };
      const annotated = await holder(c, appid).annotate(appid, notes);
      return annotated === null ? fail({ code: "unknown_authorizer" } as const) : ok(null);
    });
    return back(c, appid, outcomeQuery(saved, "saved"));
  })
  .post("/authorizers/:appid/profile", async (c) => {
    const appid = c.req.param("appid");
    const refreshed = await audited(c, "refresh_profile", { subject: appid }, () =>
      holder(c, appid).refreshProfile(appid),
    );
    return back(c, appid, outcomeQuery(refreshed, "refreshed"));
  })
  .post("/authorizers/:appid/token", async (c) => {
    const appid = c.req.param("appid");
    const refreshed = await audited(c, "refresh_token", { subject: appid }, () => holder(c, appid).getToken(appid));
    return back(c, appid, outcomeQuery(refreshed, "token_refreshed"));
  })
  .post("/authorizers/:appid/options", async (c) => {
    const appid = c.req.param("appid");
    const form = await c.req.formData();
    const name = Object.keys(AUTHORIZER_OPTIONS).find((each) => each === textIn(form, "name")) as
      | AuthorizerOption
      | undefined;
    if (name === undefined) return back(c, appid, "failed=invalid_request");
    const values: readonly string[] = AUTHORIZER_OPTIONS[name];
    const value = textIn(form, "value");
    if (value === "") {
      const read = await audited(c, "read_option", { subject: appid, detail: name }, () =>
        readAccountOption(c.env, c.var.config, appid, name),
      );
      if (!read.ok) return back(c, appid, outcomeQuery(read, ""));
      return show(c, appid, { name, value: read.value });
    }
    if (!values.includes(value)) return back(c, appid, "failed=invalid_request");
    const set = await audited(c, "set_option", { subject: appid, detail: `${name}=${value}` }, () =>
      setAccountOption(c.env, c.var.config, appid, name, value),
    );
    return back(c, appid, outcomeQuery(set, "option_set"));
  });

async function show(c: ConsoleContext, appid: string, option: OptionValue | null): Promise<Response> {
  const component = componentHolder(c.env, c.var.config.componentAppid);
  const [authorizer, events] = await Promise.all([
    holder(c, appid).describe(appid),
    component.events({ authorizerAppid: appid, before: null }, EVENTS_SHOWN),
  ]);
  if (authorizer === null) return refuse(c, "not_found");
  return c.html(<AuthorizerPage c={c} authorizer={authorizer} events={events} option={option} />);
}

function holder(c: ConsoleContext, appid: string) {
  return authorizerHolder(c.env, c.var.config.componentAppid, appid);
}

function back(c: ConsoleContext, appid: string, outcome: string): Response {
  return c.redirect(`/console/authorizers/${encodeURIComponent(appid)}?${outcome}`, 303);
}
