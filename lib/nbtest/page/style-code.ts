/** Colours of code and of terminal text; the variables are set in the page's style. */
export const styleOfCode = `
.hljs-comment, .hljs-quote { color: var(--muted); font-style: italic; }
.hljs-keyword, .hljs-literal, .hljs-selector-tag, .hljs-operator { color: var(--keyword); }
.hljs-string, .hljs-regexp, .hljs-char, .hljs-code { color: var(--string); }
.hljs-number, .hljs-symbol, .hljs-bullet, .hljs-variable.constant_ { color: var(--number); }
.hljs-title, .hljs-section, .hljs-attr, .hljs-property { color: var(--name); }
.hljs-type, .hljs-built_in, .hljs-title.class_, .hljs-meta { color: var(--type); }
.hljs-emphasis { font-style: italic; }
.hljs-strong, .hljs-section { font-weight: 600; }
.hljs-subst { color: inherit; }
.ansi-bold { font-weight: 700; }
.ansi-dim { opacity: 0.7; }
.ansi-italic { font-style: italic; }
.ansi-underline { text-decoration: underline; }
.ansi-struck { text-decoration: line-through; }
.ansi-underline.ansi-struck { text-decoration: underline line-through; }
${Array.from({ length: 16 }, (_, colour) => {
  const shade = `var(--ansi-${colour % 8})`;
  return `.ansi-fg-${colour} { color: ${shade}; }\n.ansi-bg-${colour} { background-color: color-mix(in srgb, ${shade} 30%, transparent); }\n`;
}).join("")}`;
