import type { Kernel } from "../kernel/kernel";
import { within } from "../kernel/wait";
import type { Cell } from "../notebook/types";
import type { CellResult, Reporter } from "./events";
import { execute, fence } from "./execute";
import { judge } from "./judge";
import { type Recorder, recorder } from "./recorder";
import { isGood, type Verdict } from "./verdict";

/** What the cells of one notebook are run with. */
export interface RunCellsOptions {
  /** The notebook's code cells, in order. */
  readonly cells: readonly Cell[];
  readonly timeoutMs: number;
  /** Resolves when the run is to end early. */
  readonly interrupted: Promise<"interrupted">;
  readonly report: Reporter;
}

/** The tag of a cell that is not run. */
export const skipTag = "skip-execution";

/** How long a notebook's last cell may leave something behind that still fails. */
const graceMs = 50;

const skipReason = (kernel: Kernel, cell: Cell): string | undefined => {
  if (cell.tags.includes(skipTag)) return `tagged ${skipTag}`;
  return kernel.profile.isBlank(cell.source) ? "nothing to run" : undefined;
};

interface Turn {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly cell: Cell;
  readonly isLast: boolean;
}

async function runCell({ kernel, recorder, cell, isLast }: Turn, options: RunCellsOptions): Promise<Verdict> {
  const { timeoutMs, interrupted } = options;
  const onSent = (id: string): void => recorder.expect(id, cell);
  let execution = await execute(kernel, cell.source, { timeoutMs, interrupted, onSent });
  if (isLast && execution.kind === "replied") {
    await within(kernel.exited, graceMs);
    const end = await fence(kernel);
    if (end !== "passed") execution = { kind: end };
  }
  const evidence = { kernel, execution, record: recorder.finish(cell), timeoutMs };
  return judge({ ...evidence, lateErrors: recorder.takeLateErrors() });
}

/** Runs code cells one after the other; after one that went wrong the rest are "not run". */
export async function runCells(kernel: Kernel, options: RunCellsOptions): Promise<readonly CellResult[]> {
  const { cells, report } = options;
  const numberOf = new Map(cells.map((cell, place) => [cell, place + 1]));
  const records = recorder(kernel, (cell, message) =>
    report({ kind: "output", cell, number: numberOf.get(cell) ?? 0, message }),
  );
  const last = cells.findLast((cell) => skipReason(kernel, cell) === undefined);
  const results: CellResult[] = [];
  let stop: string | undefined;
  for (const [place, cell] of cells.entries()) {
    const number = place + 1;
    const skip = skipReason(kernel, cell);
    const refusal = stop ?? kernel.profile.refusalOf(cell.source);
    const started = performance.now();
    let verdict: Verdict;
    if (skip !== undefined) verdict = { status: "skipped", reason: skip };
    else if (refusal !== undefined) verdict = { status: "not run", reason: refusal };
    else {
      report({ kind: "cellStart", cell, number });
      verdict = await runCell({ kernel, recorder: records, cell, isLast: cell === last }, options);
    }
    if (!isGood(verdict)) stop ??= `cell ${number} ${verdict.status}`;
    const milliseconds = performance.now() - started;
    const result = { cell, number, verdict, milliseconds, outputs: records.outputsOf(cell) };
    results.push(result);
    report({ kind: "cellEnd", result });
  }
  // A later cell may have updated what an earlier one shows.
  return results.map((result) => ({ ...result, outputs: records.outputsOf(result.cell) }));
}
