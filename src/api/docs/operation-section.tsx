import type { Locale } from "../../page/locale.ts";
import type { OperationObject, ResponseObject } from "../openapi/document.ts";
import type { FailureCode } from "../openapi/failures.ts";
import { DOCUMENT } from "../openapi/served-document.ts";
import { curlExample } from "./curl.ts";
import { type Field, FieldList, membersOf, resolved } from "./fields.tsx";
import { Code, Prose } from "./prose.tsx";
import { TEXTS } from "./texts.ts";

interface OperationProps {
  locale: Locale;
  origin: string;
  method: string;
  path: string;
  operation: OperationObject;
}

/** One route: what it does, takes, answers, and how it fails; beside it, how it is called. */
export function OperationSection({ locale, origin, method, path, operation }: OperationProps) {
  const texts = TEXTS[locale];
  const parameters = (operation.parameters ?? []).map(({ schema, ...parameter }) => ({ ...parameter, schema }));
  const answers = answersOf(operation);
  return (
    <section id={operation.operationId} class="operation">
      <div class="says">
        <h3>{summaryOf(operation, locale)}</h3>
        <p class="route">
          <Method method={method} /> <code>{path}</code>
          {operation.security !== undefined && <span class="badge">{texts.noKey}</span>}
        </p>
        <p>
          <Prose text={operation.description} />
        </p>
        {parameters.length > 0 && <h4>{texts.parameters}</h4>}
        {parameters.length > 0 && <FieldList fields={parameters} requiredText={texts.required} />}
        <BodyFields locale={locale} operation={operation} />
        {answers.map(([status, answer]) => (
          <AnswerFields title={`${texts.answer} ${status}`} answer={answer} />
        ))}
        <FailureLinks locale={locale} operation={operation} />
      </div>
      <div class="shows">
        <Code label={texts.request}>{curlExample(origin, method, path, operation)}</Code>
        {answers.map(([status, { content = {} }]) =>
          Object.values(content).map(({ example }) =>
            example === undefined ? null : (
              <Code label={`${texts.answer} ${status}`}>{JSON.stringify(example, null, 2)}</Code>
            ),
          ),
        )}
      </div>
    </section>
  );
}

export function Method({ method }: { method: string }) {
  return <span class={`method method-${method}`}>{method.toUpperCase()}</span>;
}

export function summaryOf(operation: OperationObject, locale: Locale): string {
  return locale === "zh" ? operation["x-summary-zh"] : operation.summary;
}

function BodyFields({ locale, operation: { requestBody } }: { locale: Locale; operation: OperationObject }) {
  if (requestBody === undefined) return null;
  const texts = TEXTS[locale];
  const { schema } = requestBody.content["application/json"] ?? {};
  if (schema === undefined) {
    return (
      <>
        <h4>{texts.body}</h4>
        <p>{texts.wechatBody}</p>
      </>
    );
  }
  const choices = resolved(schema).oneOf ?? [schema];
  return choices.map((choice) => {
    const fields = membersOf(choice, true);
    const [first] = choices.length > 1 ? fields : [];
    return (
      <>
        <h4>
          {texts.body} {first !== undefined && <Kind field={first} />}
        </h4>
        <FieldList fields={fields} requiredText={texts.required} />
      </>
    );
  });
}

/** What tells one kind of body from the other. */
function Kind({ field: { name, schema } }: { field: Field }) {
  return <code>{`${name}: ${schema.const}`}</code>;
}

function AnswerFields({ title, answer }: { title: string; answer: ResponseObject }) {
  const [media] = Object.values(answer.content ?? {});
  const fields = media?.schema === undefined ? [] : membersOf(media.schema);
  return (
    <>
      <h4>{title}</h4>
      <p>{answer.description}</p>
      {fields.length > 0 && <FieldList fields={fields} requiredText="" />}
    </>
  );
}

function FailureLinks({ locale, operation }: { locale: Locale; operation: OperationObject }) {
  const codes = failuresOf(operation);
  return (
    <>
      <h4>{TEXTS[locale].failures.title}</h4>
      <ul class="codes">
        {codes.map(([status, code]) => (
          <li>
            <a href={`#${code}`}>
              {status} <code>{code}</code>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function answersOf({ responses }: OperationObject): [status: string, answer: ResponseObject][] {
  return Object.entries(responses).flatMap(([status, response]) => ("$ref" in response ? [] : [[status, response]]));
}

/** The failures of an operation, which all stand among the document's own responses. */
function failuresOf({ responses }: OperationObject): [status: string, code: FailureCode][] {
  return Object.entries(responses).flatMap(([status, response]) => {
    if (!("$ref" in response)) return [];
    const shared = DOCUMENT.components.responses[response.$ref.split("/").at(-1) ?? ""];
    const examples = shared?.content?.["application/problem+json"]?.examples ?? {};
    return Object.keys(examples).map((code): [string, FailureCode] => [status, code as FailureCode]);
  });
}
