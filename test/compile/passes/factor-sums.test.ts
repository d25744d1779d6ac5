import { describe, expect, it } from "vitest";
import { withFactoredSums } from "../../../lib/compile/passes/factor-sums";
import { Sketch, written } from "./written";

const passed = (draw: (g: Sketch) => void): readonly string[] => {
  const g = new Sketch();
  draw(g);
  return written(withFactoredSums(g));
};

describe("withFactoredSums", () => {
  it("takes a factor that does not change along the axes out of a sum and of a mean", () => {
    const results = passed((g) => {
      const [x, row] = [g.in("x", 4, 3), g.in("row", 3)];
      const scaled = g.float("Mul", [x, row], [4, 3]);
      g.giving(g.sum(scaled, [0], [3]), g.sum(scaled, [0], [1, 3], "ReduceMean"), g.sum(scaled, [1], [4]));
    });
    expect(results).toEqual([
      "Mul(ReduceSum(x, 0), row)",
      "Mul(ReduceMean(x, 0), Reshape(row)[1,3])",
      "ReduceSum(Mul(x, row), 1)",
    ]);
  });

  it("takes what a mean has centred to sum to 0, over the axes of the mean and over no others", () => {
    const results = passed((g) => {
      const [x, s] = [g.in("x", 4, 3), g.in("s", 3)];
      const centred = g.float("Sub", [x, g.sum(x, [0], [3], "ReduceMean")], [4, 3]);
      const scaled = g.float("Mul", [centred, s], [4, 3]);
      g.giving(g.sum(centred, [0], [3]), g.sum(scaled, [0], [3]), g.sum(centred, [1], [4]));
    });
    expect(results).toEqual(["Expand(0)[3]", "Expand(0)[3]", "ReduceSum(Sub(x, ReduceMean(x, 0)), 1)"]);
  });

  it("adds sums that are there instead of summing once more", () => {
    const results = passed((g) => {
      const [x, s, row] = [g.in("x", 4, 3), g.in("s", 3), g.in("row", 3)];
      const total = g.sum(x, [0], [3]);
      const shifted = g.float("Add", [g.float("Mul", [x, s], [4, 3]), row], [4, 3]);
      g.giving(total, g.sum(shifted, [0], [3]));
    });
    expect(results).toEqual(["ReduceSum(x, 0)", "Add(Mul(ReduceSum(x, 0), s), Mul(row, 4))"]);
  });

  it("leaves a sum of addends of which one would need a sum of its own", () => {
    const results = passed((g) => {
      const [x, y] = [g.in("x", 4, 3), g.in("y", 4, 3)];
      g.giving(g.sum(x, [0], [3]), g.sum(g.float("Add", [x, y], [4, 3]), [0], [3]));
    });
    expect(results[1]).toBe("ReduceSum(Add(x, y), 0)");
  });
});
