import { dirname, resolve } from "node:path";
import { findKernel, type KernelWish } from "../kernel/find-kernel";
import type { Kernel } from "../kernel/kernel";
import { KernelStartError, startKernel } from "../kernel/start-kernel";
import { kernelWishOf } from "../notebook/read";
import { type CellChange, splice } from "../notebook/splice";
import type { Notebook } from "../notebook/types";
import { type NotebookPlan, type PlanOptions, planCells } from "./cell-plan";
import type { CellResult, NotebookResult, Reporter } from "./events";
import { runCells } from "./run-cells";
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
}

/** The kernel that a notebook is to run on: the one asked for, else its own. */
export const wishOf = (notebook: Notebook, kernel: string | undefined): KernelWish =>
  kernel === undefined ? kernelWishOf(notebook) : { name: kernel };

const changesOf = (results: readonly CellResult[]): readonly CellChange[] =>
  results
    .filter(({ verdict }) => verdict.status !== "skipped" || verdict.reason === "nothing to run")
    .map(({ cell, outputs }) => ({ index: cell.index, outputs }));

/** Results of cells of which none was run, with the reason. */
export const notRun = ({ cells }: NotebookPlan, reason: string): readonly CellResult[] =>
  cells.map(({ cell, number, skip }) => ({
    cell,
    number,
    verdict: skip === undefined ? { status: "not run", reason } : { status: "skipped", reason: skip },
    milliseconds: 0,
    outputs: [],
  }));

const interruption = (signal: AbortSignal | undefined): Promise<"interrupted"> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve("interrupted");
    signal?.addEventListener("abort", () => resolve("interrupted"), { once: true });
  });

type Started = { readonly results: readonly CellResult[]; readonly startError?: KernelStartError };

async function runOnKernel(
  notebook: Notebook,
  plan: NotebookPlan,
  start: () => Promise<Kernel>,
  options: RunOptions,
): Promise<Started> {
  let kernel: Kernel;
  try {
    kernel = await start();
  } catch (error) {
    if (!(error instanceof KernelStartError)) throw error;
    return { results: notRun(plan, "the kernel did not start"), startError: error };
  }
  try {
    const { report = () => undefined } = options;
    const interrupted = interruption(options.signal);
    const results = await runCells(kernel, { plan, interrupted, report: (event) => report({ notebook, ...event }) });
    return { results };
  } finally {
    await kernel.shutdown();
  }
}

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
  const { results, startError } = await runOnKernel(notebook, plan, start, options);
  const changed = plan.cells.map(({ cell }) => cell).filter((cell) => cell !== notebook.cells[cell.index]);
  const changes = [...changesOf(results), ...changed.map(({ index, source }) => ({ index, source }))];
  const result: NotebookResult = {
    notebook,
    passed: startError === undefined && results.every(({ verdict }) => isGood(verdict)),
    cells: results,
    milliseconds: performance.now() - started,
    attempts: 1,
    executed: splice(notebook.text, changes),
    ...(startError === undefined ? {} : { startError }),
  };
  report({ kind: "notebookEnd", notebook, result });
  return result;
}
