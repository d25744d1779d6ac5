import type { Kernel } from "../kernel/kernel";
import { within } from "../kernel/wait";
import type { Cell } from "../notebook/types";
import type { Message } from "../wire/message";
import type { CellPlan, NotebookPlan } from "./cell-plan";
import type { CellResult } from "./events";
import type { Limit } from "./evidence";
import { execute, fence } from "./execute";
import { judge } from "./judge";
import { type Recorder, recorder } from "./recorder";
import { isGood, type Verdict } from "./verdict";

/** What happens to one notebook's cells. */
export type CellEvent =
  | { readonly kind: "cellStart"; readonly cell: Cell; readonly number: number }
  | { readonly kind: "output"; readonly cell: Cell; readonly number: number; readonly message: Message }
  | { readonly kind: "cellEnd"; readonly result: CellResult };

/** What the cells of one notebook are run with. */
export interface RunCellsOptions {
  readonly plan: NotebookPlan;
  /** Resolves when the run is to end early. */
  readonly interrupted: Promise<"interrupted">;
  readonly report: (event: CellEvent) => void;
}

/** How long a notebook's last cell may leave something behind that still fails. */
const graceMs = 50;

const skipReason = (kernel: Kernel, { cell, skip, raises }: CellPlan): string | undefined =>
  skip ?? (raises === undefined && kernel.profile.isBlank(cell.source) ? "nothing to run" : undefined);

interface Turn {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly plan: CellPlan;
  readonly limit: Limit;
  readonly isLast: boolean;
}

async function runCell(turn: Turn, interrupted: Promise<"interrupted">): Promise<Verdict> {
  const { kernel, recorder, limit, isLast } = turn;
  const { cell, raises } = turn.plan;
  const onSent = (id: string): void => recorder.expect(id, cell);
  let execution = await execute(kernel, cell.source, { timeoutMs: limit.milliseconds, interrupted, onSent });
  if (isLast && execution.kind === "replied") {
    await within(kernel.exited, graceMs);
    const end = await fence(kernel);
    if (end !== "passed") execution = { kind: end };
  }
  const evidence = { kernel, execution, limit, record: recorder.finish(cell) };
  return judge({ ...evidence, ...(raises === undefined ? {} : { raises }), lateErrors: recorder.takeLateErrors() });
}

/** The time that a cell has: its own limit, or what is left of the notebook's. */
const limitOf = ({ timeoutMs }: CellPlan, notebookMs: number, leftMs: number): Limit =>
  leftMs < timeoutMs ? { milliseconds: leftMs, notebookMs } : { milliseconds: timeoutMs };

/** Runs code cells one after the other; after one that went wrong the rest are "not run". */
export async function runCells(kernel: Kernel, options: RunCellsOptions): Promise<readonly CellResult[]> {
  const { plan, report } = options;
  const numberOf = new Map(plan.cells.map(({ cell, number }) => [cell, number]));
  const records = recorder(kernel, (cell, message) =>
    report({ kind: "output", cell, number: numberOf.get(cell) ?? 0, message }),
  );
  const last = plan.cells.findLast((one) => skipReason(kernel, one) === undefined);
  const end = performance.now() + plan.notebookTimeoutMs;
  const results: CellResult[] = [];
  let stop: string | undefined;
  for (const one of plan.cells) {
    const { cell, number } = one;
    const skip = skipReason(kernel, one);
    const started = performance.now();
    if (started >= end) stop ??= `the notebook was not done after ${plan.notebookTimeoutMs / 1000} s`;
    const refusal = stop ?? kernel.profile.refusalOf(cell.source);
    let verdict: Verdict;
    if (skip !== undefined) verdict = { status: "skipped", reason: skip };
    else if (refusal !== undefined) verdict = { status: "not run", reason: refusal };
    else {
      report({ kind: "cellStart", cell, number });
      kernel.memory.reset();
      const limit = limitOf(one, plan.notebookTimeoutMs, end - started);
      verdict = await runCell(
        { kernel, recorder: records, plan: one, limit, isLast: one === last },
        options.interrupted,
      );
    }
    if (!isGood(verdict)) stop ??= `cell ${number} ${verdict.status}`;
    const milliseconds = performance.now() - started;
    const peak = skip === undefined && refusal === undefined ? kernel.memory.peak() : undefined;
    const result = {
      cell,
      number,
      verdict,
      milliseconds,
      ...(peak === undefined ? {} : { peakBytes: peak }),
      outputs: records.outputsOf(cell),
    };
    results.push(result);
    report({ kind: "cellEnd", result });
  }
  // A later cell may have updated what an earlier one shows.
  return results.map((result) => ({ ...result, outputs: records.outputsOf(result.cell) }));
}
