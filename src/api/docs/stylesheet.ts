import { PALETTE } from "../../page/stylesheet.ts";

/**
 * The look of /docs: one column on a phone, contents beside it where there is room, examples beside what they show where
 * there is more. Code scrolls within its own box.
 */
export const DOCS_STYLESHEET = `${PALETTE}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
body { margin: 0; background: var(--card); color: var(--text); overflow-wrap: anywhere; text-autospace: normal;
  font: 1rem/1.6 system-ui, -apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei",
    sans-serif; }
h1, h2, h3, h4, p, ul, dl, dd, figure, pre { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; }

header { position: sticky; top: 0; z-index: 1; display: flex; align-items: center; justify-content: space-between;
  gap: 1rem; padding: .625rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); }
.product { font-weight: 650; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.elsewhere { display: flex; flex: none; gap: 1.25rem; font-size: .875rem; }

.contents { border-bottom: 1px solid var(--line); font-size: .875rem; }
.contents > ul { display: flex; overflow-x: auto; padding: .5rem 1.25rem; gap: 1.25rem; }
.contents > ul > li { flex: none; }
.contents ul ul { display: none; }
.contents a { display: block; padding: .25rem 0; text-decoration: none; }
.contents a:hover { text-decoration: underline; }

main { padding: 2rem 1.25rem 5rem; min-width: 0; }
h1 { font-size: 1.75rem; line-height: 1.3; font-weight: 650; }
h2 { font-size: 1.375rem; line-height: 1.35; font-weight: 650; }
h3 { font-size: 1.0625rem; line-height: 1.4; font-weight: 650; }
h4 { margin-top: 1.5rem; font-size: .8125rem; font-weight: 600; color: var(--muted); }
.lead { margin-top: .5rem; color: var(--muted); }
.chapter { margin-top: 3.5rem; }
.chapter > p, .chapter > figure { max-width: 52rem; margin-top: .875rem; }
.chapter > h3 { margin-top: 2rem; }
.aside { font-weight: 400; font-size: .875rem; color: var(--muted); }

.operation { margin-top: 1.75rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
.says > p { margin-top: .625rem; }
.says h4 + p { margin-top: .25rem; }
.shows { margin-top: 1.5rem; min-width: 0; }
.says { min-width: 0; }
.route code { font-size: .9375em; }
.method { display: inline-block; min-width: 2.75rem; margin-right: .25rem; padding: .125rem .375rem; border-radius: 5px;
  background: var(--accent-soft); color: var(--accent); text-align: center; font: 650 .6875rem/1.4 ui-monospace, "SF Mono",
  Menlo, Consolas, monospace; }
.method-post, .method-put, .method-patch { background: var(--notice-soft); color: var(--notice); }
.badge, .required { margin-left: .5rem; padding: .0625rem .5rem; border-radius: 99px; background: var(--soft);
  color: var(--muted); font-size: .75rem; white-space: nowrap; }
.required { background: var(--notice-soft); color: var(--notice); }

.fields { margin-top: .375rem; font-size: .9375rem; }
.fields dt { padding-top: .5rem; }
.fields dd { color: var(--muted); font-size: .875rem; }
.fields .fields { margin: .25rem 0 .25rem .125rem; padding-left: .875rem; border-left: 2px solid var(--line); }
.name { font-weight: 600; }
.type { margin-left: .375rem; color: var(--muted); font-size: .8125rem; }
.codes { display: flex; flex-wrap: wrap; gap: .25rem .75rem; margin-top: .375rem; font-size: .8125rem; }
.codes a { color: var(--muted); text-decoration: none; }
.codes a:hover { text-decoration: underline; }

.code { margin-top: .875rem; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; background: var(--soft); }
.code figcaption { padding: .375rem .875rem; border-bottom: 1px solid var(--line); font-size: .75rem; color: var(--muted); }
.code pre { overflow-x: auto; padding: .75rem .875rem; font-size: .9375rem; line-height: 1.5; overflow-wrap: normal; tab-size: 2; }
.code pre:focus-visible { outline-offset: -3px; }

table { width: 100%; max-width: 60rem; margin-top: 1rem; border-collapse: collapse; font-size: .9375rem; }
th { text-align: left; font-size: .8125rem; font-weight: 600; color: var(--muted); }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child, td:nth-child(2) { overflow-wrap: normal; }
@media (max-width: 40rem) {
  thead { display: none; }
  table, tbody { display: block; }
  tr { display: grid; grid-template-columns: 1fr auto; padding: .625rem 0; border-bottom: 1px solid var(--line); }
  td { padding: 0; border: 0; }
  td:last-child { grid-column: 1 / -1; }
}
:target { scroll-margin-top: 4.5rem; }
tr:target, .operation:target h3 { background: var(--accent-soft); box-shadow: 0 0 0 .25rem var(--accent-soft); }

@media (min-width: 64rem) {
  header { padding: .75rem 2rem; }
  .columns { display: grid; grid-template-columns: 18.5rem minmax(0, 1fr); }
  .contents { position: sticky; top: 3.125rem; align-self: start; height: calc(100vh - 3.125rem); overflow-y: auto;
    border-bottom: 0; border-right: 1px solid var(--line); padding: 1.25rem 0 3rem; }
  .contents > ul { display: block; padding: 0 1rem 0 2rem; }
  .contents > ul > li { margin-bottom: .75rem; }
  .contents > ul > li > a { font-weight: 600; color: var(--text); }
  .contents ul ul { display: block; }
  .contents ul ul a { display: flex; gap: .375rem; padding: .1875rem 0; color: var(--muted); line-height: 1.45; }
  .contents .method { flex: none; align-self: flex-start; min-width: 2.5rem; margin: .125rem 0 0; padding: .0625rem .1875rem;
    font-size: .5625rem; }
  main { padding: 2.5rem 3rem 6rem; }
}
@media (min-width: 80rem) {
  .operation { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.5rem; }
  .shows { position: sticky; top: 3.5rem; align-self: start; margin-top: 0; }
  .shows .code:first-child { margin-top: 0; }
}
`;
