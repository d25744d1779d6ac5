import { newAnchors } from "./anchors";
import { cellHtml } from "./cell";
import { contentsHtml } from "./contents";
import { escapeHtml } from "./escape";
import { own, type ReadableNotebook, textOf } from "./readable-notebook";
import { style } from "./style";

/** What the page says besides the notebook. */
export interface PageOptions {
  /** the page's name in the browser, and its heading if the notebook has none */
  readonly title: string;
  /** one line of plain text above the notebook, as of when and where it ran */
  readonly note?: string;
}

// Even if a piece of the notebook slipped through as markup, the browser would run nothing and load nothing.
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const languageOf = ({ metadata }: ReadableNotebook): string =>
  textOf(own(own(metadata, "language_info"), "name")) ?? textOf(own(own(metadata, "kernelspec"), "language")) ?? "";

const head = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>
${style}</style>
</head>
`;

/**
 * The page of an executed notebook: one HTML document with prose, formulas, code, outputs and charts, that needs no
 * network, runs no script, and can't be made to by anything that stands in the notebook.
 */
export function writePage(notebook: ReadableNotebook, { title, note }: PageOptions): string {
  const anchors = newAnchors();
  const language = languageOf(notebook);
  const cells = notebook.cells.map((cell, place) =>
    cellHtml(cell, { anchors: anchors, number: place + 1, language: language }),
  );
  const headings = cells.flatMap((cell) => cell.headings);
  const heading = headings.some(({ level }) => level === 1) ? "" : `<h1>${escapeHtml(title)}</h1>\n`;
  const line = note === undefined ? "" : `<p class="note">${escapeHtml(note)}</p>\n`;
  const body = `<main>\n${heading}${line}${cells.map(({ html }) => html).join("")}</main>\n`;
  return `${head(title)}<body>\n${contentsHtml(headings)}${body}</body>\n</html>\n`;
}
