import type { Kernel } from "../kernel/kernel";
import { KernelStartError } from "../kernel/start-kernel";
import type { Notebook } from "../notebook/types";
import type { NotebookPlan } from "./cell-plan";
import type { CellResult, Reporter } from "./events";
import { runCells } from "./run-cells";

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

/** What became of a notebook's cells on a kernel of their own, and why it did not start, if so. */
export type Ran = { readonly results: readonly CellResult[]; readonly startError?: KernelStartError };

/** What is run. */
export interface OnKernel {
  readonly notebook: Notebook;
  readonly plan: NotebookPlan;
  readonly start: () => Promise<Kernel>;
  readonly signal: AbortSignal | undefined;
  readonly report: Reporter;
}

/** Starts a kernel, runs a notebook's cells on it, and ends it. */
export async function runOnKernel({ notebook, plan, start, signal, report }: OnKernel): Promise<Ran> {
  let kernel: Kernel;
  try {
    kernel = await start();
  } catch (error) {
    if (!(error instanceof KernelStartError)) throw error;
    return { results: notRun(plan, "the kernel did not start"), startError: error };
  }
  try {
    const interrupted = interruption(signal);
    const results = await runCells(kernel, { plan, interrupted, report: (event) => report({ notebook, ...event }) });
    return { results };
  } finally {
    await kernel.shutdown();
  }
}
