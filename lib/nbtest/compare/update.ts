import type { CellChange } from "../notebook/splice";
import type { Output } from "../notebook/types";
import { compareOutputs } from "./compare-outputs";
import type { CompareRules } from "./rules";

const kindOf = (output: Output): string =>
  output.output_type === "stream" ? output.name : output.output_type === "error" ? "error" : "shown";

/**
 * What to change in a cell so that it stores its fresh outputs: only those that differ, when they are of the same kinds in
 * the same order as the stored ones, else all.
 *
 * @param index - the cell's, among all cells.
 */
export function outputChange(
  index: number,
  stored: readonly Output[],
  fresh: readonly Output[],
  rules: CompareRules,
): CellChange {
  const alike = stored.length === fresh.length && stored.every((one, place) => kindOf(one) === kindOf(fresh[place]!));
  if (!alike) return { index, outputs: fresh };
  const differing = fresh.flatMap((output, place): [number, Output][] =>
    compareOutputs([stored[place]!], [output], rules).length === 0 ? [] : [[place, output]],
  );
  return { index, outputAt: new Map(differing) };
}
