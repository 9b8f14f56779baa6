import type { SyncProgress } from "../credentials/authorizer-sync.ts";
import type { Locale } from "../page/locale.ts";
import { failureText } from "./failure-texts.ts";
import { Time } from "./time.tsx";

/** How far the import from WeChat has come. */
export function SyncProgressBar({ progress, locale }: { progress: SyncProgress; locale: Locale }) {
  const { state, total, done, added, updated, failed, failure, finishedAt } = progress;
  const text = TEXTS[locale];
  if (state === "idle") return <p class="muted small">{text.idle}</p>;
  return (
    <>
      {state === "running" && (
        <progress
          aria-label={text.running}
          {...(total === 0 ? {} : { max: total, value: Math.min(done, total) })}
        ></progress>
      )}
      <p class="small number">
        <strong>{text[state]}</strong>{" "}
        {finishedAt !== null && <Time at={finishedAt} now={Date.now()} locale={locale} />}{" "}
        {text.counts(done, total, added, updated, failed)}
      </p>
      {failure !== null && <p class="small">{failureText(failure.code, locale)}</p>}
    </>
  );
}

interface SyncTexts {
  idle: string;
  running: string;
  done: string;
  failed: string;
  counts: (done: number, total: number, added: number, updated: number, failed: number) => string;
}

const TEXTS: Record<Locale, SyncTexts> = {
  zh: {
    idle: "从其他系统迁移过来，或怀疑有遗漏时，可以把微信侧的全部授权账号同步进来。只增加和更新，不删除。",
    running: "正在同步",
    done: "同步完成",
    failed: "同步中断，可再次点击继续。",
    counts: (done, total, added, updated, failed) =>
      `${done} / ${total}，新增 ${added}，更新 ${updated}${failed > 0 ? `，资料获取失败 ${failed}` : ""}`,
  },
  en: {
    idle: "Imports every account that WeChat knows of: after a move from another system, or when something seems missing. It adds and updates, and deletes nothing.",
    running: "Syncing",
    done: "Synced",
    failed: "The sync stopped. Press again to go on.",
    counts: (done, total, added, updated, failed) =>
      `${done} of ${total}: ${added} added, ${updated} updated${failed > 0 ? `, ${failed} without a profile` : ""}`,
  },
};
