import { stripVTControlCharacters } from "node:util";
import type { CellResult } from "../run/events";
import { duration } from "./duration";
import type { Paint } from "./paint";

const longestCode = 60;

/** The first line of code that says something. */
export function firstLine(source: string): string {
  const lines = source.split("\n").map((line) => line.trim());
  const line = lines.find((one) => one !== "" && !/^(?:\/\/|#)/.test(one)) ?? lines[0] ?? "";
  return line.length > longestCode ? `${line.slice(0, longestCode - 1)}…` : line;
}

const signOf = ({ verdict }: CellResult, paint: Paint): string => {
  switch (verdict.status) {
    case "passed":
    case "failed as expected":
      return paint.green("✓");
    case "flaky":
      return paint.yellow("✓");
    case "failed":
    case "timed out":
      return paint.red("✗");
    default:
      return paint.dim("-");
  }
};

const noteOf = ({ verdict }: CellResult): string => {
  switch (verdict.status) {
    case "passed":
      return "";
    case "failed as expected":
      return `failed as expected: ${verdict.failure.name}: ${stripVTControlCharacters(verdict.failure.message)}`;
    case "not run":
    case "skipped":
      return `${verdict.status}: ${verdict.reason}`;
    default:
      return verdict.status;
  }
};

/** `[ 3/14]` */
export const cellLabel = (number: number, total: number): string =>
  `[${String(number).padStart(String(total).length)}/${total}]`;

/** The line that says how a cell went: `✓ [ 3/14]   1.2 s const net = mlp(…)`. */
export function cellLine(result: CellResult, total: number, paint: Paint): string {
  const { cell, number, milliseconds } = result;
  const time = paint.dim(duration(milliseconds).padStart(8));
  const note = noteOf(result);
  const parts = [signOf(result, paint), cellLabel(number, total), time, firstLine(cell.source)];
  return `${parts.join(" ")}${note === "" ? "" : paint.dim(` · ${note}`)}`;
}
