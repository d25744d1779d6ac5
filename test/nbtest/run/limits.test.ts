import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { areGone, failureOf, fakeCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const simple = fakeCell({ do: [{ print: "fine\n" }] });
const endless = { do: [{ untilInterrupt: true }] };

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

describe("a cell's own time limit", () => {
  it("goes before all others", async () => {
    const { result, statuses } = await place.run([fakeCell(endless, [], "timeout 300ms"), simple]);
    expect(statuses).toEqual(["timed out", "not run"]);
    expect(failureOf(result.cells[0]).message).toBe("not done after 0.3 s");
    const patient = fakeCell({ do: [{ wait: 600 }] }, [], "timeout 20s");
    expect((await place.run([patient], { timeoutMs: 200 })).statuses).toEqual(["passed"]);
  });

  it("may stand in the notebook's metadata, ours or nbmake's", async () => {
    const { result } = await place.run([fakeCell(endless)], {}, "fake", { nbtest: { timeout: "250ms" } });
    expect(failureOf(result.cells[0]).message).toBe("not done after 0.25 s");
    const foreign = await place.run([fakeCell(endless)], {}, "fake", { execution: { timeout: 0.2 } });
    expect(failureOf(foreign.result.cells[0]).message).toBe("not done after 0.2 s");
  });
});

describe("a notebook's time limit", () => {
  it("ends the cell that runs then, and the rest is not run", async () => {
    const { result, statuses } = await place.run([simple, fakeCell(endless), simple], { notebookTimeoutMs: 600 });
    expect(statuses).toEqual(["passed", "timed out", "not run"]);
    expect(failureOf(result.cells[1]).message).toBe("the notebook was not done after 0.6 s");
  });

  it("in its metadata goes before the one asked for", async () => {
    const metadata = { nbtest: { notebookTimeout: "300ms" } };
    const { result } = await place.run([fakeCell(endless)], { notebookTimeoutMs: 20_000 }, "fake", metadata);
    expect(failureOf(result.cells[0]).message).toBe("the notebook was not done after 0.3 s");
  });

  it("is refused when it is no time, and so is a key that nobody knows", async () => {
    const run = (nbtest: unknown) => place.run([simple], {}, "fake", { nbtest });
    await expect(run({ timeout: 5 })).rejects.toThrow("metadata.nbtest.timeout is 5; accepted: a text with a number");
    await expect(run({ timeouts: "5s" })).rejects.toThrow("unknown key timeouts; did you mean timeout?");
    await expect(run([])).rejects.toThrow("metadata.nbtest is []; accepted: an object");
  });
});

describe("an expected error", () => {
  const failing = (comment: string) => {
    const error = { status: "error", ename: "RangeError", evalue: "too big" };
    return fakeCell({ exactly: [{ status: "busy" }, { reply: error }, { status: "idle" }] }, [], comment);
  };

  it("must be the one that is wanted", async () => {
    const { result, statuses } = await place.run([
      failing("raises-exception /too (big|small)/"),
      failing("raises-exception TypeError"),
    ]);
    expect(statuses).toEqual(["failed as expected", "failed"]);
    expect(failureOf(result.cells[1])).toMatchObject({
      kind: "another error raised",
      name: "RangeError",
      hint: "an error is wanted that matches TypeError",
    });
  });

  it("must be raised by a cell that has nothing to run, too", async () => {
    const { statuses } = await place.run([{ source: "// nbtest: raises-exception", tags: [] }]);
    expect(statuses).toEqual(["failed"]);
  });
});

describe("a part of a notebook", () => {
  it("is all that runs, and keeps the outputs of the rest", async () => {
    const { result, statuses } = await place.run([simple, fakeCell(endless), simple], { choice: { cells: ["3"] } });
    expect(statuses).toEqual(["skipped", "skipped", "passed"]);
    expect(result.cells[0]?.verdict).toMatchObject({ reason: "not among --cell 3" });
    expect((await place.run([simple, fakeCell(endless)], { choice: { cells: [], until: "1" } })).statuses).toEqual([
      "passed",
      "skipped",
    ]);
  });
});
