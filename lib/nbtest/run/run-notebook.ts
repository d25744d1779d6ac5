import { dirname, resolve } from "node:path";
import { findKernel, type KernelWish } from "../kernel/find-kernel";
import type { Kernel } from "../kernel/kernel";
import { startKernel } from "../kernel/start-kernel";
import { kernelWishOf } from "../notebook/read";
import { type CellChange, splice } from "../notebook/splice";
import type { Notebook } from "../notebook/types";
import { type PlanOptions, planCells } from "./cell-plan";
import { compareCells } from "./compare-cells";
import type { CellResult, NotebookResult, Reporter } from "./events";
import { runOnKernel } from "./run-on-kernel";
import { isGood } from "./verdict";

/** How a notebook is to be run. */
export interface RunOptions extends PlanOptions {
  /** Name of the kernel, in place of the notebook's. */
  readonly kernel?: string;
  /** The kernel's working directory; default: the notebook's folder. */
  readonly cwd?: string;
  /** Variables for the kernel's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** For the kernel's start. */
  readonly startTimeoutMs: number;
  /** Ends the run early: the running cell is interrupted, the rest are not run. */
  readonly signal?: AbortSignal;
  readonly report?: Reporter;
  /** Whether differing outputs are renewed in the notebook's text, instead of failing their cells. */
  readonly update?: boolean;
}

/** The kernel that a notebook is to run on: the one asked for, else its own. */
export const wishOf = (notebook: Notebook, kernel: string | undefined): KernelWish =>
  kernel === undefined ? kernelWishOf(notebook) : { name: kernel };

const changesOf = (results: readonly CellResult[]): readonly CellChange[] =>
  results
    .filter(({ verdict }) => verdict.status !== "skipped" || verdict.reason === "nothing to run")
    .map(({ cell, outputs }) => ({ index: cell.index, outputs }));

const notComparedNote = (count: number): string =>
  `not compared with stored outputs, because constants are not the notebook's own: ${count} cell${count === 1 ? "" : "s"}`;

/**
 * Runs a notebook from top to bottom on a kernel of its own, in the notebook's folder, and ends the kernel.
 * What goes wrong in the notebook or with the kernel is in the result.
 *
 * @throws NotebookError if an option does not fit the notebook, or what it asks of the runner is wrong.
 * @throws UnknownKernelError if its kernel is not installed.
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<NotebookResult> {
  const started = performance.now();
  const { startTimeoutMs, report = () => undefined, signal } = options;
  const plan = planCells(notebook, options);
  const path = resolve(notebook.path);
  const folder = dirname(path);
  const spec = await findKernel(wishOf(notebook, options.kernel), folder);
  report({ kind: "notebookStart", notebook, kernel: spec.name, codeCells: plan.cells.length, attempt: 1 });
  const start = (): Promise<Kernel> =>
    startKernel({
      spec,
      folder: options.cwd === undefined ? folder : resolve(options.cwd),
      notebook: path,
      env: options.env ?? {},
      timeoutMs: startTimeoutMs,
      ...(signal === undefined ? {} : { signal }),
    });
  const { results: ran, startError } = await runOnKernel({ notebook, plan, start, signal, report });
  const ranWell = startError === undefined && ran.every(({ verdict }) => isGood(verdict));
  const { failed, changes: renewals } = compareCells(notebook, plan, ran);
  const updates = options.update === true && ranWell;
  const results = updates ? ran : ran.map((one) => failed.find(({ number }) => number === one.number) ?? one);
  if (!updates) for (const result of failed) report({ kind: "cellDiffers", notebook, result });
  if (plan.notCompared > 0) report({ kind: "note", notebook, text: notComparedNote(plan.notCompared) });
  const changed = plan.cells.map(({ cell }) => cell).filter((cell) => cell !== notebook.cells[cell.index]);
  const changes = [...changesOf(results), ...changed.map(({ index, source }) => ({ index, source }))];
  const result: NotebookResult = {
    notebook,
    passed: ranWell && results.every(({ verdict }) => isGood(verdict)),
    cells: results,
    milliseconds: performance.now() - started,
    attempts: 1,
    executed: splice(notebook.text, changes),
    ...(updates ? { updated: splice(notebook.text, renewals) } : {}),
    ...(startError === undefined ? {} : { startError }),
  };
  report({ kind: "notebookEnd", notebook, result });
  return result;
}
