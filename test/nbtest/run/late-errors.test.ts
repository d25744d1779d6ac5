import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { areGone, failureOf, fakeCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const ok = { status: "ok", execution_count: 1 };
const simple = fakeCell({ do: [{ print: "fine\n" }] });

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

it("an error message for an earlier cell, which has passed, fails the running cell", async () => {
  const content = { ename: "TypeError", evalue: "in the background", traceback: [] };
  const { result, statuses } = await place.run([simple, fakeCell({ do: [{ publishForPrevious: "error", content }] })]);
  expect(statuses).toEqual(["passed", "failed"]);
  expect(failureOf(result.cells[1])).toMatchObject({ kind: "late error", message: "in the background" });
});

describe("a kernel like tslab", () => {
  beforeEach(() => place.installFake({}, { argv: place.likeTslab }));
  const rejection = "UnhandledPromiseRejection: Error: nobody waited\n    at there (file.js:1:2)\n";

  it("fails a cell with a late error under it, though its reply is ok", async () => {
    const { result, statuses } = await place.run([fakeCell({ do: [{ print: rejection, name: "stderr" }] }), simple]);
    expect(statuses).toEqual(["failed", "not run"]);
    expect(failureOf(result.cells[0])).toMatchObject({ kind: "late error", name: "Error", message: "nobody waited" });
  });

  it("fails a cell with a late error that comes after its idle", async () => {
    const after = { print: rejection, name: "stderr" };
    const { statuses } = await place.run([fakeCell({ exactly: [{ reply: ok }, { status: "idle" }, after] })]);
    expect(statuses).toEqual(["failed"]);
  });

  it("fails the last cell with the late error of a timer that keeps the kernel busy", async () => {
    const after = [{ wait: 20 }, { block: 3000 }, { print: rejection, name: "stderr" }];
    const { statuses } = await place.run([fakeCell({ exactly: [{ reply: ok }, { status: "idle" }, ...after] })]);
    expect(statuses).toEqual(["failed"]);
  });

  it("does not run a cell that tslab would answer without running it", async () => {
    const { result, statuses } = await place.run(["/** @browser */\nalert(1);", simple]);
    expect(statuses).toEqual(["not run", "not run"]);
    expect(result.passed).toBe(false);
  });

  it("fails the running cell with an earlier cell's late error", async () => {
    const late = { publishForPrevious: "stream", content: { name: "stderr", text: rejection } };
    const { result, statuses } = await place.run([fakeCell({}), fakeCell({ do: [late] })]);
    expect(statuses).toEqual(["passed", "failed"]);
    expect(failureOf(result.cells[1]).hint).toContain("an earlier cell");
  });
});
