import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../../lib/compile/graph-builder";
import { withoutDeadCode } from "../../../lib/compile/passes/dead-code";
import { trace } from "../../../lib/compile/trace/trace";
import * as tf from "../../../lib/tensors/tf";

describe("withoutDeadCode", () => {
  it("keeps what an output needs, in order, and drops the rest with its inputs and constants", () => {
    const graph = new GraphBuilder();
    const [used, unused] = [graph.input("used", "float32", [2]), graph.input("unused", "float32", [2])];
    const two = graph.scalar("float32", 2);
    const doubled = graph.node("Mul", [used, two], used);
    const dead = graph.node("Mul", [unused, graph.scalar("float32", 3)], unused);
    graph.node("Add", [dead, doubled], dead);
    const exp = graph.node("Exp", [doubled], doubled);
    graph.output("result", exp);
    const { nodes, inputs, constants, outputs } = withoutDeadCode(graph);
    expect(nodes.map(({ operation }) => operation)).toEqual(["Mul", "Exp", "Identity"]);
    expect(inputs).toEqual([used]);
    expect(constants).toEqual([two]);
    expect(outputs).toEqual(graph.outputs);
  });

  it("keeps a node of which one output is needed", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [1, 1, 2, 2]);
    const [, places] = graph.nodeWithOutputs("MaxPool", [x], [x, { type: "int64", shape: [1, 1, 2, 2] }]);
    graph.output("places", places!);
    expect(withoutDeadCode(graph).nodes).toHaveLength(2);
  });

  it("drops the first layer's input gradient: two layers take five products, not six", () => {
    const weights = [tf.variable(tf.ones([4, 3])), tf.variable(tf.ones([3, 2]))] as const;
    const { graph } = trace(
      {
        name: "two layers",
        body: ({ x }) => ({ loss: tf.mean(tf.matMul(tf.relu(tf.matMul(x!, weights[0])), weights[1])) }),
        minimize: { loss: "loss", variables: weights },
      },
      [{ name: "x", type: "float32", shape: [5, 4] }],
    );
    expect(graph.nodes.filter(({ operation }) => operation === "Gemm")).toHaveLength(5);
    tf.dispose([...weights]);
  });
});
