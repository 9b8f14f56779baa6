import type { Locale } from "../page/locale.ts";
import { PERMISSION_SETS, type PermissionSet } from "../wechat/permission-sets.ts";

/** Permission sets by name, in the groups that WeChat lists them in. */
export function PermissionPicker({ chosen, locale }: { chosen: readonly number[]; locale: Locale }) {
  const text = TEXTS[locale];
  const kinds: PermissionSet["kind"][] = ["official_account", "mini_program", "other"];
  return (
    <details open={chosen.length > 0}>
      <summary>{text.summary(chosen.length)}</summary>
      <p class="hint">{text.hint}</p>
      {kinds.map((kind) => (
        <fieldset class="field">
          <legend>{text[kind]}</legend>
          <div class="choices">
            {[...PERMISSION_SETS.values()]
              .filter((set) => set.kind === kind)
              .map((set) => (
                <label class="choice">
                  <input type="checkbox" name="category_id" value={set.id} checked={chosen.includes(set.id)} />
                  <span>
                    {set[locale]} <span class="muted">{set.id}</span>
                    {set.exclusive && <span class="tag tag-notice">{text.exclusive}</span>}
                  </span>
                </label>
              ))}
          </div>
        </fieldset>
      ))}
    </details>
  );
}

type PickerTexts = Record<PermissionSet["kind"] | "hint" | "exclusive", string> & {
  summary: (count: number) => string;
};

const TEXTS: Record<Locale, PickerTexts> = {
  zh: {
    summary: (count) => (count === 0 ? "权限集：平台已发布的全部" : `权限集：已选 ${count} 项`),
    hint: "不选则请求平台全网发布的全部权限集。标有「互斥」的，账号同一时间只能授权给一个平台。",
    official_account: "公众号",
    mini_program: "小程序",
    other: "视频号与带货助手",
    exclusive: "互斥",
  },
  en: {
    summary: (count) =>
      count === 0 ? "Permission sets: all that the platform has published" : `Permission sets: ${count} chosen`,
    hint: "Without a choice all published sets are asked for. An exclusive one can be granted to one platform at a time.",
    official_account: "Official accounts",
    mini_program: "Mini programs",
    other: "Channels and shop assistant",
    exclusive: "exclusive",
  },
};
