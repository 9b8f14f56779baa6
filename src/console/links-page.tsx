import { raw } from "hono/html";
import type { IssuedLink } from "../credentials/issued-links.ts";
import { AUTH_TYPES } from "../wechat/authorization-url.ts";
import type { ConsoleContext } from "./console-env.ts";
import { CopyField, FormToken } from "./form.tsx";
import { Frame } from "./frame.tsx";
import { IssuedLinks } from "./issued-links.tsx";
import { LIFE_DAYS, type LinkForm, type WrongField } from "./link-form.ts";
import { LINKS_TEXTS } from "./links-texts.ts";
import { PermissionPicker } from "./permission-picker.tsx";
import { PluginSnippet } from "./plugin-snippet.tsx";
import { FullTime } from "./time.tsx";

export interface MadeLink {
  url: string;
  expiresAt: number;
  /** Null for a link that no code holds. */
  svg: string | null;
}

interface LinksPageProps {
  c: ConsoleContext;
  form: LinkForm;
  result: MadeLink | { wrong: WrongField } | null;
  issued: IssuedLink[];
}

export function LinksPage({ c, form, result, issued }: LinksPageProps) {
  const { locale, config } = c.var;
  const text = LINKS_TEXTS[locale];
  const wrong = result !== null && "wrong" in result ? result.wrong : null;
  const made = result !== null && "url" in result ? result : null;
  const field = (name: WrongField, id: string, label: string, hint: string) => (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        value={form[name]}
        aria-describedby={`${id}-hint`}
        {...(wrong === name ? { "aria-invalid": "true" } : {})}
      />
      <p class="hint" id={`${id}-hint`}>
        {wrong === name && <strong>{text.wrong} </strong>}
        {hint}
      </p>
    </div>
  );
  return (
    <Frame c={c} page="links" title={text.title} lead={text.lead}>
      {made !== null && <Made c={c} made={made} />}
      <div class="cards aside">
        <section class="card" aria-labelledby="make">
          <header>
            <h2 id="make">{text.make}</h2>
          </header>
          <form method="post" action="/console/links">
            <FormToken c={c} />
            <div class="fields">
              <div class="field">
                <label for="auth_type">{text.authType}</label>
                <select id="auth_type" name="auth_type" aria-describedby="auth_type-hint">
                  {AUTH_TYPES.map((type) => (
                    <option value={type} selected={String(type) === form.authType}>
                      {type} – {text.authTypes[type]}
                    </option>
                  ))}
                </select>
                <p class="hint" id="auth_type-hint">
                  {text.authTypeHint}
                </p>
              </div>
              {field("tenant", "tenant", text.tenant, text.tenantHint)}
              {field("bizAppid", "biz_appid", text.bizAppid, text.bizAppidHint)}
              {field(
                "returnTo",
                "return_to",
                text.returnTo,
                config.returnOrigins.length === 0
                  ? text.returnToUnset
                  : text.returnToHint(config.returnOrigins.join(", ")),
              )}
              <div class="field">
                <label for="platform">{text.platform}</label>
                <select id="platform" name="platform" aria-describedby="platform-hint">
                  {(["", "pc", "h5"] as const).map((platform) => (
                    <option value={platform} selected={platform === form.platform}>
                      {text.platforms[platform]}
                    </option>
                  ))}
                </select>
                <p class="hint" id="platform-hint">
                  {text.platformHint}
                </p>
              </div>
              <div class="field">
                <label for="life_days">{text.life}</label>
                <select id="life_days" name="life_days">
                  {LIFE_DAYS.map((days) => (
                    <option value={days} selected={days === form.lifeDays}>
                      {text.days(Number(days))}
                    </option>
                  ))}
                </select>
              </div>
            </div>
            <div class="field">
              <PermissionPicker chosen={form.categoryIds} locale={locale} />
            </div>
            <p class="field">
              <button type="submit">{text.build}</button>
            </p>
          </form>
        </section>
        <PluginSnippet c={c} form={form} />
      </div>
      <IssuedLinks links={issued} locale={locale} />
    </Frame>
  );
}

function Made({ c, made }: { c: ConsoleContext; made: MadeLink }) {
  const text = LINKS_TEXTS[c.var.locale];
  const link = new URL(made.url).searchParams.get("link") ?? "";
  return (
    <section class="card made" aria-labelledby="made">
      <div class="qr">{made.svg !== null && raw(made.svg.replace("<svg ", '<svg role="img" aria-label="QR" '))}</div>
      <div class="row-main">
        <div role="status">
          <h2 id="made">{text.made}</h2>
        </div>
        <p class="muted">
          {text.madeLead} <FullTime at={made.expiresAt} />
        </p>
        <CopyField c={c} id="made-url" label={text.link} value={made.url} />
        {made.svg === null ? (
          <p class="hint">{text.tooLong}</p>
        ) : (
          <p class="actions field">
            <a class="button quiet" href={`/console/links/qr.png?link=${link}`} download="authorize.png">
              {text.png}
            </a>
            <a class="button quiet" href={`/console/links/qr.svg?link=${link}`} download="authorize.svg">
              {text.svg}
            </a>
            <a class="button quiet" href={made.url} target="_blank" rel="noopener">
              {text.open}
            </a>
          </p>
        )}
      </div>
    </section>
  );
}
