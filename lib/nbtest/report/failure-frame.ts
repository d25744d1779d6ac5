import { stripVTControlCharacters } from "node:util";
import type { Notebook } from "../notebook/types";
import type { CellResult } from "../run/events";
import type { Failure } from "../run/verdict";
import { codeFrame } from "./code-frame";
import type { Paint } from "./paint";

/** How frames are made. */
export interface FrameOptions {
  readonly paint: Paint;
  /** The command that runs a notebook again, up to the code cell of this number. */
  readonly commandFor: (notebook: Notebook, cell: number) => string;
}

const longestStack = 12;
const longestRaw = 20;

/** The heading under which a cell stands. */
export function headingAbove({ cells }: Notebook, index: number): string | undefined {
  const prose = cells.slice(0, index).filter((cell) => cell.type === "markdown");
  const headings = prose.flatMap((cell) => [
    ...cell.source.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm),
  ]);
  return headings.at(-1)?.[1];
}

const endOf = (text: string): readonly string[] =>
  stripVTControlCharacters(text).trimEnd().split("\n").slice(-longestRaw);

const longestDiff = 60;

/** The lines of a diff, the stored ones red and the fresh ones green. */
function coloured(diff: string, paint: Paint): readonly string[] {
  const lines = stripVTControlCharacters(diff).split("\n");
  const painted = lines.slice(0, longestDiff).map((line) => {
    if (line.startsWith("-")) return paint.red(line);
    return line.startsWith("+") ? paint.green(line) : paint.dim(line);
  });
  return lines.length > longestDiff ? [...painted, paint.dim(`… ${lines.length - longestDiff} more lines`)] : painted;
}

function places({ diagnostics }: Failure, source: string, paint: Paint): readonly string[] {
  const inCell = diagnostics.filter((diagnostic) => diagnostic.file === undefined);
  const elsewhere = diagnostics.filter((diagnostic) => diagnostic.file !== undefined);
  const shown = inCell.flatMap((diagnostic, place) => [
    ...(diagnostics.length > 1 ? [`${diagnostic.line}:${diagnostic.column} ${diagnostic.message}`] : []),
    ...(inCell[place + 1]?.line === diagnostic.line ? [] : codeFrame(source, diagnostic, paint)),
  ]);
  return [...shown, ...elsewhere.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)];
}

/** A failed cell as a compiler would show it: where, what, the code with a caret, the stack, and how to run it again. */
function failureFrame(result: CellResult, failure: Failure, notebook: Notebook, options: FrameOptions): string {
  const { paint, commandFor } = options;
  const { cell, number, verdict } = result;
  const heading = headingAbove(notebook, cell.index);
  const title = [`${notebook.path} · cell ${number}`, ...(heading === undefined ? [] : [heading])].join(" · ");
  const hidden = failure.stack.length - longestStack;
  const lines = [
    `${failure.name}${failure.message === "" ? "" : `: ${stripVTControlCharacters(failure.message)}`}`,
    ...places(failure, cell.source, paint),
    ...(failure.differences ?? []).flatMap(({ title, diff }) => [paint.bold(title), ...coloured(diff, paint)]),
    ...failure.stack.slice(0, longestStack).map((line) => paint.dim(stripVTControlCharacters(line))),
    ...(hidden > 0 ? [paint.dim(`… ${hidden} more`)] : []),
    ...(failure.hint === undefined ? [] : [`hint: ${failure.hint}`]),
    ...(failure.rawOutput
      ? ["the end of what the kernel's process wrote:", ...endOf(failure.rawOutput).map(paint.dim)]
      : []),
    `run again: ${commandFor(notebook, number)}`,
  ];
  const body = lines.flatMap((line) => line.split("\n")).map((line) => `    ${line}`.trimEnd());
  return `\n  ${paint.red(`✗ ${verdict.status}`)} ${paint.bold(title)}\n${body.join("\n")}\n\n`;
}

/** A frame for each of the cells that failed or was too slow. */
export const failuresOf = (cells: readonly CellResult[], notebook: Notebook, options: FrameOptions): string =>
  cells
    .map((result) => {
      const { verdict } = result;
      const isBad = verdict.status === "failed" || verdict.status === "timed out";
      return isBad ? failureFrame(result, verdict.failure, notebook, options) : "";
    })
    .join("");
