import type { Anchors } from "./anchors";
import { codeHtml } from "./code";
import { escapeHtml } from "./escape";
import type { Heading } from "./headings";
import { outputHtml } from "./output";
import { proseOf } from "./prose";
import { type ReadableCell, type ReadableOutput, textOf } from "./readable-notebook";

/** What a cell needs from around it. */
export interface CellOptions {
  readonly anchors: Anchors;
  /** position in the notebook, from 1 */
  readonly number: number;
  /** language of the code cells, as in the notebook's metadata */
  readonly language: string;
}

/** A cell as HTML, and the headings in it. */
export interface CellHtml {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** The outputs with what was printed to one stream in a row as one output, as a terminal shows it. */
const withStreamsJoined = (outputs: readonly ReadableOutput[]): readonly ReadableOutput[] => {
  const rows: ReadableOutput[] = [];
  for (const output of outputs) {
    const last = rows.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      rows[rows.length - 1] = { ...last, text: (textOf(last.text) ?? "") + (textOf(output.text) ?? "") };
    } else rows.push(output);
  }
  return rows;
};

function codeCell(cell: ReadableCell, { language }: CellOptions): string {
  const source = textOf(cell.source) ?? "";
  const count = Number.isInteger(cell.execution_count) ? `<span class="count">[${cell.execution_count}]</span>` : "";
  const code =
    source.trim() === ""
      ? ""
      : `<div class="code">${count}<pre><code>${codeHtml(source, language)}</code></pre></div>\n`;
  return (
    code +
    withStreamsJoined(cell.outputs ?? [])
      .map(outputHtml)
      .join("")
  );
}

/** A cell of the notebook → HTML that can neither run nor load anything. */
export function cellHtml(cell: ReadableCell, options: CellOptions): CellHtml {
  const section = (kind: string, html: string): string =>
    `<section class="cell ${kind}" id="cell_${options.number}">\n${html}</section>\n`;
  if (cell.cell_type === "markdown") {
    const { html, headings } = proseOf(textOf(cell.source) ?? "", {
      anchors: options.anchors,
      attachments: cell.attachments,
    });
    return { html: section("prose", html), headings: headings };
  }
  if (cell.cell_type === "code") return { html: section("program", codeCell(cell, options)), headings: [] };
  return { html: section("unread", `<pre>${escapeHtml(textOf(cell.source) ?? "")}</pre>\n`), headings: [] };
}
