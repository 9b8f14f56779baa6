import type { IssuedLink } from "../credentials/issued-links.ts";
import type { Locale } from "../page/locale.ts";
import { LINKS_TEXTS } from "./links-texts.ts";
import { FullTime, Time } from "./time.tsx";

/** The links that were issued, by the console and by back ends, and what became of each. */
export function IssuedLinks({ links, locale }: { links: IssuedLink[]; locale: Locale }) {
  const text = LINKS_TEXTS[locale];
  const now = Date.now();
  return (
    <section class="card" aria-labelledby="issued">
      <header>
        <h2 id="issued">{text.issued}</h2>
        <p>{text.issuedLead}</p>
      </header>
      {links.length === 0 ? (
        <p class="empty">{text.noneIssued}</p>
      ) : (
        <ul class="rows columns">
          {links.map(({ options, issuedBy, issuedAt, expiresAt, openings, openedAt, authorizers }) => (
            <li>
              <div class="row-main">
                <p class="row-title">{options.tenant ?? text.noTenant}</p>
                <p class="row-facts">
                  {text.authTypes[options.authType]}
                  {options.bizAppid !== null && <span class="code"> · {options.bizAppid}</span>}
                </p>
                <p class="row-facts">
                  {issuedBy} · <FullTime at={issuedAt} />
                </p>
              </div>
              <div class="row-facts">
                <p>
                  {text.openings(openings)}
                  {openedAt !== null && (
                    <>
                      {" · "}
                      <Time at={openedAt} now={now} locale={locale} />
                    </>
                  )}
                </p>
                {authorizers.map((appid) => (
                  <p>
                    <a class="code" href={`/console/authorizers/${appid}`}>
                      {appid}
                    </a>
                  </p>
                ))}
              </div>
              <p class="tags">
                {authorizers.length > 0 ? (
                  <span class="tag tag-good">{text.authorized(authorizers.length)}</span>
                ) : (
                  <span class="tag">{openings > 0 ? text.opened : text.unopened}</span>
                )}
                {expiresAt <= now ? (
                  <span class="tag tag-notice">{text.expired}</span>
                ) : (
                  <span class="muted small">
                    {text.expires} <Time at={expiresAt} now={now} locale={locale} />
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
