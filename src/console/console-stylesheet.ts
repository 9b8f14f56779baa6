/**
 * The look of the console: a column of pages beside the one that is open, or a strip above it where the screen is narrow.
 * Every text colour has a contrast of at least 4.5:1 on what lies under it, in both schemes (WCAG 2.2, 1.4.3); that of what
 * is drawn is at least 3:1 (1.4.11).
 */
export const CONSOLE_STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #f2f5f3; --card: #ffffff; --line: #dde5e0; --edge: #7d8b83; --soft: #f4f7f5; --text: #17201b; --muted: #56645c;
  --accent: #0b7648; --accent-text: #ffffff; --accent-soft: #e2f3e9; --bar: #2e9c69;
  --notice: #8f5200; --notice-soft: #fcf0dd; --notice-bar: #c27a12;
  --bad: #b3261e; --bad-soft: #fdecea; --bad-bar: #d5473d; --shadow: 0 1px 2px #0f2a1c0d, 0 4px 16px #0f2a1c0a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1210; --card: #161d19; --line: #2a342e; --edge: #74847b; --soft: #1d2621; --text: #e6ede8; --muted: #9eaea4;
    --accent: #52d296; --accent-text: #06251a; --accent-soft: #173527; --bar: #3cae79;
    --notice: #f0b866; --notice-soft: #35291a; --notice-bar: #d69a3f;
    --bad: #ff9d94; --bad-soft: #3d1f1c; --bad-bar: #e5675d; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; min-height: 100dvh; background: var(--ground); color: var(--text);
  font: .9375rem/1.6 system-ui, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans SC",
    "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; text-autospace: normal; -webkit-font-smoothing: antialiased; }
