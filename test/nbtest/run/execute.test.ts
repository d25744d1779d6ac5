import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { areGone, fakeCell, workplace } from "../workplace";

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

describe("a cell that goes well", () => {
  it("passes, and its output is stored", async () => {
    const { result, statuses } = await place.run([simple, simple]);
    expect(statuses).toEqual(["passed", "passed"]);
    expect(result.passed).toBe(true);
    expect(JSON.parse(result.executed).cells[1].outputs).toEqual([
      { name: "stdout", output_type: "stream", text: ["fine\n"] },
    ]);
  });

  it("passes when the reply comes before its output", async () => {
    const cell = fakeCell({
      exactly: [{ status: "busy" }, { reply: ok }, { wait: 300 }, { print: "late" }, { status: "idle" }],
    });
    const { result, statuses } = await place.run([cell]);
    expect(statuses).toEqual(["passed"]);
    expect(result.cells[0]?.outputs).toEqual([{ output_type: "stream", name: "stdout", text: "late" }]);
  });

  it("passes between garbage frames and frames with a wrong signature", async () => {
    const forged = { publish: "stream", content: { name: "stdout", text: "forged" }, key: "wrong" };
    const { result, statuses } = await place.run([
      fakeCell({ do: [{ garbage: true }, forged, { print: "true" }] }),
      simple,
    ]);
    expect(statuses).toEqual(["passed", "passed"]);
    expect(result.cells[0]?.outputs).toEqual([{ output_type: "stream", name: "stdout", text: "true" }]);
  });

  it("takes a reply with a wrong signature for no reply", async () => {
    const cell = fakeCell({ exactly: [{ status: "busy" }, { reply: ok, key: "wrong" }, { status: "idle" }] });
    expect((await place.run([cell], { timeoutMs: 500 })).statuses).toEqual(["timed out"]);
  });

  it("gets output that comes after its idle, while the next cell runs", async () => {
    const late = { publishForPrevious: "stream", content: { name: "stdout", text: "from the first" } };
    const { result } = await place.run([fakeCell({}), fakeCell({ do: [late] })]);
    expect(result.cells.map(({ outputs }) => outputs.length)).toEqual([1, 0]);
    expect(result.passed).toBe(true);
  });

  it("can update what an earlier cell shows", async () => {
    const shown = (text: string) => ({ data: { "text/plain": text }, metadata: {}, transient: { display_id: "a" } });
    const { result } = await place.run([
      fakeCell({ do: [{ publish: "display_data", content: shown("old") }] }),
      fakeCell({ do: [{ publish: "update_display_data", content: shown("new") }] }),
    ]);
    expect(result.cells.map(({ outputs }) => outputs)).toEqual([
      [{ output_type: "display_data", data: { "text/plain": "new" }, metadata: {} }],
      [],
    ]);
  });
});

describe("a kernel that refuses", () => {
  it("is asked again, and the cell passes", async () => {
    expect((await place.run([fakeCell({ refuse: 4 })])).statuses).toEqual(["passed"]);
  });

  it("for ever, leaves the cell not run, and the notebook has failed", async () => {
    const { result, statuses } = await place.run([fakeCell({ refuse: 10_000 }), simple]);
    expect(statuses).toEqual(["not run", "not run"]);
    expect(result.passed).toBe(false);
  });
});
