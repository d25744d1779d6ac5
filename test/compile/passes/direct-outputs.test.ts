import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../../lib/compile/graph-builder";
import { withDirectOutputs } from "../../../lib/compile/passes/direct-outputs";

/** Each node as text: its outputs, its operation, its inputs. */
const written = ({ nodes }: ReturnType<typeof withDirectOutputs>): string[] =>
  nodes.map(({ operation, inputs, outputs }) => {
    const [given, taken] = [outputs, inputs].map((values) => values.map(({ name }) => name).join());
    return `${given} = ${operation} ${taken}`;
  });

describe("withDirectOutputs", () => {
  it("gives an output its name where it is computed, and to whom uses it further on", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [2]);
    const negative = graph.node("Neg", [x], x);
    graph.output("result", negative);
    graph.output("exp", graph.node("Exp", [negative], x));
    expect(written(withDirectOutputs(graph))).toEqual(["result = Neg x", "exp = Exp result"]);
    expect(withDirectOutputs(graph).outputs).toEqual(graph.outputs);
  });

  it("keeps the copy of what is fed, constant, or an output already", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", []);
    const negative = graph.node("Neg", [x], x);
    graph.output("fed", x);
    graph.output("constant", graph.scalar("float32", 1));
    graph.output("first", negative);
    graph.output("second", negative);
    expect(written(withDirectOutputs(graph))).toEqual([
      "first = Neg x",
      "fed = Identity x",
      `constant = Identity ${graph.constants[0]?.name}`,
      "second = Identity first",
    ]);
  });

  it("leaves the graph that it was given as it was", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", []);
    graph.output("y", graph.node("Neg", [x], x));
    withDirectOutputs(graph);
    expect(graph.nodes).toHaveLength(2);
  });
});
