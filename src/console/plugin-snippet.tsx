import type { Locale } from "../page/locale.ts";
import type { ConsoleContext } from "./console-env.ts";
import type { LinkForm } from "./link-form.ts";

/** How a mini program opens the authorization by itself, with the form's choices in place. */
export function PluginSnippet({ c, form }: { c: ConsoleContext; form: LinkForm }) {
  const { locale } = c.var;
  const text = TEXTS[locale];
  const { authType, bizAppid, tenant, categoryIds } = form;
  const wish = JSON.stringify({
    auth_type: Number(authType) || 3,
    ...(bizAppid === "" ? {} : { biz_appid: bizAppid }),
    ...(tenant === "" ? {} : { tenant }),
    ...(categoryIds.length === 0 ? {} : { category_id_list: categoryIds }),
  });
  const request = `curl -X POST "$ORIGIN/v1/pre-auth-codes" \\\n  -H "authorization: Bearer $API_KEY" \\\n  -d '${wish}'`;
  const page = [
    "const plugin = requirePlugin('miniprogram-thirdparty-plugin')",
    "plugin.init(wx)",
    "// answer.plugin: platformAppID, preAuthCode, authType, bizAppid",
    "plugin.openAuthorizeAccount(answer.plugin)",
  ].join("\n");
  return (
    <section class="card" aria-labelledby="plugin">
      <header>
        <h2 id="plugin">{text.title}</h2>
        <p>{text.lead}</p>
      </header>
      <h3>{text.request}</h3>
      <pre id="plugin-request">{request}</pre>
      <h3 class="field">{text.page}</h3>
      <pre id="plugin-page">{page}</pre>
      <p class="hint">{text.hint}</p>
      <p class="actions field">
        {(["request", "page"] as const).map((part) => (
          <button type="button" class="quiet" data-copy={`plugin-${part}`} data-copied={text.copied} hidden>
            {text.copy[part]}
          </button>
        ))}
      </p>
    </section>
  );
}

type PluginTexts = Record<"title" | "lead" | "request" | "page" | "hint" | "copied", string> & {
  copy: Record<"request" | "page", string>;
};

const TEXTS: Record<Locale, PluginTexts> = {
  zh: {
    title: "小程序插件",
    lead: "在您自己的小程序里授权，不离开微信。",
    request: "1. 后端索取 pre_auth_code",
    page: "2. 小程序页面",
    hint: "pre_auth_code 有效期约 30 分钟，所以由后端在打开页面时索取，控制台不显示。应答中的 plugin 对象就是插件的参数；授权结果由授权事件通知。",
    copied: "已复制",
    copy: { request: "复制请求", page: "复制代码" },
  },
  en: {
    title: "Mini program plugin",
    lead: "Authorizing inside a mini program of yours.",
    request: "1. Your back end asks for a pre_auth_code",
    page: "2. The mini program’s page",
    hint: "A pre_auth_code lives half an hour, so your back end asks for it when the page is opened; it is not shown here. The answer’s plugin object is what the plugin takes; WeChat’s event tells how it ended.",
    copied: "Copied",
    copy: { request: "Copy request", page: "Copy code" },
  },
};
