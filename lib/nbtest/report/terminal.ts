import type { Notebook } from "../notebook/types";
import type { CellResult, NotebookResult, Reporter } from "../run/events";
import { cellLabel, cellLine, firstLine } from "./cell-line";
import { failuresOf } from "./failure-frame";
import { type LiveOutput, liveOutput } from "./live-output";
import { notebookLine } from "./notebook-line";
import type { Paint } from "./paint";
import type { Screen } from "./screen";

/** What the terminal's reporters need. */
export interface TerminalOptions {
  readonly screen: Screen;
  readonly paint: Paint;
  /** The command that runs a notebook again, up to the code cell of this number. */
  readonly commandFor: (notebook: Notebook, cell: number) => string;
}

/** Reports notebooks that run one after the other: what cells print as they run, a line per cell and notebook, a frame per failure. */
export function terminalReporter(options: TerminalOptions): Reporter {
  const { screen, paint } = options;
  let live: LiveOutput | undefined;
  let total = 0;

  const endCell = (result: CellResult, notebook: Notebook): void => {
    const { verdict } = result;
    live?.finish("failure" in verdict ? (verdict.failure.stderrMessages ?? 0) : 0);
    live = undefined;
    screen.print(`  ${cellLine(result, total, paint)}\n${failuresOf([result], notebook, options)}`);
  };
  const startError = ({ startError }: NotebookResult): void => {
    if (startError !== undefined) screen.print(`  ${paint.red(startError.message)}\n${startError.rawOutput}`);
  };

  return (event) => {
    switch (event.kind) {
      case "notebookStart": {
        total = event.codeCells;
        const attempt = event.attempt > 1 ? `, attempt ${event.attempt}` : "";
        return screen.print(`${paint.bold(event.notebook.path)} ${paint.dim(`on ${event.kernel}${attempt}`)}\n`);
      }
      case "cellStart":
        live = liveOutput(screen, paint);
        return screen.setLive(`  … ${cellLabel(event.number, total)} ${firstLine(event.cell.source)}`);
      case "output":
        return live?.show(event.message);
      case "cellEnd":
        return endCell(event.result, event.notebook);
      case "cellDiffers":
        return screen.print(
          `  ${cellLine(event.result, total, paint)}\n${failuresOf([event.result], event.notebook, options)}`,
        );
      case "notebookRetry":
        startError(event.result);
        return screen.print(`${notebookLine(event.result, paint)}; once more\n`);
      case "notebookEnd":
        startError(event.result);
        return screen.print(`${notebookLine(event.result, paint)}\n`);
      case "note":
        return screen.print(`  ${event.text}\n`);
    }
  };
}
