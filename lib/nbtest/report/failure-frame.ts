import { stripVTControlCharacters } from "node:util";
import type { Notebook } from "../notebook/types";
import type { CellResult } from "../run/events";
import type { Failure } from "../run/verdict";
import { codeFrame } from "./code-frame";
import type { Paint } from "./paint";

/** What a frame needs to know beyond the cell. */
export interface FrameOptions {
  readonly notebook: Notebook;
  readonly path: string;
  readonly paint: Paint;
  /** The command that runs this notebook again. */
  readonly command: string;
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
export function failureFrame({ cell, number, verdict }: CellResult, failure: Failure, options: FrameOptions): string {
  const { notebook, path, paint, command } = options;
  const heading = headingAbove(notebook, cell.index);
  const title = [`${path} · cell ${number}`, ...(heading === undefined ? [] : [heading])].join(" · ");
  const hidden = failure.stack.length - longestStack;
  const lines = [
    `${failure.name}${failure.message === "" ? "" : `: ${stripVTControlCharacters(failure.message)}`}`,
    ...places(failure, cell.source, paint),
    ...failure.stack.slice(0, longestStack).map((line) => paint.dim(stripVTControlCharacters(line))),
    ...(hidden > 0 ? [paint.dim(`… ${hidden} more`)] : []),
    ...(failure.hint === undefined ? [] : [`hint: ${failure.hint}`]),
    ...(failure.rawOutput
      ? ["the end of what the kernel's process wrote:", ...endOf(failure.rawOutput).map(paint.dim)]
      : []),
    `run again: ${command}`,
  ];
  const body = lines.flatMap((line) => line.split("\n")).map((line) => `    ${line}`.trimEnd());
  return `\n  ${paint.red(`✗ ${verdict.status}`)} ${paint.bold(title)}\n${body.join("\n")}\n\n`;
}
