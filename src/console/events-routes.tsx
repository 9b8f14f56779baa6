import { Hono } from "hono";
import { componentHolder } from "../credentials/holders.ts";
import type { Locale } from "../page/locale.ts";
import type { ConsoleEnv } from "./console-env.ts";
import { EventRows } from "./event-rows.tsx";
import { Frame } from "./frame.tsx";

const PAGE_LENGTH = 40;

/** What WeChat told the component, newest first. */
export const events = new Hono<ConsoleEnv>().get("/events", async (c) => {
  const { config, locale } = c.var;
  const text = TEXTS[locale];
  const before = /^\d{1,15}$/.exec(c.req.query("before") ?? "")?.[0];
  const appid = /^[\w-]{1,64}$/.exec(c.req.query("appid")?.trim() ?? "")?.[0] ?? null;
  const filter = { authorizerAppid: appid, before: before === undefined ? null : Number(before) };
  const found = await componentHolder(c.env, config.componentAppid).events(filter, PAGE_LENGTH + 1);
  const shown = found.slice(0, PAGE_LENGTH);
  const last = found.length > PAGE_LENGTH ? shown.at(-1) : undefined;
  const search = new URLSearchParams({ ...(appid === null ? {} : { appid }), before: String(last?.id ?? "") });
  return c.html(
    <Frame c={c} page="events" title={text.title} lead={text.lead}>
      <section class="card" aria-label={text.title}>
        <form method="get" action="/console/events" class="inline">
          <div class="field grow">
            <label for="appid">{text.filter}</label>
            <input id="appid" name="appid" value={appid ?? ""} placeholder="wx…" maxlength={64} />
          </div>
          <button type="submit">{text.find}</button>
        </form>
        <footer>
          {shown.length === 0 ? <p class="empty">{text.none}</p> : <EventRows events={shown} locale={locale} />}
          {last !== undefined && (
            <p class="pages">
              <a class="button quiet" rel="next" href={`/console/events?${search}`}>
                {text.older}
              </a>
            </p>
          )}
        </footer>
      </section>
    </Frame>,
  );
});

const TEXTS: Record<Locale, Record<"title" | "lead" | "filter" | "find" | "none" | "older", string>> = {
  zh: {
    title: "授权事件",
    lead: "微信推送到授权事件接收URL 的事件，解密后保留 7 天；授权码等敏感内容在保存前已隐去。",
    filter: "按 AppID 筛选",
    find: "筛选",
    none: "没有事件。",
    older: "更早的",
  },
  en: {
    title: "Events",
    lead: "What WeChat pushed to the event URL, decrypted, for 7 days. Codes are left out before it is stored.",
    filter: "Of this appid",
    find: "Show",
    none: "There are none.",
    older: "Older ones",
  },
};
