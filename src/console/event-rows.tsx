import type { RecordedEvent } from "../credentials/component-ledger.ts";
import type { Locale } from "../page/locale.ts";
import { FullTime } from "./time.tsx";

/** Events of WeChat's with what they say; the codes in them were left out before they were stored. */
export function EventRows({ events, locale }: { events: RecordedEvent[]; locale: Locale }) {
  const text = TEXTS[locale];
  return (
    <ul class="rows">
      {events.map(({ infoType, authorizerAppid, receivedAt, settledAt, xml, id }) => (
        <li>
          <div>
            <p class="row-title">
              {text.types[infoType] ?? infoType}{" "}
              <span class={`tag ${settledAt === null ? "tag-notice" : "tag-good"}`}>
                {settledAt === null ? text.open : text.settled}
              </span>
            </p>
            <p class="row-facts">
              <span class="code">{infoType}</span> · <FullTime at={receivedAt} />
              {authorizerAppid !== null && (
                <>
                  {" · "}
                  <a class="code" href={`/console/authorizers/${authorizerAppid}`}>
                    {authorizerAppid}
                  </a>
                </>
              )}
            </p>
            {xml !== null && (
              <details>
                <summary class="small">
                  XML<span class="unseen"> {id}</span>
                </summary>
                <pre>{xml}</pre>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface EventTexts {
  open: string;
  settled: string;
  types: Record<string, string>;
}

const TEXTS: Record<Locale, EventTexts> = {
  zh: {
    open: "待处理",
    settled: "已处理",
    types: {
      authorized: "授权成功",
      updateauthorized: "更新授权",
      unauthorized: "取消授权",
      notify_third_fasteregister: "快速注册小程序",
    },
  },
  en: {
    open: "to be done",
    settled: "done",
    types: {
      authorized: "Authorized",
      updateauthorized: "Authorization changed",
      unauthorized: "Authorization withdrawn",
      notify_third_fasteregister: "Mini Program registered",
    },
  },
};
