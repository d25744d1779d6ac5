import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FailureKind } from "../../../lib/nbtest/run/verdict";
import { areGone, failureOf, fakeCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const ok = { status: "ok", execution_count: 1 };
const text = (...texts: string[]) => texts.map((one) => ({ output_type: "stream", name: "stdout", text: one }));
const simple = fakeCell({ do: [{ print: "fine\n" }] });
const printed = (content: string) => ({ publishForOther: "stream", content: { name: "stdout", text: content } });

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

/** Runs cells of which exactly one must fail, and in this way. */
async function failsOnce(cells: readonly ReturnType<typeof fakeCell>[], kind: FailureKind, options = {}) {
  const { result, statuses } = await place.run(cells, options);
  const at = statuses.findIndex((status) => status !== "passed");
  expect(result.passed).toBe(false);
  expect(failureOf(result.cells[at]).kind).toBe(kind);
  expect(statuses.slice(at + 1)).toEqual(statuses.slice(at + 1).map(() => "not run"));
  return failureOf(result.cells[at]);
}

describe("a flood of output", () => {
  it("that takes the idle with it fails the cell", async () => {
    const cell = fakeCell({ exactly: [{ status: "busy" }, { reply: ok }, { flood: 3000, withIdle: true }] });
    await failsOnce([cell, simple], "output lost");
  });

  it("that does not, fails the cell on a kernel that is known to drop messages without a sign", async () => {
    place.installFake({}, { argv: place.likeTslab });
    const { result } = await place.run([fakeCell({ do: [{ flood: 3000 }] })]);
    const [output] = result.cells[0]?.outputs ?? [];
    expect(output).toMatchObject({ text: expect.not.stringContaining("2999\n") });
    expect(failureOf(result.cells[0])).toMatchObject({
      kind: "output lost",
      message: expect.stringMatching(/sent \d+/),
    });
  });
});

describe("a kernel that dies between cells", () => {
  it("fails the cell that should run next", async () => {
    const failure = await failsOnce(
      [fakeCell({ do: [{ later: 100, do: [{ kill: "SIGSEGV" }] }] }), fakeCell({ do: [{ wait: 5000 }] })],
      "kernel died",
    );
    expect(failure.message).toContain("SIGSEGV");
  });

  it("just after the last cell, fails that one, although its exit code is 0", async () => {
    const failure = await failsOnce(
      [simple, fakeCell({ do: [{ later: 30, do: [{ write: "bye\n" }, { exit: 0, after: 0 }] }] })],
      "kernel died",
    );
    expect(failure).toMatchObject({ message: expect.stringContaining("exit code 0"), rawOutput: "bye\n" });
  });
});

describe("a kernel that is replaced behind its connection", () => {
  it("fails the next cell: its replies come from another session", async () => {
    const failure = await failsOnce([simple, fakeCell({ do: [{ changeSession: true }] }), simple], "kernel restarted");
    expect(failure.message).toContain("another session");
  });

  it("fails the cell in which its status says so", async () => {
    await failsOnce([simple, fakeCell({ do: [{ status: "restarting" }] }), simple], "kernel restarted");
  });
});

describe("messages for somebody else", () => {
  it("give a cell no output, no error and no idle", async () => {
    const error = { publishForOther: "error", content: { ename: "Error", evalue: "not ours", traceback: [] } };
    const idle = { publishForOther: "status", content: { execution_state: "idle" } };
    const { result, statuses } = await place.run([
      fakeCell({ do: [printed("not ours"), error, idle, { print: "ours" }] }),
    ]);
    expect(statuses).toEqual(["passed"]);
    expect(result.cells[0]?.outputs).toEqual(text("ours"));
  });

  it("are not taken for the end of a cell: a second reply to an earlier one", async () => {
    const cell = fakeCell({ exactly: [{ status: "busy" }, { replyForPrevious: ok }, { wait: 5000 }] });
    await failsOnce([simple, cell], "timed out", { timeoutMs: 500 });
  });

  it("do not disturb the start", async () => {
    place.installFake({ greets: true });
    expect((await place.run([simple])).result.cells[0]?.outputs).toEqual(text("fine\n"));
  });
});

describe("a kernel that answers before it can be heard", () => {
  it("is waited for, and nothing of the first cell is lost", async () => {
    place.installFake({ iopubAfter: 1200 });
    const { result, statuses } = await place.run([simple]);
    expect(statuses).toEqual(["passed"]);
    expect(result.cells[0]?.outputs).toEqual(text("fine\n"));
  });
});

describe("a kernel whose ports are always taken", () => {
  it("is started four times, and then that is an error with what it wrote", async () => {
    place.installFake({ portTaken: true });
    const before = place.kernelPids().length;
    const { result, statuses } = await place.run([simple]);
    expect(statuses).toEqual(["not run"]);
    expect(result.startError?.rawOutput).toContain("EADDRINUSE");
    expect(place.kernelPids().length - before).toBe(4);
  });
});

describe("a kernel that is ready too late", () => {
  it("is not waited for, and its notebook has failed", async () => {
    place.installFake({ readyAfter: 5000 });
    const { result, statuses } = await place.run([simple], { startTimeoutMs: 400 });
    expect([result.passed, statuses]).toEqual([false, ["not run"]]);
    expect(result.startError?.message).toContain("no answer within 0.4 s");
  });
});
