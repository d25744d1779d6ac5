import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import type { NotebookResult, RunEvent } from "../../../lib/nbtest/run/events";
import { pastTimesIn } from "../../../lib/nbtest/run/past-times";
import { type Job, longestFirst, type RunAllOptions, runAll } from "../../../lib/nbtest/run/run-all";
import { areGone, failureOf, fakeCell, notebookText, type TestCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const own = mkdtempSync(join(place.folder, "own-"));
const simple = fakeCell({ do: [{ print: "fine\n" }] });
const limits = { timeoutMs: 20_000, startTimeoutMs: 20_000 };

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

const job = (name: string, cells: readonly TestCell[], expectedMs?: number): Job => ({
  notebook: parseNotebook(notebookText(cells), join(place.folder, name)),
  options: limits,
  ...(expectedMs === undefined ? {} : { expectedMs }),
});

async function run(jobs: readonly Job[], options: Partial<RunAllOptions> = {}) {
  const events: RunEvent[] = [];
  const stored: string[] = [];
  const results = await runAll(jobs, {
    parallel: 2,
    retries: 0,
    signal: new AbortController().signal,
    report: (event) => void events.push(event),
    onResult: async ({ notebook }) => void stored.push(notebook.path),
    ...options,
  });
  return { results, events, stored, statuses: results.map(({ cells }) => cells.map(({ verdict }) => verdict.status)) };
}

const nameOf = ({ notebook }: { notebook: { path: string } }): string => notebook.path.slice(place.folder.length + 1);
const fails = (file: string, step: object) => fakeCell({ do: [{ once: join(own, file), do: [step] }] });
const error = { publish: "error", content: { ename: "Error", evalue: "by chance", traceback: [] } };

describe("runAll", () => {
  it("runs what is not known to be short first, then the longest, and gives results in the given order", async () => {
    const jobs = [job("short", [simple], 10), job("long", [simple], 1000), job("new", [simple])];
    expect(longestFirst(jobs).map(nameOf)).toEqual(["new", "long", "short"]);
    const { results, events, stored } = await run(jobs, { parallel: 1 });
    expect(events.flatMap((event) => (event.kind === "notebookStart" ? [nameOf(event)] : []))).toEqual([
      "new",
      "long",
      "short",
    ]);
    expect(results.map(nameOf)).toEqual(["short", "long", "new"]);
    expect(stored.length).toBe(3);
  });

  it("runs as many at once as it is told, and no more", async () => {
    const jobs = ["a", "b", "c", "d"].map((name) => job(name, [fakeCell({ do: [{ wait: 200 }] })]));
    const { events, results } = await run(jobs);
    let [running, most] = [0, 0];
    for (const { kind } of events) {
      if (kind === "notebookStart") running++;
      if (kind === "notebookEnd") running--;
      most = Math.max(most, running);
    }
    expect(most).toBe(2);
    expect(results.every(({ passed }) => passed)).toBe(true);
  });

  it("ends every notebook when it is interrupted, also those that were never begun", async () => {
    const controller = new AbortController();
    const jobs = ["a", "b", "c"].map((name) =>
      job(name, [fakeCell({ do: [{ print: "x" }, { untilInterrupt: true }] }), simple]),
    );
    let begun = 0;
    const report = ({ kind }: RunEvent) => {
      if (kind === "output" && ++begun === 2) controller.abort();
    };
    const { results, statuses } = await run(jobs, { signal: controller.signal, report });
    expect(statuses).toEqual([
      ["failed", "not run"],
      ["failed", "not run"],
      ["not run", "not run"],
    ]);
    expect(results.map(({ passed, attempts }) => [passed, attempts])).toEqual([
      [false, 1],
      [false, 1],
      [false, 0],
    ]);
  });
});

describe("retries", () => {
  it("make a cell flaky that fails first and passes then, with its first failure", async () => {
    const { results, statuses, events } = await run([job("a", [simple, fails("error", error), simple])], {
      retries: 2,
    });
    expect(statuses).toEqual([["passed", "flaky", "passed"]]);
    expect(results[0]).toMatchObject({ passed: true, attempts: 2 });
    expect(failureOf(results[0]?.cells[1])).toMatchObject({ message: "by chance" });
    expect(events.flatMap(({ kind }) => (kind.startsWith("notebook") ? [kind] : []))).toEqual([
      "notebookStart",
      "notebookRetry",
      "notebookStart",
      "notebookEnd",
    ]);
  });

  it("count a kernel's death and a time limit alike", async () => {
    const death = await run([job("a", [fails("death", { kill: "SIGKILL" })])], { retries: 1 });
    expect(death.statuses).toEqual([["flaky"]]);
    const endless = { ...fails("time", { untilInterrupt: true }) };
    const slow = { ...endless, source: `// nbtest: timeout 500ms\n${endless.source}` };
    expect((await run([job("b", [slow])], { retries: 1 })).statuses).toEqual([["flaky"]]);
  });

  it("do not help what always fails, and say how often it was tried", async () => {
    const { results, statuses } = await run([job("a", [fakeCell({ do: [error] }), simple])], { retries: 2 });
    expect(statuses).toEqual([["failed", "not run"]]);
    expect(results[0]).toMatchObject({ passed: false, attempts: 3 });
  });

  it("start a kernel again that did not start", async () => {
    place.installFake({ exitsOnce: join(own, "start") });
    const { results, statuses } = await run([job("a", [simple])], { retries: 1 });
    expect([results[0]?.passed, results[0]?.attempts, statuses]).toEqual([true, 2, [["passed"]]]);
  });
});

describe("pastTimesIn", () => {
  const file = join(own, "deep", "times.json");

  it("remembers times by notebook, from the file's folder, and by size", async () => {
    writeFileSync(join(own, "a.ipynb"), "");
    await (await pastTimesIn({ file })).add(new Map([[join(own, "a.ipynb"), 12.6]]));
    await (await pastTimesIn({ file, size: "small" })).add(new Map([[join(own, "a.ipynb"), 2]]));
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ "../a.ipynb": 13, "../a.ipynb at size small": 2 });
    expect((await pastTimesIn({ file })).of(join(own, "a.ipynb"))).toBe(13);
    expect((await pastTimesIn({ file })).of(join(own, "b.ipynb"))).toBeUndefined();
  });

  it("forgets notebooks that are gone", async () => {
    writeFileSync(file, '{"../a.ipynb": 1, "../gone.ipynb": 2}');
    await (await pastTimesIn({ file })).add(new Map());
    expect(readFileSync(file, "utf8")).toBe('{\n "../a.ipynb": 1\n}\n');
  });

  it("refuses a file that is something else", async () => {
    for (const text of ["{", "[]", '{"a": "1"}', '{"a": -1}']) {
      writeFileSync(file, text);
      await expect(pastTimesIn({ file })).rejects.toThrow(`${file}: no file of past times`);
    }
  });
});

it("the memory of a cell is the most that its kernel had meanwhile, and no more in the next", async () => {
  const { result } = await place.run([fakeCell({ do: [{ allocate: 120_000_000 }] }), simple]);
  const [first, second] = result.cells.map(({ peakBytes }: NotebookResult["cells"][number]) => peakBytes ?? 0);
  if (process.platform !== "linux") return;
  expect(first).toBeGreaterThan(120_000_000);
  expect(second).toBeLessThan(first! - 60_000_000);
});
