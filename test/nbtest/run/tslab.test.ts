import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import type { CellResult } from "../../../lib/nbtest/run/events";
import { areGone, failureOf, type TestCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const run = (cells: readonly (string | TestCell)[], options = {}) =>
  place.run(cells, { startTimeoutMs: 60_000, timeoutMs: 30_000, ...options }, "tslab");

const printed = (cell: CellResult | undefined): string =>
  (cell?.outputs ?? []).map((output) => (output.output_type === "stream" ? output.text : "")).join("");

const pids: number[] = [];
/** Every notebook begins by telling its kernel's process id. */
const pid = "process.pid";
const remember = (cells: readonly CellResult[]): void => void pids.push(Number(printed(cells[0])));

afterEach(async () => {
  expect(pids.every((one) => one > 0)).toBe(true);
  expect(await areGone(pids)).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

describe("tslab", () => {
  it("passes what goes well: values, top-level await, displays kept as they are", async () => {
    const chart = '{ mark: "bar", data: { values: [1, 2] } }';
    const { result, statuses } = await run([
      pid,
      "const later = await new Promise<number>((resolve) => setTimeout(() => resolve(41), 20));",
      "later + 1",
      `import { display } from "tslab";\ndisplay.raw("application/vnd.vegalite.v5+json", ${chart} as any);`,
      'import { newDisplay } from "tslab";\nconst live = newDisplay();\nlive.text("one");',
      'live.text("two");',
      "// nothing but a comment",
    ]);
    remember(result.cells);
    expect(statuses).toEqual([...Array(6).fill("passed"), "skipped"]);
    expect(printed(result.cells[2])).toBe("42\n");
    expect(result.cells[3]?.outputs).toEqual([
      {
        output_type: "display_data",
        data: { "application/vnd.vegalite.v5+json": { mark: "bar", data: { values: [1, 2] } } },
        metadata: {},
      },
    ]);
    expect(result.cells[4]?.outputs).toMatchObject([{ data: { "text/plain": "two" } }]);
  });

  it("loses nothing of what a cell prints at once, however much", async () => {
    const { result, statuses } = await run([
      pid,
      "for (let i = 0; i < 3000; i++) console.log(i);",
      "for (let i = 0; i < 3000; i++) console.log(i);\nawait new Promise((resolve) => setTimeout(resolve, 1));",
    ]);
    remember(result.cells);
    expect(statuses).toEqual(["passed", "passed", "passed"]);
    const all = Array.from({ length: 3000 }, (_, i) => `${i}\n`).join("");
    expect(printed(result.cells[1])).toBe(all);
    expect(printed(result.cells[2])).toBe(all);
  });

  it("tells runtime and type errors with their places, and runs on after an expected one", async () => {
    const raises = (source: string) => ({ source, tags: ["raises-exception"] });
    const { result, statuses } = await run([
      pid,
      raises("const n = 1;\nfunction f() {\n  throw new TypeError('boom');\n}\nf();"),
      raises('console.log("ran");\nconst text: number = "x";'),
      "1 + 1",
      "nothing.here;",
      "1 + 2",
    ]);
    remember(result.cells);
    expect(statuses).toEqual(["passed", "failed as expected", "failed as expected", "passed", "failed", "not run"]);
    const thrown = failureOf(result.cells[1]);
    expect(thrown).toMatchObject({ kind: "runtime error", name: "TypeError", message: "boom" });
    expect(thrown.diagnostics).toEqual([{ line: 3, column: 3, message: "boom" }]);
    expect(thrown.stack.join("\n")).toMatch(/^at f \((?![\s\S]*tslab)/);
    expect(failureOf(result.cells[2])).toMatchObject({
      kind: "type error",
      diagnostics: [{ line: 2, column: 7, message: "Type 'string' is not assignable to type 'number'." }],
    });
    expect(printed(result.cells[2])).not.toContain("ran");
    expect(printed(result.cells[3])).toBe("2\n");
    expect(failureOf(result.cells[4]).diagnostics).toMatchObject([{ line: 1, column: 1 }]);
  });

  it("fails on a promise that nobody awaits", async () => {
    const { result, statuses } = await run([pid, "void Promise.reject(new Error('nobody'));", "1"]);
    remember(result.cells);
    expect(statuses).toEqual(["passed", "failed", "not run"]);
    expect(failureOf(result.cells[1])).toMatchObject({ kind: "late error", name: "Error", message: "nobody" });
  });

  it("fails on a timer that throws, in the cell that runs then", async () => {
    const { result, statuses } = await run([
      pid,
      "const timer = setTimeout(() => { throw new RangeError('later'); }, 300);",
      "await new Promise((resolve) => setTimeout(resolve, 1000));",
    ]);
    remember(result.cells);
    expect(statuses).toEqual(["passed", "passed", "failed"]);
    expect(failureOf(result.cells[2])).toMatchObject({ kind: "late error", name: "RangeError", message: "later" });
  });

  it("fails on a type error in a module cell, which tslab calls ok", async () => {
    const { result, statuses } = await run([pid, '/** @module part */\nexport const text: number = "x";']);
    remember(result.cells);
    expect(statuses).toEqual(["passed", "failed"]);
    expect(failureOf(result.cells[1]).diagnostics[0]).toMatchObject({ line: 2, column: 14 });
  });

  it("says so when a cell ends the process", async () => {
    const { result, statuses } = await run([pid, "process.exit(7)", "1"]);
    remember(result.cells);
    expect(statuses).toEqual(["passed", "failed", "not run"]);
    expect(failureOf(result.cells[1]).message).toContain("exit code 7");
  });

  it("times out on a promise that never settles, and leaves nothing running", async () => {
    const start = 'import { spawn } from "child_process";\nconst child = spawn("sleep", ["600"]);\nchild.pid';
    const { result, statuses } = await run([pid, start, "setInterval(() => {}, 100);\nawait new Promise(() => {});"], {
      timeoutMs: 5000,
    });
    remember(result.cells);
    pids.push(Number(printed(result.cells[1])));
    expect(statuses).toEqual(["passed", "passed", "timed out"]);
  });
});
