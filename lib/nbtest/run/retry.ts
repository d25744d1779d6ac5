import type { Notebook } from "../notebook/types";
import type { CellResult, NotebookResult, RunEvent } from "./events";
import { type RunOptions, runNotebook } from "./run-notebook";
import { type Failure, plainFailure } from "./verdict";

/** The failure of a cell that did not end well by itself; undefined for one that was only not reached. */
function failureOf({ verdict }: CellResult, isFirst: boolean): Failure | undefined {
  if (verdict.status === "failed" || verdict.status === "timed out") return verdict.failure;
  return verdict.status === "not run" && isFirst ? plainFailure("no answer", "NotRun", verdict.reason) : undefined;
}

/** The first failure of each cell, by its number, over all attempts. */
function failuresIn(attempts: readonly NotebookResult[]): ReadonlyMap<number, Failure> {
  const failures = new Map<number, Failure>();
  for (const { cells, startError } of attempts) {
    let isFirst = startError === undefined;
    for (const cell of cells) {
      const failure = failureOf(cell, isFirst);
      if (failure === undefined) continue;
      isFirst = false;
      if (!failures.has(cell.number)) failures.set(cell.number, failure);
    }
  }
  return failures;
}

/** The result of the last attempt, in which cells that failed before and passed now are flaky. */
export function withFlaky(result: NotebookResult, earlier: readonly NotebookResult[]): NotebookResult {
  const attempts = earlier.length + 1;
  const failures = failuresIn(earlier);
  const cells = result.cells.map((cell): CellResult => {
    const failure = failures.get(cell.number);
    const isGood = cell.verdict.status === "passed" || cell.verdict.status === "failed as expected";
    return failure !== undefined && isGood ? { ...cell, verdict: { status: "flaky", attempts, failure } } : cell;
  });
  return { ...result, attempts, cells };
}

/**
 * Runs a notebook, and again, each time on a fresh kernel, as long as it fails and attempts are left.
 *
 * @param retries - how many times more it may run.
 */
export async function runWithRetries(
  notebook: Notebook,
  options: RunOptions,
  retries: number,
): Promise<NotebookResult> {
  const { report = () => undefined, signal } = options;
  const earlier: NotebookResult[] = [];
  for (;;) {
    const attempt = (event: RunEvent): void => {
      if (event.kind === "notebookStart") report({ ...event, attempt: earlier.length + 1 });
      else if (event.kind !== "notebookEnd") report(event);
    };
    const result = withFlaky(await runNotebook(notebook, { ...options, report: attempt }), earlier);
    if (result.passed || earlier.length >= retries || signal?.aborted) {
      report({ kind: "notebookEnd", notebook, result });
      return result;
    }
    report({ kind: "notebookRetry", notebook, result });
    earlier.push(result);
  }
}
