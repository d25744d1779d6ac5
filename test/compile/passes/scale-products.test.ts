import { describe, expect, it } from "vitest";
import { withScaledProducts } from "../../../lib/compile/passes/scale-products";
import { Sketch, written } from "./written";

describe("withScaledProducts", () => {
  it("gives a product of matrices the number that a factor is multiplied with, and not to what is added", () => {
    const g = new Sketch();
    const [x, w, bias] = [g.in("x", 2, 2, 3), g.in("w", 6, 4), g.in("bias", 4)];
    const scaled = g.shaped(g.float("Mul", [g.number(0.5), x], [2, 2, 3]), 2, 6);
    const doubled = g.float("Mul", [w, g.number(2)], [6, 4]);
    const shifted = g.float("Mul", [bias, g.number(3)], [4]);
    const first = g.float("Gemm", [scaled, w, shifted], [2, 4], { transB: 0 });
    const second = g.float("Gemm", [scaled, doubled], [2, 4], { alpha: { float: 8 } });
    const graph = withScaledProducts(g.giving(first, second));
    expect(written(graph)).toEqual(["Gemm(Reshape(x)[2,6], w, Mul(bias, 3))", "Gemm(Reshape(x)[2,6], w)"]);
    const products = graph.nodes.filter(({ operation }) => operation === "Gemm");
    expect(products.map(({ attributes }) => attributes)).toEqual([
      { transB: 0, alpha: { float: 0.5 } },
      { alpha: { float: 8 } },
    ]);
  });

  it("leaves a factor that is scaled by more than one number", () => {
    const g = new Sketch();
    const [x, w, row] = [g.in("x", 2, 3), g.in("w", 3, 4), g.in("row", 3)];
    const graph = withScaledProducts(g.giving(g.float("Gemm", [g.float("Mul", [x, row], [2, 3]), w], [2, 4])));
    expect(written(graph)).toEqual(["Gemm(Mul(x, row), w)"]);
  });
});
