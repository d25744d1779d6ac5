import { afterEach, describe, expect, it } from "vitest";
import { Lowering } from "../../../lib/compile/trace/lowering";
import { type MaskSpec, tracingSource } from "../../../lib/compile/trace/masks";
import { traceBackend } from "../../../lib/compile/trace/trace-backend";

describe("the random source of a trace", () => {
  afterEach(() => traceBackend.dispose());

  it("makes every mask an input of one byte an element, and notes how it is drawn", () => {
    const lowering = new Lowering(new Map());
    const masks: MaskSpec[] = [];
    const source = tracingSource(lowering, masks);
    const [first, second] = [source.keepMask([2, 3], 0.5, "input"), source.keepMask([4], 0.8, "hidden")];
    expect(masks).toEqual([
      { input: "mask 0", shape: [2, 3], keep: 0.5, place: "input" },
      { input: "mask 1", shape: [4], keep: 0.8, place: "hidden" },
    ]);
    expect(lowering.graph.inputs.map(({ name, type }) => [name, type])).toEqual([
      ["mask 0", "uint8"],
      ["mask 1", "uint8"],
    ]);
    expect([first.dtype, first.shape, second.shape]).toEqual(["float32", [2, 3], [4]]);
    first.dispose();
    second.dispose();
  });
});
