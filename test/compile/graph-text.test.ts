import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../lib/compile/graph-builder";
import { graphText } from "../../lib/compile/graph-text";

describe("graphText", () => {
  it("has a line for each input, constant, operation and output", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [2, 3]);
    const many = graph.constant("float32", [9], new Float32Array(9));
    const product = graph.node(
      "Gemm",
      [x, many],
      { type: "float32", shape: [2, 2] },
      { transB: 1, alpha: { float: 0.5 } },
    );
    graph.nodeWithOutputs("MaxPool", [product], [product, { type: "int64", shape: [2, 2] }], { pads: [0, 1] });
    graph.output("y", graph.node("Add", [product, graph.scalar("float32", 2)], product));
    expect(graphText(graph).split("\n")).toEqual([
      "input x: float32[2, 3]",
      "c0: float32[9] = …",
      "c4: float32[] = 2",
      "t1: float32[2, 2] = Gemm(x, c0) transB=1 alpha=0.5",
      "t2: float32[2, 2], t3: int64[2, 2] = MaxPool(t1) pads=[0,1]",
      "t5: float32[2, 2] = Add(t1, c4)",
      "y: float32[2, 2] = Identity(t5)",
      "output y: float32[2, 2]",
    ]);
  });
});
