import { describe, expect, it } from "vitest";
import { rewritten } from "../../../lib/compile/passes/rewrite";
import { Sketch, written } from "./written";

describe("rewritten", () => {
  it("copies a graph with inputs, constants and outputs under their names, several outputs of one operation too", () => {
    const g = new Sketch();
    const x = g.in("x", 1, 1, 2, 2);
    const [pooled] = g.nodeWithOutputs("MaxPool", [x], [x, { type: "int64", shape: [1, 1, 2, 2] }]);
    g.giving(g.float("Mul", [pooled!, g.number(3)], [1, 1, 2, 2]));
    const copy = rewritten(g, () => undefined);
    expect(written(copy)).toEqual(["Mul(MaxPool(x), 3)"]);
    expect([copy.inputs, copy.outputs]).toEqual([g.inputs, g.outputs]);
  });

  it("shows a pass who takes an output, and puts what it writes in the place", () => {
    const g = new Sketch();
    const x = g.in("x", 2);
    g.giving(g.float("Exp", [g.float("Neg", [x], [2])], [2]));
    const seen: string[] = [];
    const copy = rewritten(g, (node, graph, users) => {
      seen.push(`${node.operation} → ${users.map(({ operation }) => operation).join()}`);
      return node.operation === "Neg" ? graph.node("Abs", node.inputs, x) : undefined;
    });
    expect(seen).toEqual(["Neg → Exp", "Exp → Identity"]);
    expect(written(copy)).toEqual(["Exp(Abs(x))"]);
  });

  it("refuses a pass that changes a type or a shape", () => {
    const g = new Sketch();
    g.giving(g.float("Neg", [g.in("x", 2)], [2]));
    expect(() => rewritten(g, (_, graph) => graph.scalar("float32", 0))).toThrow(
      "a pass wrote a float32 [] for Neg, a float32 [2]",
    );
  });
});
