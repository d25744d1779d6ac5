import { describe, expect, it } from "vitest";
import { withoutDeadCode } from "../../../lib/compile/passes/dead-code";
import { withoutAxesOfOne } from "../../../lib/compile/passes/squeeze";
import { Sketch, written } from "./written";

describe("withoutAxesOfOne", () => {
  it("computes beside a number on rows, not on a last axis of 1", () => {
    const g = new Sketch();
    g.giving(g.float("Mul", [g.in("x", 2, 3, 1), g.number(2)], [2, 3, 1]));
    expect(written(withoutAxesOfOne(g))).toEqual(["Reshape(Mul(Reshape(x)[2,3], 2))[2,3,1]"]);
  });

  it("makes one operation of what is the same in two shapes", () => {
    const g = new Sketch();
    const [x, mean] = [g.in("x", 4, 3), g.in("mean", 3)];
    const flat = g.float("Sub", [x, g.shaped(mean, 1, 3)], [4, 3]);
    const deep = g.float("Sub", [g.shaped(x, 1, 1, 4, 3), mean], [1, 1, 4, 3]);
    g.giving(flat, g.shaped(deep, 4, 3));
    const squeezed = withoutDeadCode(withoutAxesOfOne(g));
    expect(written(squeezed)).toEqual(["Sub(x, mean)", "Sub(x, mean)"]);
    expect(squeezed.nodes.filter(({ operation }) => operation === "Sub")).toHaveLength(1);
  });

  it("takes such axes out of a sum, summed over or not, and keeps the shape that was promised", () => {
    const g = new Sketch();
    const x = g.in("x", 1, 4, 1, 3);
    g.giving(g.sum(x, [0, 1], [1, 3]), g.sum(x, [1, 2], [1, 1, 1, 3]), g.sum(x, [2], [1, 4, 1, 3]));
    expect(written(withoutAxesOfOne(g))).toEqual([
      "Reshape(ReduceSum(Reshape(x)[4,3], 0))[1,3]",
      "Reshape(ReduceSum(Reshape(x)[4,3], 0))[1,1,1,3]",
      "x",
    ]);
  });

  it("leaves an operation on a fed tensor of that shape, whose reshape would be a copy", () => {
    const g = new Sketch();
    g.giving(g.float("Neg", [g.in("x", 5, 1)], [5, 1]));
    expect(written(withoutAxesOfOne(g))).toEqual(["Neg(x)"]);
  });
});
