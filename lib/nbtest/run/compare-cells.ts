import { compareOutputs } from "../compare/compare-outputs";
import { storedOutputs } from "../compare/stored-outputs";
import { outputChange } from "../compare/update";
import type { CellChange } from "../notebook/splice";
import type { Notebook } from "../notebook/types";
import type { NotebookPlan } from "./cell-plan";
import type { CellResult } from "./events";
import { type Failure, isGood, plainFailure } from "./verdict";

/** What comparing a notebook's outputs with the stored ones has found. */
export interface Comparison {
  /** The cells whose outputs differ, as failed. */
  readonly failed: readonly CellResult[];
  /** What would have to change in the notebook so that none differs. */
  readonly changes: readonly CellChange[];
}

const failureOf = (differences: Failure["differences"], count: number): Failure => ({
  ...plainFailure(
    "output differs",
    "OutputDiffers",
    count === 1 ? "an output differs from the stored one" : `${count} outputs differ from the stored ones`,
  ),
  ...(differences === undefined ? {} : { differences }),
});

/** Compares the outputs of the cells that ran well and whose plan asks for it with the stored ones. */
export function compareCells(notebook: Notebook, plan: NotebookPlan, results: readonly CellResult[]): Comparison {
  const rulesOf = new Map(plan.cells.map(({ number, compare }) => [number, compare]));
  const wanted = results.filter(
    ({ number, verdict }) => rulesOf.get(number) !== undefined && isGood(verdict) && verdict.status !== "skipped",
  );
  if (wanted.length === 0) return { failed: [], changes: [] };
  const stored = storedOutputs(notebook);
  const failed: CellResult[] = [];
  const changes: CellChange[] = [];
  for (const result of wanted) {
    const { cell, number, outputs } = result;
    const rules = rulesOf.get(number)!;
    const old = stored[cell.index] ?? [];
    const differences = compareOutputs(old, outputs, rules);
    if (differences.length === 0) continue;
    failed.push({ ...result, verdict: { status: "failed", failure: failureOf(differences, differences.length) } });
    changes.push(outputChange(cell.index, old, outputs, rules));
  }
  return { failed, changes };
}
