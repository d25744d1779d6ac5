import katex from "katex";
import { escapeHtml } from "./escape";
import { withStyledLetters } from "./math-letters";

const OPTIONS = {
  output: "mathml",
  throwOnError: false,
  // No link, no image, no class or id from a formula.
  trust: false,
  strict: "ignore",
  /** em: the largest size that a formula may ask for */
  maxSize: 50,
  /** macro expansions in one formula */
  maxExpand: 1000,
} as const;

/** characters: a longer formula is no formula, and would cost its reader time */
const LONGEST = 10_000;

const failed = (source: string, reason: string): string =>
  `<code class="math-error" title="${escapeHtml(reason)}">${escapeHtml(source)}</code>`;

/** A formula in TeX → MathML, which needs no fonts and no style sheet; one that can't be read is shown as its source, marked. */
export function mathHtml(source: string, { display }: { readonly display: boolean }): string {
  if (source.length > LONGEST) return failed(source, `a formula of ${source.length} characters; at most ${LONGEST}`);
  try {
    const html = katex.renderToString(source, { ...OPTIONS, displayMode: display });
    return withStyledLetters(html).replace(
      /<span class="katex-error"([^>]*) style="[^"]*"/,
      '<span class="math-error"$1',
    );
  } catch (error) {
    // KaTeX returns what it cannot parse, but throws on what is nested too deeply for the stack.
    return failed(source, error instanceof Error ? error.message : String(error));
  }
}
