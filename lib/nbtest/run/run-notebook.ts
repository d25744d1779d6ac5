import { dirname, resolve } from "node:path";
import { findKernel, type KernelWish } from "../kernel/find-kernel";
import type { Kernel } from "../kernel/kernel";
import { KernelStartError, startKernel } from "../kernel/start-kernel";
import { kernelWishOf } from "../notebook/read";
import { type Parameters, withParameters } from "../notebook/sizes";
import { type CellChange, splice } from "../notebook/splice";
import type { Cell, Notebook } from "../notebook/types";
import type { CellResult, NotebookResult, Reporter } from "./events";
import { runCells } from "./run-cells";
import { isGood } from "./verdict";

/** How a notebook is to be run. */
export interface RunOptions {
  /** Values for its constants, in place of its own. */
  readonly parameters?: Parameters;
  /** Name of the kernel, in place of the notebook's. */
  readonly kernel?: string;
  /** The kernel's working directory; default: the notebook's folder. */
  readonly cwd?: string;
  /** Variables for the kernel's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** For each cell. */
  readonly timeoutMs: number;
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

const notRun = (cells: readonly Cell[], reason: string): readonly CellResult[] =>
  cells.map((cell, place) => ({
    cell,
    number: place + 1,
    verdict: { status: "not run", reason },
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
  cells: readonly Cell[],
  start: () => Promise<Kernel>,
  options: RunOptions,
): Promise<Started> {
  let kernel: Kernel;
  try {
    kernel = await start();
  } catch (error) {
    if (!(error instanceof KernelStartError)) throw error;
    return { results: notRun(cells, "the kernel did not start"), startError: error };
  }
  try {
    const { timeoutMs, report = () => undefined } = options;
    return { results: await runCells(kernel, { cells, timeoutMs, interrupted: interruption(options.signal), report }) };
  } finally {
    await kernel.shutdown();
  }
}

/**
 * Runs a notebook from top to bottom on a kernel of its own, in the notebook's folder, and ends the kernel.
 * What goes wrong in the notebook or with the kernel is in the result.
 *
 * @throws NotebookError if a parameter does not fit the notebook.
 * @throws UnknownKernelError if its kernel is not installed.
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<NotebookResult> {
  const started = performance.now();
  const { parameters = {}, startTimeoutMs, report = () => undefined, signal } = options;
  const constants = Object.keys(parameters).length === 0 ? undefined : withParameters(notebook, parameters);
  const cells = notebook.cells
    .filter((cell) => cell.type === "code")
    .map((cell) => (cell.index === constants?.index ? { ...cell, source: constants.source } : cell));
  const path = resolve(notebook.path);
  const folder = dirname(path);
  const spec = await findKernel(wishOf(notebook, options.kernel), folder);
  report({ kind: "notebookStart", notebook, kernel: spec.name, codeCells: cells.length });
  const start = (): Promise<Kernel> =>
    startKernel({
      spec,
      folder: options.cwd === undefined ? folder : resolve(options.cwd),
      notebook: path,
      env: options.env ?? {},
      timeoutMs: startTimeoutMs,
      ...(signal === undefined ? {} : { signal }),
    });
  const { results, startError } = await runOnKernel(cells, start, options);
  const changes = [...changesOf(results), ...(constants === undefined ? [] : [constants])];
  const result: NotebookResult = {
    notebook,
    passed: startError === undefined && results.every(({ verdict }) => isGood(verdict)),
    cells: results,
    milliseconds: performance.now() - started,
    executed: splice(notebook.text, changes),
    ...(startError === undefined ? {} : { startError }),
  };
  report({ kind: "notebookEnd", result });
  return result;
}
