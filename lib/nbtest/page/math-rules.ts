import type MarkdownIt from "markdown-it";
import { mathHtml } from "./math";

const DOLLAR = 0x24;

/** Where the closing delimiter stands behind `from`, or -1; a dollar sign behind a backslash closes nothing. */
function closing(text: string, delimiter: string, from: number): number {
  let at = text.indexOf(delimiter, from);
  while (at > 0 && text[at - 1] === "\\") at = text.indexOf(delimiter, at + 1);
  return at;
}

/** Three signs or more are no delimiter. */
function asText(state: MarkdownIt.StateInline, silent: boolean): boolean {
  const start = state.pos;
  while (state.pos < state.posMax && state.src.charCodeAt(state.pos) === DOLLAR) state.pos++;
  if (!silent) state.pending += state.src.slice(start, state.pos);
  return true;
}

/** `$…$` as pandoc reads it: no blank inside the signs, no digit behind the second, so that prices stay prices. */
function inlineMath(state: MarkdownIt.StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== DOLLAR) return false;
  if (src.startsWith("$$$", pos)) return asText(state, silent);
  const delimiter = src.startsWith("$$", pos) ? "$$" : "$";
  const start = pos + delimiter.length;
  const end = closing(src, delimiter, start);
  if (end < 0 || end >= state.posMax || src.slice(start, end).trim() === "") return false;
  if (delimiter === "$" && (/\s/.test(src[start]!) || /\s/.test(src[end - 1]!) || /\d/.test(src[end + 1] ?? "")))
    return false;
  if (!silent)
    state.push(delimiter === "$" ? "math_inline" : "math_display", "math", 0).content = src.slice(start, end);
  state.pos = end + delimiter.length;
  return true;
}

/** lines in one formula; a `$$` whose end is further away starts none */
const MOST_LINES = 200;

/** Lines from one that begins with `$$` to one that ends with `$$`, whatever Markdown would read in them. */
function blockMath(state: MarkdownIt.StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const from = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!state.src.startsWith("$$", from)) return false;
  const lines = [state.src.slice(from + 2, state.eMarks[startLine])];
  while (!lines.at(-1)!.trimEnd().endsWith("$$")) {
    const line = startLine + lines.length;
    if (lines.length === MOST_LINES || line >= endLine || state.sCount[line]! < state.blkIndent) return false;
    lines.push(state.getLines(line, line + 1, state.blkIndent, false));
  }
  const content = lines.join("\n").trimEnd().slice(0, -2);
  if (content.trim() === "" || content.includes("$$")) return false;
  if (silent) return true;
  state.line = startLine + lines.length;
  const token = state.push("math_block", "math", 0);
  token.content = content;
  token.map = [startLine, state.line];
  return true;
}

/** Teaches a Markdown parser `$…$` and `$$…$$`. */
export function mathRules(markdown: MarkdownIt.MarkdownIt): void {
  markdown.inline.ruler.before("escape", "math", inlineMath);
  markdown.block.ruler.before("fence", "math", blockMath, { alt: ["paragraph", "reference", "blockquote", "list"] });
  const { rules } = markdown.renderer;
  rules.math_inline = (tokens, place) => mathHtml(tokens[place]!.content, { display: false });
  rules.math_display = (tokens, place) => mathHtml(tokens[place]!.content, { display: true });
  rules.math_block = (tokens, place) =>
    `<p class="formula">${mathHtml(tokens[place]!.content, { display: true })}</p>\n`;
}
