import type { Notebook } from "../notebook/types";
import type { NotebookResult, Reporter } from "../run/events";
import { cellLabel, firstLine } from "./cell-line";
import { duration } from "./duration";
import { failuresOf } from "./failure-frame";
import { notebookLine } from "./notebook-line";
import type { TerminalOptions } from "./terminal";

/** Where a running notebook is. */
interface Progress {
  readonly started: number;
  readonly total: number;
  cell: string;
}

/**
 * Reports notebooks that run at once: a line for each that is done, a frame for each failure, and, on a terminal, a line
 * for each that runs.
 */
export function overviewReporter(options: TerminalOptions): Reporter {
  const { screen, paint } = options;
  const running = new Map<Notebook, Progress>();
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => {
    const line = ([{ path }, { started, cell }]: [Notebook, Progress]): string =>
      `… ${path} ${duration(performance.now() - started)} ${cell}`;
    screen.setLive(...[...running].map(line));
  };
  const end = (result: NotebookResult, after: string): void => {
    const { notebook, cells, startError } = result;
    running.delete(notebook);
    screen.print(`${notebookLine(result, paint)}${after}\n${failuresOf(cells, notebook, options)}`);
    if (startError !== undefined) screen.print(`  ${paint.red(startError.message)}\n${startError.rawOutput}`);
    show();
  };
  return (event) => {
    switch (event.kind) {
      case "runStart":
        if (screen.isTerminal) timer = setInterval(show, 1000);
        return;
      case "runEnd":
        clearInterval(timer);
        running.clear();
        return show();
      case "notebookStart":
        running.set(event.notebook, { started: performance.now(), total: event.codeCells, cell: "" });
        return show();
      case "cellStart": {
        const progress = running.get(event.notebook);
        if (progress === undefined) return;
        progress.cell = `${cellLabel(event.number, progress.total)} ${firstLine(event.cell.source)}`;
        return show();
      }
      case "notebookRetry":
        return end(event.result, "; once more");
      case "notebookEnd":
        return end(event.result, "");
      case "note":
        return screen.print(`  ${event.text}\n`);
    }
  };
}
