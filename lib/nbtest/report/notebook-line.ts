import type { NotebookResult } from "../run/events";
import { duration } from "./duration";
import type { Paint } from "./paint";

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What was unusual about a notebook that passed. */
function notesOf({ attempts, cells }: NotebookResult): readonly string[] {
  const count = (status: string): number => cells.filter(({ verdict }) => verdict.status === status).length;
  const skipped = cells.filter(({ verdict }) => verdict.status === "skipped" && verdict.reason !== "nothing to run");
  return [
    ...(attempts > 1 ? [`flaky: passed at attempt ${attempts}`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ...(count("failed as expected") > 0 ? [`${count("failed as expected")} failed as expected`] : []),
  ];
}

/** The line that says how a notebook went: `✓ a.ipynb passed: 14 cells in 3.2 s`. */
export function notebookLine(result: NotebookResult, paint: Paint): string {
  const { notebook, passed, cells, milliseconds, attempts } = result;
  const sign = passed ? (attempts > 1 ? paint.yellow("✓") : paint.green("✓")) : paint.red("✗");
  const all = `${counted(cells.length, "cell")} in ${duration(milliseconds)}`;
  const how = passed ? `passed: ${all}` : attempts === 0 ? "not begun" : `failed: ${all}`;
  return `${sign} ${notebook.path} ${[how, ...notesOf(result)].join(", ")}`;
}
