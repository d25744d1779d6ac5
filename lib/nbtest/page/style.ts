import { styleOfCode } from "./style-code";

const LIGHT = `--ground: #ffffff; --text: #1f2328; --muted: #59636e; --line: #d8dee4; --shade: #f6f8fa; --link: #0a58ca;
  --bad: #b42318; --bad-ground: #fef3f2; --keyword: #a31566; --string: #0b6b3a; --number: #0550ae; --name: #5b3bb5; --type: #8a4600;
  --ansi-0: #1f2328; --ansi-1: #b42318; --ansi-2: #116329; --ansi-3: #7d4e00; --ansi-4: #0550ae; --ansi-5: #8250df; --ansi-6: #0f6674; --ansi-7: #59636e;`;

const DARK = `--ground: #15181c; --text: #dde3ea; --muted: #98a2ae; --line: #343b44; --shade: #1d2127; --link: #82b4ff;
  --bad: #ff9a8f; --bad-ground: #2a1a1a; --keyword: #ff8fc7; --string: #86d9a2; --number: #8cc0ff; --name: #c3a9ff; --type: #f0b072;
  --ansi-0: #98a2ae; --ansi-1: #ff9a8f; --ansi-2: #86d9a2; --ansi-3: #e3b963; --ansi-4: #8cc0ff; --ansi-5: #c3a9ff; --ansi-6: #76d1de; --ansi-7: #dde3ea;`;

/** The page's style sheet. */
export const style = `:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { font: 17px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; scroll-padding-top: 1rem; }
body { margin: 0; padding: 2.5rem 1.25rem 5rem; background: var(--ground); color: var(--text); overflow-wrap: break-word; }
main { max-width: 900px; margin: 0 auto; }
a { color: var(--link); text-underline-offset: 0.15em; }
h1, h2, h3, h4, h5, h6 { margin: 2.2em 0 0.6em; line-height: 1.25; text-wrap: balance; }
h1 { margin-top: 0; font-size: 2.1rem; letter-spacing: -0.015em; }
h2 { font-size: 1.5rem; letter-spacing: -0.01em; }
h3 { font-size: 1.2rem; }
h4, h5, h6 { font-size: 1rem; }
.anchor { color: var(--muted); font-weight: 400; text-decoration: none; opacity: 0; }
:is(h1, h2, h3, h4, h5, h6):hover .anchor, .anchor:focus-visible { opacity: 1; }
.note { color: var(--muted); font-size: 0.85rem; }
.prose > *, main > h1, main > .note { max-width: 75ch; }
.prose > .formula { width: fit-content; min-width: min(75ch, 100%); }
.prose > .formula, .prose > table, .prose > pre { max-width: 100%; }
blockquote { margin-inline: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--muted); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
img { max-width: 100%; height: auto; }
math { font-size: 1.08em; font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", math, serif; }
.formula { overflow-x: auto; overflow-y: hidden; padding: 0.2em 0; }
.math-error { color: var(--bad); }
pre, code, kbd, samp { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.85em; tab-size: 2; }
pre { margin: 0; overflow-x: auto; line-height: 1.5; font-size: 0.8rem; }
pre code { font-size: inherit; }
:not(pre) > code, kbd { padding: 0.1em 0.35em; background: var(--shade); border: 1px solid var(--line); border-radius: 4px; }
.prose pre { margin: 1em 0; padding: 0.8rem 1rem; background: var(--shade); border-radius: 6px; }
.program { margin: 1.4rem 0; }
.code { position: relative; padding: 0.8rem 1rem; background: var(--shade); border: 1px solid var(--line); border-radius: 6px; }
.count { position: absolute; top: 0.3rem; right: 0.6rem; color: var(--muted); font: 0.7rem ui-monospace, monospace; }
.output { margin: 0.7rem 0; padding-left: 1rem; overflow-x: auto; contain: paint; }
.text { border-left: 2px solid var(--line); }
.stderr { border-left-color: var(--bad); }
.error { padding: 0.7rem 1rem; background: var(--bad-ground); border: 1px solid var(--bad); border-radius: 6px; }
.error-name { margin: 0 0 0.5rem; color: var(--bad); font-weight: 600; white-space: pre-wrap; }
.error-name:last-child { margin: 0; }
.tall { max-height: 32rem; overflow: auto; border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 1rem; }
.absent, .unread { color: var(--muted); font-size: 0.85rem; }
.picture { padding: 0; }
.rich { font-size: 0.9rem; }
.rich > :first-child, .prose > :first-child:not(:is(h2, h3, h4)) { margin-top: 0; }
table { border-collapse: collapse; margin: 1em 0; font-size: 0.88rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
.prose > table { display: block; overflow-x: auto; }
th, td { padding: 0.4em 0.8em; border-bottom: 1px solid var(--line); text-align: left; }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
caption { caption-side: bottom; padding-top: 0.5em; color: var(--muted); text-align: left; }
progress { width: 16rem; max-width: 100%; accent-color: var(--link); }
summary { cursor: pointer; }
details { margin: 1em 0; padding: 0.6rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
.contents { max-width: 900px; margin: 0 auto 2.5rem; font-size: 0.85rem; }
.contents p { margin: 0 0 0.4rem; color: var(--muted); font-weight: 600; }
.contents ul { list-style: none; margin: 0; padding: 0; max-height: 40vh; overflow-y: auto; }
.contents li { margin: 0.25em 0; line-height: 1.35; }
.contents a { color: inherit; text-decoration: none; }
.contents a:hover { color: var(--link); text-decoration: underline; }
.contents .depth-1 { padding-left: 1rem; }
.contents .depth-2 { padding-left: 2rem; }
@media (min-width: 1240px) {
  body { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 900px) minmax(0, 1fr); column-gap: 2.5rem; }
  main { grid-column: 2; grid-row: 1; width: 100%; }
  .contents { grid-column: 1; grid-row: 1; align-self: start; justify-self: end; position: sticky; top: 2.5rem; width: 100%; max-width: 15rem; margin: 0; }
  .contents ul { max-height: calc(100vh - 7rem); }
}
@media screen and (prefers-color-scheme: dark) {
  .picture img, .rich img { padding: 0.75rem; background: #ffffff; border-radius: 8px; }
}
@media print {
  html { font-size: 10.5pt; }
  body { padding: 0; }
  .contents, .anchor { display: none; }
  pre { white-space: pre-wrap; }
  .tall { max-height: none; }
  h1, h2, h3, h4 { break-after: avoid; }
  .picture, .code, tr { break-inside: avoid; }
}
${styleOfCode}`;
