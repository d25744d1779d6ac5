import type { Diagnostic } from "../kernel/profile";
import type { Paint } from "./paint";

const before = 2;
const after = 1;

/** The lines of a cell around a place, with line numbers and a caret under the place. */
export function codeFrame(source: string, { line, column }: Diagnostic, paint: Paint): readonly string[] {
  const lines = source.split("\n");
  const first = Math.max(1, line - before);
  const last = Math.min(lines.length, line + after);
  const width = String(last).length;
  const rows: string[] = [];
  for (let row = first; row <= last; row++) {
    const text = `${String(row).padStart(width)} │ ${lines[row - 1]}`;
    rows.push(row === line ? `${paint.red(">")} ${text}` : paint.dim(`  ${text}`));
    // A tab stays a tab, so that the caret stands right however wide it is shown.
    const lead = (lines[row - 1] ?? "").slice(0, column - 1).replace(/[^\t]/g, " ");
    if (row === line) rows.push(`  ${" ".repeat(width)} │ ${lead}${paint.red("^")}`);
  }
  return rows;
}
