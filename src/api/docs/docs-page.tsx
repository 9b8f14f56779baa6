import { HtmlDocument } from "../../page/layout.tsx";
import type { Locale } from "../../page/locale.ts";
import type { OperationObject } from "../openapi/document.ts";
import { DOCUMENT } from "../openapi/served-document.ts";
import { FailureTable } from "./failure-table.tsx";
import { Method, OperationSection, summaryOf } from "./operation-section.tsx";
import { Code, Prose } from "./prose.tsx";
import { SDK_EXAMPLES, TYPESCRIPT_EXAMPLE } from "./sdk-examples.ts";
import { DOCS_STYLESHEET } from "./stylesheet.ts";
import { TEXTS } from "./texts.ts";

interface Chapter {
  id: string;
  name: string;
  routes: { method: string; path: string; operation: OperationObject }[];
}

/** The whole interface on one page, made from the document; it needs no script. */
export function DocsPage({ locale, origin }: { locale: Locale; origin: string }) {
  const texts = TEXTS[locale];
  const chapters = DOCUMENT.tags.map((tag) => chapterOf(tag, locale));
  return (
    <HtmlDocument locale={locale} title={`${texts.title} – ${DOCUMENT.info.title}`} stylesheet={DOCS_STYLESHEET}>
      <header>
        <p class="product">{DOCUMENT.info.title}</p>
        <nav class="elsewhere">
          <a href="/openapi.json">{texts.document}</a>
          <a href={`?lang=${locale === "zh" ? "en" : "zh"}`} lang={locale === "zh" ? "en" : "zh-CN"}>
            {texts.language}
          </a>
        </nav>
      </header>
      <div class="columns">
        <Contents locale={locale} chapters={chapters} />
        <main>
          <h1>{texts.title}</h1>
          <p class="lead">{texts.lead}</p>
          <Start locale={locale} origin={origin} />
          <Sdks locale={locale} origin={origin} />
          {chapters.map(({ id, name, routes }) => (
            <section id={id} class="chapter">
              <h2>{name}</h2>
              {routes.map((route) => (
                <OperationSection locale={locale} origin={origin} {...route} />
              ))}
            </section>
          ))}
          <FailureTable locale={locale} />
        </main>
      </div>
    </HtmlDocument>
  );
}

function chapterOf(tag: { name: string; "x-name-zh": string }, locale: Locale): Chapter {
  const routes = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation.tags.includes(tag.name))
      .map(([method, operation]) => ({ method, path, operation })),
  );
  const id = tag.name.toLowerCase().replaceAll(" ", "-");
  return { id, name: locale === "zh" ? tag["x-name-zh"] : tag.name, routes };
}

function Contents({ locale, chapters }: { locale: Locale; chapters: readonly Chapter[] }) {
  const { contents, start, sdks, failures } = TEXTS[locale];
  return (
    <nav class="contents" aria-label={contents}>
      <ul>
        <li>
          <a href="#start">{start.title}</a>
        </li>
        <li>
          <a href="#sdks">{sdks.title}</a>
        </li>
        {chapters.map(({ id, name, routes }) => (
          <li>
            <a href={`#${id}`}>{name}</a>
            <ul>
              {routes.map(({ method, operation }) => (
                <li>
                  <a href={`#${operation.operationId}`}>
                    <Method method={method} /> <span>{summaryOf(operation, locale)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#failures">{failures.title}</a>
        </li>
      </ul>
    </nav>
  );
}

function Start({ locale, origin }: { locale: Locale; origin: string }) {
  const { start } = TEXTS[locale];
  return (
    <section id="start" class="chapter">
      <h2>{start.title}</h2>
      <p>
        <Prose text={start.key} />
      </p>
      <Code label="curl">{`curl -H "authorization: Bearer $KEY" ${origin}/v1/status`}</Code>
      <p>
        <Prose text={start.failures} />
      </p>
      <p>
        <Prose text={start.times} />
      </p>
      <p>
        <Prose text={start.types} />
      </p>
      <Code label="TypeScript">{TYPESCRIPT_EXAMPLE(origin)}</Code>
    </section>
  );
}

function Sdks({ locale, origin }: { locale: Locale; origin: string }) {
  const { sdks } = TEXTS[locale];
  return (
    <section id="sdks" class="chapter">
      <h2>{sdks.title}</h2>
      <p>
        <Prose text={sdks.lead} />
      </p>
      {SDK_EXAMPLES.map(({ name, version, way, code }) => (
        <>
          <h3>
            {name} <span class="aside">{version}</span>
          </h3>
          <Code label={sdks[way]}>{code(origin)}</Code>
        </>
      ))}
    </section>
  );
}
