import { describe, expect, it } from "vitest";
import { withFloatedScales } from "../../../lib/compile/passes/float-scales";
import { Sketch, written } from "./written";

const passed = (draw: (g: Sketch) => void): readonly string[] => {
  const g = new Sketch();
  draw(g);
  return written(withFloatedScales(g));
};

describe("withFloatedScales", () => {
  it("multiplies small factors with each other first, in any order of the operands", () => {
    const results = passed((g) => {
      const [x, s, t] = [g.in("x", 4, 3), g.in("s", 3), g.in("t", 1, 3)];
      g.giving(g.float("Mul", [t, g.float("Mul", [s, x], [4, 3])], [4, 3]));
    });
    expect(results).toEqual(["Mul(x, Mul(s, t))"]);
  });

  it("makes a division by something small a product", () => {
    const results = passed((g) => {
      const [x, s] = [g.in("x", 4, 3), g.in("s", 3)];
      g.giving(g.float("Div", [x, s], [4, 3]), g.float("Div", [s, x], [4, 3]), g.float("Div", [x, x], [4, 3]));
    });
    expect(results).toEqual(["Mul(x, Reciprocal(s))", "Div(s, x)", "Div(x, x)"]);
  });

  it("lets a factor out of a product of two whole tensors only where all who take it are sums or small products", () => {
    const results = passed((g) => {
      const [x, y, s] = [g.in("x", 4, 3), g.in("y", 4, 3), g.in("s", 3)];
      const scaled = g.float("Mul", [x, s], [4, 3]);
      const squared = g.float("Mul", [y, y], [4, 3]);
      const used = g.float("Mul", [scaled, squared], [4, 3]);
      g.giving(
        g.sum(g.float("Mul", [scaled, y], [4, 3]), [0], [3]),
        g.sum(used, [0], [3]),
        g.float("Exp", [used], [4, 3]),
      );
    });
    expect(results).toEqual([
      "ReduceSum(Mul(Mul(x, y), s), 0)",
      "ReduceSum(Mul(Mul(x, s), Mul(y, y)), 0)",
      "Exp(Mul(Mul(x, s), Mul(y, y)))",
    ]);
  });

  it("does not multiply a row with a column to a tensor as large as the one that they scale", () => {
    const results = passed((g) => {
      const [x, row, column] = [g.in("x", 4, 3), g.in("row", 3), g.in("column", 4, 1)];
      g.giving(g.float("Mul", [g.float("Mul", [x, row], [4, 3]), column], [4, 3]));
    });
    expect(results).toEqual(["Mul(Mul(x, row), column)"]);
  });
});
