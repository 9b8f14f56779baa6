import { html } from "hono/html";
import type { Html } from "../pages/layout.ts";
import type { Fault, InjectedFault } from "../state/faults.ts";

/** The troubles a person most often wants to see; all others are one POST away. */
const PRESETS: [label: string, fault: Fault][] = [
  ["api_authorizer_token 系统繁忙 (-1) 3 次", { kind: "errcode", errcode: -1, path: "api_authorizer_token", times: 3 }],
  ["所有接口延迟 2 秒", { kind: "latency", ms: 2000 }],
  ["所有接口返回 502", { kind: "http_status", status: 502 }],
  ["所有接口返回网页而不是 JSON", { kind: "html" }],
  ["api_component_token 额度用尽 (45009)", { kind: "errcode", errcode: 45009, path: "api_component_token" }],
  ["IP 不在白名单 (61004)", { kind: "errcode", errcode: 61004 }],
  [
    "api_query_auth 已生效但应答丢失 1 次",
    { kind: "connection_dropped", when: "after", path: "api_query_auth", times: 1 },
  ],
  ["api_authorizer_token 换新的刷新令牌 1 次", { kind: "refresh_token_new", path: "api_authorizer_token", times: 1 }],
  ["所有接口不应答", { kind: "never_answering" }],
];

export function faultForm(injected: InjectedFault[]): Html {
  return html`<section class="card"><h2>故障</h2>
<form method="post" action="/simulator/inject-fault" class="row">
<select name="input" aria-label="故障">
${PRESETS.map(([label, fault]) => html`<option value="${JSON.stringify(fault)}">${label}</option>`)}
</select>
<button>开启</button>
</form>
${injected.map(
  ({ id, fault, struck }) => html`<form method="post" action="/simulator/clear-faults" class="row">
<input type="hidden" name="input" value="${JSON.stringify({ id })}">
<code>${JSON.stringify(fault)}</code><span class="soft">已发生 ${struck} 次</span><button>关闭</button>
</form>`,
)}
</section>`;
}
