import type { Locale } from "../../page/locale.ts";
import type { Problem } from "../../problem.ts";
import type { FailureCode } from "../openapi/failures.ts";
import { DOCUMENT } from "../openapi/served-document.ts";
import { Prose } from "./prose.tsx";
import { FAILURES_ZH, TEXTS } from "./texts.ts";

/** Every failure once, with what to do about it. */
export function FailureTable({ locale }: { locale: Locale }) {
  const { title, lead, status, code, meaning } = TEXTS[locale].failures;
  return (
    <section id="failures" class="chapter">
      <h2>{title}</h2>
      <p>{lead}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{code}</th>
            <th scope="col">{status}</th>
            <th scope="col">{meaning}</th>
          </tr>
        </thead>
        <tbody>
          {problems().map((problem) => (
            <tr id={problem.code}>
              <td>
                <code>{problem.code}</code>
              </td>
              <td>{problem.status}</td>
              <td>
                <Prose text={locale === "zh" ? FAILURES_ZH[problem.code as FailureCode] : `${problem.title}.`} />
                {locale === "en" && <p class="aside">{problem.detail}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function problems(): Problem[] {
  const examples = Object.values(DOCUMENT.components.responses).flatMap(({ content }) =>
    Object.values(content?.["application/problem+json"]?.examples ?? {}).map(({ value }) => value as Problem),
  );
  const once = new Map(examples.map((problem) => [problem.code, problem]));
  return [...once.values()].sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
}
