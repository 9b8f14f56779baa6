import { html } from "hono/html";
import { kindOf } from "../pages/authorization-pages.ts";
import { type Html, page } from "../pages/layout.ts";
import type { Push } from "../push/push.ts";
import type { Simulator } from "../simulator.ts";
import type { Account } from "../state/accounts.ts";
import type { Call } from "../state/calls.ts";
import { faultForm } from "./fault-form.ts";

const MOST_ACCOUNTS = 20;
const MOST_RECENT = 15;

/** WeChat's own desk: what a merchant, an operator at WeChat or bad luck would do, as buttons. */
export function controlPage(simulator: Simulator, said: string | null): Html {
  const { settings } = simulator;
  const product = new URL(settings.eventUrl).origin;
  return page(
    "微信模拟器",
    "微信模拟器",
    html`
${said === null ? "" : html`<p class="card" role="status">${said}</p>`}
<section class="card">
<h1>第三方平台 ${settings.componentAppid}</h1>
<p class="soft">授权事件 <code>${settings.eventUrl}</code><br>消息与事件 <code>${settings.messageUrl}</code><br>授权发起页域名 <code>${settings.authorizeHost}</code></p>
<p class="soft">ticket <code>${simulator.ticket ?? "尚未推送"}</code></p>
<div class="row">
${button("push-ticket", {}, "推送 ticket", true)}
${button("push-ticket", { rotate: true }, "推送新 ticket")}
${button("release-check", {}, "全网发布检测")}
<a href="${product}/authorize">打开产品的 /authorize</a>
</div>
</section>
${accountsCard(simulator)}
${faultForm(simulator.faults.list())}
<section class="card"><h2>最近的推送</h2><div class="wide">${pushesTable(simulator.pushes.slice(-MOST_RECENT).reverse())}</div></section>
<section class="card"><h2>最近的 API 调用</h2><div class="wide">${callsTable(simulator.calls.slice(-MOST_RECENT).reverse())}</div></section>`,
  );
}

function button(lever: string, input: unknown, label: string, main = false): Html {
  return html`<form method="post" action="/simulator/${lever}">
<input type="hidden" name="input" value="${JSON.stringify(input)}">
<button class="${main ? "main" : ""}">${label}</button>
</form>`;
}

function accountsCard(simulator: Simulator): Html {
  const accounts = simulator.accounts();
  const authorized = simulator.authorizers().length;
  const rows = accounts.slice(0, MOST_ACCOUNTS).map((account) => accountRow(simulator, account));
  return html`<section class="card"><h2>账号（共 ${accounts.length} 个，已授权 ${authorized} 个）</h2>
<div class="wide"><table>
<tr><th>名称</th><th>类型</th><th>appid</th><th>状态</th><th>操作</th></tr>
${rows}
</table></div></section>`;
}

function accountRow(simulator: Simulator, { appid, nickName, ...rest }: Account): Html {
  const authorized = simulator.authorization(appid) !== undefined;
  const actions = authorized
    ? html`${button("unauthorize", { appid }, "取消授权")}${button("push-message", { authorizerAppid: appid, message: { Content: "你好" } }, "发消息")}`
    : button("authorize", { appids: [appid], push: true }, "直接授权");
  return html`<tr>
<td>${nickName}</td>
<td>${kindOf({ appid, nickName, ...rest })}</td>
<td><code>${appid}</code></td>
<td class="${authorized ? "right" : "soft"}">${authorized ? "已授权" : "未授权"}</td>
<td><div class="row">${actions}</div></td>
</tr>`;
}

function pushesTable(pushes: Push[]): Html {
  if (pushes.length === 0) return html`<p class="soft">还没有推送。</p>`;
  return html`<table>
<tr><th>时间</th><th>类型</th><th>账号</th><th>状态</th><th>次数</th><th>应答</th></tr>
${pushes.map(
  (push) => html`<tr>
<td>${clock(push.at)}</td>
<td>${push.infoType}</td>
<td><code>${push.authorizerAppid ?? ""}</code></td>
<td class="${push.accepted ? "right" : "wrong"}">${push.status ?? "无应答"}</td>
<td>${push.attempts}</td>
<td class="long">${answerOf(push)}</td>
</tr>`,
)}
</table>`;
}

function answerOf(push: Push): string {
  if (push.reply === null) return push.tries.at(-1)?.failure ?? push.body.slice(0, 120);
  return [push.reply.fields.Content ?? push.reply.xml, ...push.reply.problems].join("；");
}

function callsTable(calls: Call[]): Html {
  if (calls.length === 0) return html`<p class="soft">还没有调用。</p>`;
  return html`<table>
<tr><th>时间</th><th>接口</th><th>账号</th><th>errcode</th><th>毫秒</th><th>来源 IP</th></tr>
${calls.map(
  (call) => html`<tr>
<td>${clock(call.at)}</td>
<td><code>${call.path}</code></td>
<td><code>${call.authorizerAppid ?? ""}</code></td>
<td class="${call.errcode === 0 && call.faults.length === 0 ? "right" : "wrong"}">${call.errcode ?? "无"} ${call.faults.join(" ")}</td>
<td>${call.ms ?? ""}</td>
<td>${call.clientIp}</td>
</tr>`,
)}
</table>`;
}

/** Beijing's wall clock. */
function clock(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(11, 19);
}
