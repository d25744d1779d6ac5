import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../lib/compile/graph-builder";

describe("GraphBuilder", () => {
  it("builds nodes in order, each value under a name of its own", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [2, 3]);
    const y = graph.node("Neg", [x], x);
    const z = graph.node("Add", [x, y], x, { axis: 1 });
    expect(graph.inputs).toEqual([{ name: "x", type: "float32", shape: [2, 3] }]);
    expect(graph.nodes.map(({ operation, inputs }) => [operation, ...inputs.map(({ name }) => name)])).toEqual([
      ["Neg", "x"],
      ["Add", "x", y.name],
    ]);
    expect(graph.nodes[1]?.attributes).toEqual({ axis: 1 });
    expect(new Set([x.name, y.name, z.name]).size).toBe(3);
  });

  it("gives a node several outputs", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [1, 1, 4, 4]);
    const half = [1, 1, 2, 2];
    const outputs = graph.nodeWithOutputs(
      "MaxPool",
      [x],
      [
        { type: "float32", shape: half },
        { type: "int64", shape: half },
      ],
    );
    expect(outputs.map(({ type, shape }) => [type, shape])).toEqual([
      ["float32", half],
      ["int64", half],
    ]);
    expect(graph.nodes[0]?.outputs).toEqual(outputs);
  });

  it("shares equal operations on equal inputs, and only those", () => {
    const graph = new GraphBuilder();
    const [x, y] = [graph.input("x", "float32", [2, 2]), graph.input("y", "float32", [2, 2])];
    const flipped = (perm: readonly number[], of = x) => graph.node("Transpose", [of], of, { perm });
    expect(flipped([1, 0])).toBe(flipped([1, 0]));
    const others = [flipped([1, 0]), flipped([0, 1]), flipped([1, 0], y), graph.node("Neg", [x], x)];
    const shapes = [[4], [1, 4]].map((shape) => graph.node("Reshape", [x], { type: "float32", shape }));
    expect(new Set([...others, ...shapes]).size).toBe(6);
    expect(graph.nodes).toHaveLength(6);
  });

  it("shares equal small constants, and only those", () => {
    const graph = new GraphBuilder();
    const one = graph.scalar("float32", 1);
    expect(graph.scalar("float32", 1)).toBe(one);
    expect(graph.integers([1, 2])).toBe(graph.integers([1, 2]));
    const others = [
      graph.scalar("int32", 1),
      graph.constant("float32", [1], Float32Array.of(1)),
      graph.scalar("float32", 0),
      graph.scalar("float32", -0),
      graph.scalar("float32", Number.NaN),
    ];
    expect(new Set([one, ...others]).size).toBe(6);
    const pair = (second: number) => graph.constant("float32", [2], Float32Array.of(1, second));
    expect(pair(0)).not.toBe(pair(-0));
    const large = (): unknown => graph.constant("float32", [20], new Float32Array(20));
    expect(large()).not.toBe(large());
  });

  it("names an output by a node of its own, so that one value can be two outputs", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "int32", [2]);
    graph.output("a", x);
    graph.output("b", x);
    expect(graph.outputs).toEqual([
      { name: "a", type: "int32", shape: [2] },
      { name: "b", type: "int32", shape: [2] },
    ]);
    expect(graph.nodes.map(({ operation }) => operation)).toEqual(["Identity", "Identity"]);
  });
});
