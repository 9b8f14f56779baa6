import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Everything is in the page: a simulator must not reach for the network. */
const STYLE = `
:root { color-scheme: light; --green: #07c160; --ink: #1f2329; --soft: #6b7280; --line: #e5e7eb; --paper: #fff; --red: #c8102e }
* { box-sizing: border-box }
body { margin: 0; background: #f3f4f6; color: var(--ink); font: 15px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
header { background: var(--paper); border-bottom: 1px solid var(--line) }
header div, main { max-width: 960px; margin: 0 auto; padding: 14px 20px }
header div { display: flex; align-items: center; gap: 12px; justify-content: space-between }
header strong { font-size: 16px }
main { padding-top: 20px; padding-bottom: 48px }
h1 { font-size: 20px; margin: 0 0 6px } h2 { font-size: 16px; margin: 0 0 12px }
p { margin: 0 0 12px } a { color: #0a7d42 }
.soft { color: var(--soft); font-size: 13px } .wrong { color: var(--red) } .right { color: #0a7d42 }
.tag { font-size: 12px; color: #8a5a00; background: #fff5dd; border-radius: 4px; padding: 2px 8px; white-space: nowrap }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 20px; margin: 0 0 16px }
.beside { display: grid; gap: 16px; align-items: start } @media (min-width: 760px) { .beside { grid-template-columns: 260px 1fr } }
.code { text-align: center } .code svg { width: 180px; height: 180px } @media (max-width: 759px) { .code { display: none } }
details { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 8px } details[open] { border-color: var(--green) }
summary { display: flex; gap: 12px; align-items: center; padding: 10px 12px; cursor: pointer; list-style: none }
summary::-webkit-details-marker { display: none }
summary b { display: block; overflow-wrap: anywhere } summary .soft { display: block; overflow-wrap: anywhere }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #e6f7ee; color: #0a7d42; display: grid; place-items: center; font-weight: 600 }
fieldset { border: 0; border-top: 1px solid var(--line); margin: 0; padding: 12px }
.sets { display: grid; grid-template-columns: repeat(auto-fill, minmax(124px, 1fr)); gap: 6px 12px; margin: 0 0 14px }
.sets label { display: flex; gap: 6px; align-items: baseline }
button { font: inherit; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; padding: 6px 14px; min-height: 36px; cursor: pointer }
button.main { background: #06ad56; border-color: #06ad56; color: #fff }
input:not([type=checkbox]), select { font: inherit; border: 1px solid #9ca3af; border-radius: 6px; padding: 5px 8px; min-height: 36px; max-width: 100%; background: #fff; color: inherit }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center } form { margin: 0 }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 13px }
th, td { text-align: left; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap }
td .row { flex-wrap: nowrap } td.long { white-space: normal; overflow-wrap: anywhere; min-width: 220px }
code { font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere }
`;

export function page(title: string, site: string, body: Html): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><div><strong>${site}</strong><span class="tag">模拟器，不是微信</span></div></header>
<main>${body}</main>
</body>
</html>`;
}
