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

describe("a kernel that dies", () => {
  it("in a cell, fails it with the exit code and what the process wrote", async () => {
    const { result, statuses } = await place.run([fakeCell({ do: [{ write: "last words\n" }, { exit: 3 }] }), simple]);
    expect(statuses).toEqual(["failed", "not run"]);
    expect(failureOf(result.cells[0])).toMatchObject({ kind: "kernel died", rawOutput: "last words\n" });
    expect(failureOf(result.cells[0]).message).toContain("exit code 3");
  });

  it("by a signal, fails the cell with the signal", async () => {
    const { result } = await place.run([fakeCell({ do: [{ print: "a\n" }, { wait: 100 }, { kill: "SIGKILL" }] })]);
    expect(failureOf(result.cells[0]).message).toContain("SIGKILL");
    expect(result.cells[0]?.outputs).toEqual([{ output_type: "stream", name: "stdout", text: "a\n" }]);
  });

  it("with its watchdog, fails the cell, and leaves nothing behind", async () => {
    const { result } = await place.run([fakeCell({ do: [{ killParent: true }, { wait: 5000 }] })]);
    expect(failureOf(result.cells[0]).kind).toBe("kernel died");
  });

  it("just after a good reply, fails the cell", async () => {
    const { result, statuses } = await place.run([
      fakeCell({ do: [], exactly: [{ reply: ok }, { status: "idle" }, { kill: "SIGKILL" }] }),
    ]);
    expect(statuses).toEqual(["failed"]);
    expect(failureOf(result.cells[0]).kind).toBe("kernel died");
  });
});

describe("a kernel that does not answer", () => {
  it("is interrupted after the time limit: timed out", async () => {
    const cell = fakeCell({ do: [{ print: "begun" }, { untilInterrupt: true }] });
    const { result, statuses } = await place.run([cell, simple], { timeoutMs: 300 });
    expect(statuses).toEqual(["timed out", "not run"]);
    expect(failureOf(result.cells[0]).hint).toContain("stopped by an interrupt");
    expect(result.cells[0]?.outputs).toHaveLength(1);
  });

  it("is interrupted by a message where its kernelspec says so", async () => {
    place.installFake({}, { interrupt_mode: "message" });
    const { result } = await place.run([fakeCell({ do: [{ untilInterrupt: true }] })], { timeoutMs: 300 });
    expect(failureOf(result.cells[0]).hint).toContain("stopped by an interrupt");
  });

  it("nor stops, is killed: timed out", async () => {
    const { result, statuses } = await place.run([fakeCell({ do: [{ block: 60_000 }] })], { timeoutMs: 300 });
    expect(statuses).toEqual(["timed out"]);
    expect(failureOf(result.cells[0]).hint).toContain("killed");
  });

  it("to a run that is ended from outside: failed, and the rest not run", async () => {
    const controller = new AbortController();
    const report = (event: { kind: string }) => {
      if (event.kind === "output") controller.abort();
    };
    const cell = fakeCell({ do: [{ print: "begun" }, { untilInterrupt: true }] });
    const { result, statuses } = await place.run([cell, simple], { signal: controller.signal, report });
    expect(statuses).toEqual(["failed", "not run"]);
    expect(failureOf(result.cells[0]).kind).toBe("interrupted");
  });
});
