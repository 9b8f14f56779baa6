/** The colours of all pages, light and dark. */
export const PALETTE = `
:root {
  color-scheme: light dark;
  --ground: #eff3f0; --card: #ffffff; --line: #e0e7e2; --soft: #f4f7f5;
  --text: #17201b; --muted: #56645c; --accent: #0b7648; --accent-text: #ffffff; --accent-soft: #e2f3e9;
  --notice: #8f5200; --notice-soft: #fcf0dd; --shadow: 0 1px 2px #0f2a1c0d, 0 12px 40px #0f2a1c14;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1310; --card: #171e1a; --line: #2a342e; --soft: #1d2621;
    --text: #e6ede8; --muted: #9eaea4; --accent: #52d296; --accent-text: #06251a; --accent-soft: #173527;
    --notice: #f0b866; --notice-soft: #35291a; --shadow: none;
  }
}
`;

/**
 * The look of the pages a merchant sees. Phone first; the card appears where there is room for one. Merchants open links
 * inside WeChat, whose built-in browser can be years old: nothing here needs more than CSS of 2020, the rest degrades.
 * Every text colour has a contrast of at least 4.5:1 on what lies under it, in both schemes (WCAG 2.2, 1.4.3).
 */
export const STYLESHEET = `${PALETTE}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column;
  background: var(--card); color: var(--text);
  font: 1rem/1.65 system-ui, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans SC",
    "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; text-autospace: normal; -webkit-font-smoothing: antialiased;
}
main { flex: 1; width: 100%; max-width: 34rem; margin: 0 auto; padding: 3rem 1.5rem; }
h1, h2, p, ol, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.5rem; line-height: 1.35; font-weight: 650; text-wrap: balance; }
h2 { font-size: .875rem; line-height: 1.5; font-weight: 600; color: var(--muted); }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }

.mark { display: flex; width: 3.5rem; height: 3.5rem; margin-bottom: 1.25rem; border-radius: 50%; position: relative;
  align-items: center; justify-content: center; background: var(--accent-soft); color: var(--accent); }
.mark svg { width: 1.75rem; height: 1.75rem; fill: none; stroke: currentColor; stroke-width: 2.25;
  stroke-linecap: round; stroke-linejoin: round; }
.mark-notice { background: var(--notice-soft); color: var(--notice); }
.mark-notice svg { stroke-width: 2.75; }
.mark-moving::after { content: ""; position: absolute; inset: 0; border-radius: 50%;
  border: 2px solid transparent; border-top-color: var(--accent); animation: turn 1.1s linear 20; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .mark-moving::after { animation: none; border-color: transparent; } }

.lead { margin-top: .75rem; color: var(--muted); text-wrap: pretty; }
.todo { margin-top: 1.5rem; padding: 1rem 1.125rem; border-radius: 12px; background: var(--soft); text-wrap: pretty; }
.todo h2 { margin-bottom: .25rem; }
.note { margin-top: 1.25rem; font-size: .875rem; color: var(--muted); text-wrap: pretty; }
.address { margin-top: .75rem; font-size: 1.25rem; line-height: 1.4; font-weight: 600; font-variant-numeric: tabular-nums;
  -webkit-user-select: all; user-select: all; }

.button { display: block; margin-top: 1.75rem; padding: .8125rem 1.5rem; border-radius: 12px; text-align: center;
  background: var(--accent); color: var(--accent-text); font-weight: 600; text-decoration: none; }
.button:hover { filter: brightness(1.08); }
.button:focus-visible { border-radius: 12px; }

.steps { margin-top: 1.5rem; list-style: none; counter-reset: step; }
.steps li { position: relative; padding: 0 0 1rem 2.5rem; counter-increment: step; }
.steps li:last-child { padding-bottom: 0; }
.steps li::before { content: counter(step); position: absolute; left: 0; top: .0625rem; width: 1.625rem; height: 1.625rem;
  border-radius: 50%; background: var(--soft); color: var(--muted); text-align: center; font-size: .8125rem;
  line-height: 1.625rem; font-weight: 600; }

.account { display: flex; align-items: center; margin-top: 1.5rem; padding: 1rem 1.125rem; border-radius: 12px;
  background: var(--soft); }
.avatar { position: relative; flex: none; width: 3.25rem; height: 3.25rem; margin-right: 1rem; border-radius: 50%;
  overflow: hidden; background: var(--accent-soft); color: var(--accent); text-align: center; font-size: 1.375rem;
  line-height: 3.25rem; font-weight: 600; }
.avatar img { position: absolute; left: 0; top: 0; max-width: 100%; }
.account-text { min-width: 0; }
.account-name { font-size: 1.0625rem; line-height: 1.4; font-weight: 600; }
.account-facts { font-size: .875rem; line-height: 1.55; color: var(--muted); }

.permissions { margin-top: 1.75rem; }
.permissions ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem 1.25rem;
  margin-top: .75rem; list-style: none; }
.permissions li { position: relative; padding-left: 1.375rem; font-size: .9375rem; line-height: 1.5; }
.permissions li::before { content: ""; position: absolute; left: .1875rem; top: .375rem; width: .3125rem; height: .5625rem;
  border: solid var(--accent); border-width: 0 2px 2px 0; transform: rotate(45deg); }
:lang(en) .permissions ul { grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); }

.support { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: .8125rem; line-height: 1.6;
  color: var(--muted); }
.support h2 { font-size: .8125rem; font-weight: 400; }
.support dl { margin-top: .375rem; }
.support dt, .support dd { display: inline; }
.support dt::after { content: "："; }
:lang(en) .support dt::after { content: ": "; }
.support dd, .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }

@media (min-width: 40rem) {
  body { background: var(--ground); justify-content: center; }
  main { flex: none; margin: 3rem auto; padding: 3rem; background: var(--card); border: 1px solid var(--line);
    border-radius: 24px; box-shadow: var(--shadow); }
  .button { display: inline-block; min-width: 14rem; }
}
`;
