import type { Notebook } from "../notebook/types";
import { planCells } from "./cell-plan";
import type { NotebookResult, Reporter } from "./events";
import { runWithRetries } from "./retry";
import type { RunOptions } from "./run-notebook";
import { notRun } from "./run-on-kernel";

/** A notebook that is to run. */
export interface Job {
  readonly notebook: Notebook;
  readonly options: RunOptions;
  /** How long it will take, in milliseconds, as far as is known. */
  readonly expectedMs?: number;
}

/** How notebooks are run together. */
export interface RunAllOptions {
  /** How many at once. */
  readonly parallel: number;
  /** How many times more a failed one is run. */
  readonly retries: number;
  readonly signal: AbortSignal;
  readonly report: Reporter;
  /** Called with each result as it comes; the next notebook waits for it. */
  readonly onResult: (result: NotebookResult) => Promise<void>;
}

/** The jobs in the order in which they start: first those of which nothing is known, then the longest. */
export const longestFirst = (jobs: readonly Job[]): readonly Job[] => {
  const length = ({ expectedMs }: Job): number => expectedMs ?? Number.MAX_VALUE;
  return [...jobs].sort((a, b) => length(b) - length(a));
};

/** The result of a notebook that was never begun. */
function neverBegun({ notebook, options }: Job): NotebookResult {
  const cells = notRun(planCells(notebook, options), "the run was interrupted before");
  return { notebook, passed: false, cells, milliseconds: 0, attempts: 0, executed: notebook.text };
}

/** Runs notebooks, some at once. Resolves with a result for each, in the order of the jobs. */
export async function runAll(jobs: readonly Job[], options: RunAllOptions): Promise<readonly NotebookResult[]> {
  const { parallel, retries, signal, report, onResult } = options;
  const started = performance.now();
  const results = new Map<Job, NotebookResult>();
  const waiting = [...longestFirst(jobs)];
  report({ kind: "runStart", notebooks: jobs.map(({ notebook }) => notebook), parallel });
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined && !signal.aborted; job = waiting.shift()) {
      const result = await runWithRetries(job.notebook, { ...job.options, signal, report }, retries);
      results.set(job, result);
      await onResult(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, jobs.length) }, work));
  const all = jobs.map((job) => results.get(job) ?? neverBegun(job));
  for (const result of all)
    if (result.attempts === 0) report({ kind: "notebookEnd", notebook: result.notebook, result });
  report({ kind: "runEnd", results: all, milliseconds: performance.now() - started });
  return all;
}
