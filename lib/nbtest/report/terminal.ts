import type { Notebook } from "../notebook/types";
import type { CellResult, NotebookResult, Reporter } from "../run/events";
import { duration } from "./duration";
import { failureFrame } from "./failure-frame";
import { type LiveOutput, liveOutput } from "./live-output";
import type { Paint } from "./paint";
import type { Screen } from "./screen";

/** What the terminal's reporter needs. */
export interface TerminalOptions {
  readonly screen: Screen;
  readonly paint: Paint;
  /** The command that runs a notebook again, up to the code cell of this number. */
  readonly commandFor: (notebook: Notebook, cell: number) => string;
}

const longestCode = 60;

/** The first line of code that says something. */
function firstLine(source: string): string {
  const lines = source.split("\n").map((line) => line.trim());
  const line = lines.find((one) => one !== "" && !one.startsWith("//")) ?? lines[0] ?? "";
  return line.length > longestCode ? `${line.slice(0, longestCode - 1)}…` : line;
}

const signOf = ({ verdict }: CellResult, paint: Paint): string => {
  switch (verdict.status) {
    case "passed":
    case "failed as expected":
    case "flaky":
      return paint.green("✓");
    case "failed":
    case "timed out":
      return paint.red("✗");
    default:
      return paint.dim("-");
  }
};

const noteOf = ({ verdict }: CellResult): string => {
  if (verdict.status === "passed") return "";
  if (verdict.status === "failed as expected")
    return `${verdict.status}: ${verdict.failure.name}: ${verdict.failure.message}`;
  return "reason" in verdict ? `${verdict.status}: ${verdict.reason}` : verdict.status;
};

/** Reports to a terminal or a log: what cells print as they run, a line per cell and notebook, a frame per failure. */
export function terminalReporter({ screen, paint, commandFor }: TerminalOptions): Reporter {
  let live: LiveOutput | undefined;
  let total = 0;
  let notebook: Notebook | undefined;
  const label = (number: number): string => `[${String(number).padStart(String(total).length)}/${total}]`;

  const endCell = (result: CellResult): void => {
    const { cell, number, verdict, milliseconds } = result;
    live?.finish("failure" in verdict ? (verdict.failure.stderrMessages ?? 0) : 0);
    live = undefined;
    const parts = [
      signOf(result, paint),
      label(number),
      paint.dim(duration(milliseconds).padStart(8)),
      firstLine(cell.source),
    ];
    const note = noteOf(result);
    screen.print(`  ${parts.join(" ")}${note === "" ? "" : paint.dim(` · ${note}`)}\n`);
    const failure = verdict.status === "failed" || verdict.status === "timed out" ? verdict.failure : undefined;
    if (failure === undefined || notebook === undefined) return;
    screen.print(
      failureFrame(result, failure, { notebook, path: notebook.path, paint, command: commandFor(notebook, number) }),
    );
  };

  const endNotebook = ({ passed, milliseconds, startError, notebook: { path } }: NotebookResult): void => {
    if (startError !== undefined) screen.print(`  ${paint.red(startError.message)}\n${startError.rawOutput}`);
    const sign = passed ? paint.green("✓") : paint.red("✗");
    screen.print(`${sign} ${path} ${passed ? "passed" : "failed"} in ${duration(milliseconds)}\n`);
  };

  return (event) => {
    switch (event.kind) {
      case "notebookStart":
        notebook = event.notebook;
        total = event.codeCells;
        return screen.print(`${paint.bold(event.notebook.path)} ${paint.dim(`on ${event.kernel}`)}\n`);
      case "cellStart":
        live = liveOutput(screen, paint);
        return screen.setLive(`  … ${label(event.number)} ${firstLine(event.cell.source)}`);
      case "output":
        return live?.show(event.message);
      case "cellEnd":
        return endCell(event.result);
      case "notebookEnd":
        return endNotebook(event.result);
    }
  };
}
