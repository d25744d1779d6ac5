import { describe, expect, it } from "vitest";
import type { NodeDef } from "../../../lib/compile/tensorflow/graph-def";
import { NodeList } from "../../../lib/compile/tensorflow/node-list";
import type { Recording } from "../../../lib/compile/tensorflow/record";
import { stepGraph } from "../../../lib/compile/tensorflow/step-graph";
import * as tf from "../../../lib/tensors/tf";
import { sgd } from "../../../lib/training/sgd";

const values = Float32Array.of();

/** loss = x · w, whose gradient is x; the average becomes the loss; "unused" is fed and taken by nobody. */
function recorded() {
  const [w, average] = [tf.variable(tf.zeros([2])), tf.variable(tf.zeros([2]))];
  const graph = new NodeList();
  for (const feed of ["x", "unused"]) graph.placeholder(feed, 1, [2]);
  const handles = ["w", "average"].map((name) => graph.variable(name, [2]));
  const [read, other] = handles.map((handle) => graph.read(handle));
  const loss = graph.node("Mul", ["x", read!]);
  graph.node("Neg", ["unused"]);
  const recording: Recording = {
    nodes: graph.nodes,
    feeds: new Map(),
    masks: [],
    variables: new Map([
      [w, { handle: "w", read: read! }],
      [average, { handle: "average", read: other! }],
    ]),
    assigned: new Map([[average, { output: loss, values }]]),
    gradients: new Map([[w, { output: "x", values }]]),
    results: new Map([["loss", { output: loss, values }]]),
  };
  return { recording, w, average, loss };
}

const named = (nodes: readonly NodeDef[], name: string): NodeDef | undefined =>
  nodes.find((node) => node.name === name);
const waitedFor = (nodes: readonly NodeDef[], name: string): NodeDef[] =>
  named(nodes, name)!.inputs.map((input) => named(nodes, input.slice(1))!);

describe("the graph of a step", () => {
  it("changes every variable after it was read, and has one output that waits for all of that", () => {
    const { recording, loss } = recorded();
    const { nodes, changed } = stepGraph(recording, sgd(1).rule);
    const changes = waitedFor(nodes, changed!);
    expect(changes.map(({ operation, inputs }) => [operation, ...inputs])).toEqual([
      ["AssignVariableOp", "average", loss, "^average/read"],
      ["ResourceApplyGradientDescent", "w", "rate", "x", "^w/read"],
    ]);
  });

  it("updates a variable that is assigned too after the assignment", () => {
    const { recording, w, loss } = recorded();
    const both = { ...recording, assigned: new Map([[w, { output: loss, values }]]) };
    const { nodes, changed } = stepGraph(both, sgd(1).rule);
    const [assignment, update] = waitedFor(nodes, changed!);
    expect(update!.inputs.slice(3)).toEqual(["^w/read", `^${assignment!.name}`]);
  });

  it("copies what a variable is given from the host, whose memory is JavaScript's", () => {
    const { recording, w } = recorded();
    const { nodes, variables } = stepGraph(recording, undefined);
    const [assignment] = waitedFor(nodes, variables.get(w)!.loaded);
    expect(assignment!.inputs[0]).toBe("w");
    expect(named(nodes, assignment!.inputs[1]!)).toMatchObject({ operation: "DeepCopy", inputs: ["w/values"] });
  });

  it("has moments for the variables that the optimizer changes, as many as it keeps", () => {
    const { recording, w } = recorded();
    const { moments, nodes } = stepGraph(recording, sgd(1, { momentum: 0.5 }).rule);
    expect([...moments.keys()]).toEqual([w]);
    expect(moments.get(w)!.map(({ handle }) => handle)).toEqual(["w/moment0"]);
    expect(named(nodes, "w/moment0")?.operation).toBe("VarHandleOp");
  });

  it("changes nothing without an optimizer and assignments, and drops what nothing needs", () => {
    const { recording } = recorded();
    const { changed, nodes } = stepGraph({ ...recording, assigned: new Map() }, undefined);
    expect(changed).toBeUndefined();
    expect(nodes.map(({ operation }) => operation)).not.toContain("Neg");
    expect(named(nodes, "unused")).toBeUndefined();
    expect(named(nodes, "x")).toBeDefined();
  });
});