h1, h2, h3, p, ol, ul, dl, dd, pre, figure, fieldset { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1 { font-size: 1.5rem; line-height: 1.3; font-weight: 680; letter-spacing: -.01em; }
h2 { font-size: 1.0625rem; line-height: 1.4; font-weight: 640; }
h3 { font-size: .9375rem; line-height: 1.4; font-weight: 640; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: from-font; }
code, pre, .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; font-size: .8125rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
[hidden] { display: none !important; }
.muted { color: var(--muted); }
.small { font-size: .8125rem; line-height: 1.55; }
.number { font-variant-numeric: tabular-nums; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 2; padding: .5rem 1rem; background: var(--card); border-radius: 8px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.side { background: var(--card); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: .625rem; padding: .75rem 1rem .25rem; }
.brand-mark { flex: none; width: 2rem; height: 2rem; padding: .375rem; border-radius: 9px; background: var(--accent); color: var(--accent-text); }
.brand-name { font-weight: 660; line-height: 1.25; }
.brand-name span { display: block; font-weight: 400; font-size: .75rem; color: var(--muted); }
svg { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.brand-mark svg { display: block; width: 100%; height: 100%; stroke-width: 2; }
.side ul { position: relative; display: flex; gap: .25rem; padding: .375rem .75rem .625rem; overflow-x: auto; scrollbar-width: none; }
.side li { flex: none; }
.side a { display: flex; align-items: center; gap: .625rem; padding: .4375rem .75rem; border-radius: 9px; color: var(--muted); text-decoration: none;
  white-space: nowrap; font-weight: 500; }
.side a svg { flex: none; width: 1.125rem; height: 1.125rem; }
.side a:hover { background: var(--soft); color: var(--text); }
.side a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 620; }
.side .count { margin-left: auto; }
.page { width: 100%; max-width: 76rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; justify-content: flex-end; margin-bottom: 1rem; font-size: .8125rem; color: var(--muted); }
.top form { display: inline; }
.title { display: flex; flex-wrap: wrap; align-items: flex-end; justify-content: space-between; gap: .75rem 1.5rem; margin-bottom: 1.25rem; }
.title > div:first-child { flex: 1 1 20rem; }
.title p { margin-top: .25rem; color: var(--muted); text-wrap: pretty; max-width: 44rem; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }

.cards { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.cards + .card, .card + .card, .card + .cards, .cards + .cards, .flash + .card, .flash + .cards { margin-top: 1rem; }
.card { padding: 1.125rem; background: var(--card); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); min-width: 0; }
.cards > .card { margin-top: 0; }
.card > header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1rem; margin-bottom: .75rem; }
.card > header p { flex-basis: 100%; color: var(--muted); font-size: .875rem; text-wrap: pretty; }
.card > footer { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.figure { font-size: 1.75rem; line-height: 1.2; font-weight: 660; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.figure small { font-size: .875rem; font-weight: 400; letter-spacing: 0; color: var(--muted); margin-left: .25rem; }

.tag { display: inline-block; padding: .0625rem .5rem; border-radius: 99px; background: var(--soft); color: var(--muted); font-size: .75rem; line-height: 1.6;
  font-weight: 560; white-space: nowrap; }
a.tag { text-decoration: none; }
a.tag:hover { text-decoration: underline; }
.tag-good { background: var(--accent-soft); color: var(--accent); }
.tag-notice { background: var(--notice-soft); color: var(--notice); }
.tag-bad { background: var(--bad-soft); color: var(--bad); }
.tags { display: flex; flex-wrap: wrap; gap: .375rem; }
.flash { margin-bottom: 1rem; padding: .75rem 1rem; border-radius: 12px; background: var(--accent-soft); color: var(--accent); text-wrap: pretty; }
.flash-bad { background: var(--bad-soft); color: var(--bad); }
.flash-notice { background: var(--notice-soft); color: var(--notice); }
.flash a { color: inherit; }
.flash code { font-weight: 600; }

.button, button { display: inline-flex; align-items: center; justify-content: center; gap: .375rem; min-height: 2.375rem; padding: .375rem 1rem; border: 1px solid transparent;
  border-radius: 10px; background: var(--accent); color: var(--accent-text); font: inherit; font-weight: 580; line-height: 1.3; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { filter: brightness(1.07); }
.button.quiet, button.quiet { background: var(--card); border-color: var(--edge); color: var(--text); }
.button.quiet:hover, button.quiet:hover { background: var(--soft); filter: none; }
button.plain { min-height: 0; padding: 0; background: none; color: var(--accent); font-weight: 400; text-decoration: underline; text-underline-offset: .2em; }
button[aria-busy] { opacity: .65; cursor: progress; }
.wide { width: 100%; }

.field { margin-top: .875rem; }
.field > label:not(.choice), legend { display: block; margin-bottom: .25rem; padding: 0; font-weight: 560; font-size: .875rem; }
.hint { margin-top: .25rem; color: var(--muted); font-size: .8125rem; line-height: 1.5; text-wrap: pretty; }
input, select, textarea { width: 100%; min-height: 2.375rem; padding: .4375rem .75rem; border: 1px solid var(--edge); border-radius: 10px; background: var(--card);
  color: var(--text); font: inherit; line-height: 1.4; }
textarea { min-height: 5rem; resize: vertical; }
textarea.code { min-height: 12rem; font-size: .8125rem; }
input[readonly] { background: var(--soft); }
input[aria-invalid] { border-color: var(--bad); }
input[type=checkbox], input[type=radio] { width: 1.125rem; min-height: 0; height: 1.125rem; margin: 0; accent-color: var(--accent); flex: none; }
fieldset { border: 0; min-width: 0; }
.fields { display: grid; gap: 0 1rem; grid-template-columns: minmax(0, 1fr); }
.choice { display: flex; gap: .5rem; align-items: flex-start; padding: .1875rem 0; line-height: 1.4; font-size: .875rem; }
.choice input { margin-top: .0625rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); gap: .125rem 1rem; }
.inline { display: flex; flex-wrap: wrap; gap: .5rem; align-items: flex-end; }
.inline > .grow { flex: 1 1 12rem; }
.inline > .field { margin-top: 0; }
.copy { display: flex; gap: .5rem; }
.copy input { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .8125rem; min-width: 0; }
.copy button { flex: none; }
details > summary { cursor: pointer; font-weight: 560; padding: .25rem 0; }
details[open] > summary { margin-bottom: .5rem; }
pre { padding: .75rem 1rem; border-radius: 10px; background: var(--soft); white-space: pre-wrap; line-height: 1.55; }
pre + pre { margin-top: .5rem; }

.facts { display: grid; grid-template-columns: minmax(0, 1fr); }
.facts dt { color: var(--muted); font-size: .8125rem; }
.facts dd { margin-bottom: .5rem; line-height: 1.5; }

.rows > li { display: grid; gap: .375rem 1rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; padding-top: 0; }
.rows > li:last-child { padding-bottom: 0; }
.row-main { min-width: 0; }
.row-title { font-weight: 600; line-height: 1.4; }
.row-title a { color: inherit; text-decoration: none; }
.row-title a:hover { text-decoration: underline; }
.row-facts { color: var(--muted); font-size: .8125rem; line-height: 1.55; }
.account { display: flex; gap: .75rem; min-width: 0; }
.avatar { position: relative; flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; overflow: hidden; background: var(--accent-soft); color: var(--accent);
  text-align: center; line-height: 2.5rem; font-weight: 600; }
.avatar img { position: absolute; left: 0; top: 0; max-width: 100%; }
.avatar-big { width: 4rem; height: 4rem; line-height: 4rem; font-size: 1.5rem; }
.empty { padding: 1.5rem 0; text-align: center; color: var(--muted); }
.pages { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1rem; }

.check { display: grid; gap: 0; counter-reset: step; }
.check > li { position: relative; padding: 0 0 1.125rem 2.5rem; }
.check > li:last-child { padding-bottom: 0; }
.check > li::before { content: ""; position: absolute; left: .75rem; top: 1.75rem; bottom: .125rem; width: 2px; background: var(--line); }
.check > li:last-child::before { display: none; }
.check-mark { position: absolute; left: 0; top: .0625rem; width: 1.625rem; height: 1.625rem; padding: .3125rem; border-radius: 50%; background: var(--soft); color: var(--muted); }
.check-mark svg { display: block; width: 100%; height: 100%; stroke-width: 3; }
.check-good { background: var(--accent); color: var(--accent-text); }
.check-bad { background: var(--bad-soft); color: var(--bad); }
.check p { color: var(--muted); font-size: .875rem; text-wrap: pretty; }
.address { font-size: 1.125rem; font-weight: 640; color: var(--text); -webkit-user-select: all; user-select: all; }

.chart { display: block; width: 100%; margin-top: .5rem; }
.axis { display: flex; justify-content: space-between; margin-top: .25rem; color: var(--muted); font-size: .75rem; font-variant-numeric: tabular-nums; }
.chart rect, .chart circle { stroke: none; }
.fill-good { fill: var(--bar); } .fill-notice { fill: var(--notice-bar); } .fill-bad { fill: var(--bad-bar); } .fill-line { fill: var(--line); } .fill-edge { fill: var(--edge); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: .5rem; color: var(--muted); font-size: .8125rem; }
progress { width: 100%; height: .625rem; border: 0; border-radius: 99px; overflow: hidden; background: var(--line); accent-color: var(--bar); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--bar); border-radius: 99px; }
progress::-moz-progress-bar { background: var(--bar); }
.qr { display: block; width: 14rem; max-width: 100%; padding: 0; border-radius: 12px; background: #fff; overflow: hidden; }
.qr svg { display: block; width: 100%; height: auto; stroke: none; fill: #000; }

.made { display: flex; flex-wrap: wrap; gap: 1.25rem; margin-bottom: 1rem; }
.made > .row-main { flex: 1 1 18rem; }
.stack { display: grid; gap: 1rem; align-content: start; min-width: 0; }
.stack > .card { margin-top: 0; }
.steps { counter-reset: step; font-size: .875rem; }
.steps li { position: relative; padding: .25rem 0 .25rem 2rem; counter-increment: step; }
.steps li::before { content: counter(step); position: absolute; left: 0; top: .25rem; width: 1.375rem; height: 1.375rem; border-radius: 50%;
  background: var(--soft); color: var(--muted); text-align: center; font-size: .75rem; line-height: 1.375rem; font-weight: 600; }
.door { max-width: 24rem; margin: 0 auto; padding: 12vh 1.5rem 3rem; }
.door-mark { width: 3.25rem; height: 3.25rem; padding: .75rem; margin-bottom: 1.25rem; border-radius: 14px; background: var(--accent); color: var(--accent-text); }
.door-mark svg { display: block; width: 100%; height: 100%; stroke-width: 2; }
.door h1 + p { margin-top: .375rem; }
.door .button { margin-top: 1.25rem; }
.door .flash { margin: .75rem 0 0; }
.door-foot { margin-top: 1.5rem; font-size: .875rem; }
.door-wide { max-width: 46rem; padding-top: 3rem; }

@media (min-width: 40rem) {
  .facts { grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr); gap: .5rem 1rem; }
  .facts dt { padding-top: .0625rem; }
  .facts dd { margin: 0; }
  .fields { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .fields > .both { grid-column: 1 / -1; }
}
@media (min-width: 52rem) {
  .cards.two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .cards.three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .cards .both { grid-column: 1 / -1; }
  .cards.aside { grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); align-items: start; }
  .rows.columns > li { grid-template-columns: minmax(0, 1.6fr) minmax(0, 1.2fr) minmax(0, 1fr); align-items: center; }
}
@media (min-width: 64rem) {
  .shell { display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); }
  .side { position: sticky; top: 0; height: 100dvh; overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  .brand { padding: 1.25rem 1.25rem 1rem; }
  .side ul { display: block; padding: 0 .75rem; }
  .side li + li { margin-top: .125rem; }
  .page { padding: 1.25rem 2rem 4rem; }
}
@media (prefers-reduced-motion: no-preference) { .button, button, .side a { transition: background-color .12s, filter .12s; } }
@media print { .side, .top, .actions { display: none; } }
`;
