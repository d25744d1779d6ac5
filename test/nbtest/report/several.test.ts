import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import { inTurnReporter } from "../../../lib/nbtest/report/in-turn";
import { overviewReporter } from "../../../lib/nbtest/report/overview";
import { paint } from "../../../lib/nbtest/report/paint";
import { screenOn } from "../../../lib/nbtest/report/screen";
import type { CellResult, NotebookResult, Reporter } from "../../../lib/nbtest/run/events";
import { plainFailure, type Verdict } from "../../../lib/nbtest/run/verdict";
import { notebookText } from "../workplace";
import { shownOn } from "./terminal";

const [a, b] = ["a.ipynb", "b.ipynb"].map((path) => parseNotebook(notebookText(["const x = 1;", "x"]), path));
const passed: Verdict = { status: "passed" };
const failed: Verdict = { status: "failed", failure: plainFailure("runtime error", "RangeError", "too big") };

const cellOf = (notebook: typeof a, number: number, verdict: Verdict): CellResult => ({
  cell: notebook!.cells[number - 1]!,
  number,
  verdict,
  milliseconds: 5,
  outputs: [],
});
const resultOf = (
  notebook: typeof a,
  verdict: Verdict = passed,
  more: Partial<NotebookResult> = {},
): NotebookResult => ({
  notebook: notebook!,
  passed: verdict === passed,
  cells: [cellOf(notebook, 1, passed), cellOf(notebook, 2, verdict)],
  milliseconds: 1500,
  attempts: 1,
  executed: "",
  ...more,
});
const start = (notebook: typeof a) =>
  ({ kind: "notebookStart", notebook: notebook!, kernel: "k", codeCells: 2, attempt: 1 }) as const;
const cell = (notebook: typeof a, number: number) =>
  ({ kind: "cellStart", notebook: notebook!, cell: notebook!.cells[number - 1]!, number }) as const;
const endCell = (notebook: typeof a, number: number, verdict: Verdict = passed) =>
  ({ kind: "cellEnd", notebook: notebook!, result: cellOf(notebook, number, verdict) }) as const;
const end = (result: NotebookResult) => ({ kind: "notebookEnd", notebook: result.notebook, result }) as const;

const commandFor = (notebook: { path: string }, number: number) => `npx nbtest ${notebook.path} --until ${number}`;
const reporter = (make: (options: Parameters<typeof overviewReporter>[0]) => Reporter, isTTY: boolean) => {
  const sink = { text: "", isTTY, columns: 80, write: (piece: string) => (sink.text += piece) };
  return { report: make({ screen: screenOn(sink), paint: paint(false), commandFor }), sink };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("overviewReporter", () => {
  it("shows a line for each notebook that runs, and leaves one for each that is done", () => {
    const { report, sink } = reporter(overviewReporter, true);
    report({ kind: "runStart", notebooks: [], parallel: 2 });
    for (const event of [start(a), start(b), cell(a, 1), cell(b, 2)]) report(event);
    expect(shownOn(sink.text)).toBe("… a.ipynb 0 ms [1/2] const x = 1;\n… b.ipynb 0 ms [2/2] x");
    vi.advanceTimersByTime(2000);
    expect(shownOn(sink.text)).toContain("… a.ipynb 2.0 s");
    report(end(resultOf(a)));
    expect(shownOn(sink.text).split("\n")).toEqual(["✓ a.ipynb passed: 2 cells in 1.5 s", "… b.ipynb 2.0 s [2/2] x"]);
    report(end(resultOf(b)));
    report({ kind: "runEnd", results: [], milliseconds: 0 });
    expect(shownOn(sink.text)).toBe("✓ a.ipynb passed: 2 cells in 1.5 s\n✓ b.ipynb passed: 2 cells in 1.5 s");
  });

  it("shows a frame for a failure, with the command that runs it again, and nothing else in a log", () => {
    const { report, sink } = reporter(overviewReporter, false);
    report({ kind: "runStart", notebooks: [], parallel: 2 });
    for (const event of [start(a), start(b), cell(a, 1)]) report(event);
    expect(sink.text).toBe("");
    report(end(resultOf(a, failed)));
    expect(sink.text).toMatch(
      /^✗ a\.ipynb failed: 2 cells in 1\.5 s\n\n {2}✗ failed a\.ipynb · cell 2\n {4}RangeError: too big\n/,
    );
    expect(sink.text).toContain("run again: npx nbtest a.ipynb --until 2\n");
  });

  it("says what was unusual: attempts, skipped cells, expected failures, no kernel, not begun", () => {
    const { report, sink } = reporter(overviewReporter, false);
    const failure = plainFailure("runtime error", "Error", "x");
    const cells = [
      cellOf(a, 1, { status: "skipped", reason: "because" }),
      cellOf(a, 2, { status: "failed as expected", failure }),
    ];
    report({ kind: "notebookRetry", notebook: a!, result: resultOf(a, failed) });
    report(end(resultOf(a, passed, { attempts: 2, cells })));
    report(end(resultOf(b, failed, { startError: { message: "no kernel", rawOutput: "bang\n" }, cells: [] })));
    report(end(resultOf(b, failed, { attempts: 0, cells: [] })));
    const lines = sink.text.split("\n");
    expect(lines[0]).toBe("✗ a.ipynb failed: 2 cells in 1.5 s; once more");
    expect(lines).toContain(
      "✓ a.ipynb passed: 2 cells in 1.5 s, flaky: passed at attempt 2, 1 skipped, 1 failed as expected",
    );
    expect(sink.text).toContain("  no kernel\nbang\n");
    expect(lines).toContain("✗ b.ipynb not begun");
  });
});

describe("inTurnReporter", () => {
  it("shows the first as it runs, and the others, held back, whole and in order", () => {
    const { report, sink } = reporter(inTurnReporter, false);
    for (const event of [start(a), start(b), endCell(b, 1), endCell(a, 1), endCell(b, 2), end(resultOf(b))])
      report(event);
    expect(sink.text).toMatch(/^a\.ipynb on k\n {2}✓ \[1\/2\][^\n]*\n$/);
    report({ kind: "note", notebook: b!, text: "wrote b" });
    for (const event of [endCell(a, 2, failed), end(resultOf(a, failed))]) report(event);
    const heads = sink.text.split("\n").filter((line) => /^\S|wrote|✗ failed/.test(line));
    expect(heads).toEqual([
      "a.ipynb on k",
      "  ✗ failed a.ipynb · cell 2",
      "✗ a.ipynb failed: 2 cells in 1.5 s",
      "b.ipynb on k",
      "✓ b.ipynb passed: 2 cells in 1.5 s",
      "  wrote b",
    ]);
  });
});
