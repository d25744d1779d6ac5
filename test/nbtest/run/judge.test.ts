import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { areGone, failureOf, fakeCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const ok = { status: "ok", execution_count: 1 };
const error = { status: "error", execution_count: 1, ename: "RangeError", evalue: "too big", traceback: [] };
const simple = fakeCell({ do: [{ print: "fine\n" }] });
const failing = fakeCell({ exactly: [{ status: "busy" }, { reply: error }, { status: "idle" }] });

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

describe("a cell that fails", () => {
  it("fails on an error reply, and the cells after it are not run", async () => {
    const { result, statuses } = await place.run([simple, failing, simple]);
    expect(statuses).toEqual(["passed", "failed", "not run"]);
    expect(failureOf(result.cells[1])).toMatchObject({ kind: "runtime error", name: "RangeError", message: "too big" });
    expect(result.passed).toBe(false);
  });

  it("fails on an error message even if the reply is ok", async () => {
    const content = { ename: "TypeError", evalue: "no", traceback: ["a", "b"] };
    const { result, statuses } = await place.run([fakeCell({ do: [{ publish: "error", content }] })]);
    expect(statuses).toEqual(["failed"]);
    expect(failureOf(result.cells[0])).toMatchObject({ name: "TypeError", message: "no", stack: ["a", "b"] });
  });

  it("fails on a reply with a status that nobody knows", async () => {
    const { statuses } = await place.run([fakeCell({ exactly: [{ reply: { status: "fine" } }, { status: "idle" }] })]);
    expect(statuses).toEqual(["failed"]);
  });

  it("fails when it asks for input, which is answered, so that the kernel goes on", async () => {
    const { result, statuses } = await place.run([fakeCell({ do: [{ askInput: true }] })]);
    expect(statuses).toEqual(["failed"]);
    expect(failureOf(result.cells[0]).kind).toBe("input requested");
  });

  it("fails when its idle is lost, because output may be lost too", async () => {
    const { result, statuses } = await place.run([fakeCell({ exactly: [{ status: "busy" }, { reply: ok }] }), simple]);
    expect(statuses).toEqual(["failed", "not run"]);
    expect(failureOf(result.cells[0]).kind).toBe("output lost");
  });

  it("passes when only the idle of the question after it is lost", async () => {
    place.installFake({ losesPings: 2 });
    expect((await place.run([simple, simple])).statuses).toEqual(["passed", "passed"]);
  });
});

describe("tags", () => {
  it("raises-exception turns an error into failed as expected, and the next cell runs", async () => {
    const { result, statuses } = await place.run([{ ...failing, tags: ["raises-exception"] }, simple]);
    expect(statuses).toEqual(["failed as expected", "passed"]);
    expect(result.passed).toBe(true);
  });

  it("raises-exception fails a cell that raises none", async () => {
    const { result, statuses } = await place.run([{ ...simple, tags: ["raises-exception"] }]);
    expect(statuses).toEqual(["failed"]);
    expect(failureOf(result.cells[0]).kind).toBe("no error raised");
  });

  it("raises-exception does not excuse a dead kernel", async () => {
    expect((await place.run([fakeCell({ do: [{ exit: 1 }] }, ["raises-exception"])])).statuses).toEqual(["failed"]);
  });

  it("skip-execution skips a cell, and a blank cell has nothing to run", async () => {
    const { result, statuses } = await place.run([{ ...failing, tags: ["skip-execution"] }, " \n", simple]);
    expect(statuses).toEqual(["skipped", "skipped", "passed"]);
    expect(result.passed).toBe(true);
  });
});
