import { describe, expect, it } from "vitest";
import { channelsFirst, channelsLast, kernelFirst, padsOf, swapLeading } from "../../../lib/compile/trace/layout";
import { Lowering } from "../../../lib/compile/trace/lowering";

const lowering = new Lowering(new Map());
const value = (...shape: number[]) => lowering.graph.input("x", "float32", shape);

describe("layouts", () => {
  it.each([
    ["images to ONNX", channelsFirst, [2, 5, 6, 3], [2, 3, 5, 6]],
    ["images to tfjs", channelsLast, [2, 3, 5, 6], [2, 5, 6, 3]],
    ["a kernel to ONNX", kernelFirst, [5, 6, 3, 4], [4, 3, 5, 6]],
    ["the two leading axes", swapLeading, [2, 3, 5, 6], [3, 2, 5, 6]],
  ] as const)("move %s", (_name, move, from, to) => {
    expect(move(lowering, value(...from)).shape).toEqual(to);
  });

  it("have begins before ends in pads", () => {
    expect(padsOf({ top: 1, bottom: 2, left: 3, right: 4 })).toEqual([1, 3, 2, 4]);
  });
});
