import { describe, expect, it } from "vitest";
import { withFoldedConstants } from "../../../lib/compile/passes/fold-constants";
import { Sketch, written } from "./written";

const passed = (draw: (g: Sketch) => void): readonly string[] => {
  const g = new Sketch();
  draw(g);
  return written(withFoldedConstants(g));
};

describe("withFoldedConstants", () => {
  it("computes single numbers, rounded to float32", () => {
    const results = passed((g) => {
      const third = g.float("Div", [g.number(1), g.number(3)], []);
      g.giving(third, g.float("Sqrt", [g.float("Add", [g.number(2), g.number(2)], [])], []));
    });
    expect(results).toEqual([String(Math.fround(1 / 3)), "2"]);
  });

  it("keeps a number that fills a tensor single, through spreads and reshapes", () => {
    const results = passed((g) => {
      const filled = g.shaped(g.spread(g.spread(g.constant("float32", [1], Float32Array.of(2)), 3), 3, 1), 1, 3);
      g.giving(g.float("Mul", [g.in("x", 4, 3), filled], [4, 3]), filled);
    });
    expect(results).toEqual(["Mul(x, 2)", "Expand(2)[1,3]"]);
  });

  it("leaves out what changes nothing, unless it gives the shape", () => {
    const results = passed((g) => {
      const [x, row] = [g.in("x", 2, 3), g.in("row", 3)];
      const ones = g.spread(g.number(1), 2, 3);
      g.giving(
        g.float("Add", [g.number(0), x], [2, 3]),
        g.float("Sub", [x, g.number(0)], [2, 3]),
        g.float("Div", [x, ones], [2, 3]),
        g.float("Sub", [g.number(0), x], [2, 3]),
        g.float("Mul", [row, ones], [2, 3]),
        g.float("Mul", [x, g.number(0)], [2, 3]),
      );
    });
    expect(results).toEqual(["x", "x", "x", "Sub(0, x)", "Mul(row, Expand(1)[2,3])", "Mul(x, 0)"]);
  });

  it("does not compute whole numbers, which divide otherwise", () => {
    const results = passed((g) => {
      const [seven, two] = [g.scalar("int32", 7), g.scalar("int32", 2)];
      g.giving(g.node("Div", [seven, two], { type: "int32", shape: [] }));
    });
    expect(results).toEqual(["Div(7, 2)"]);
  });
});
