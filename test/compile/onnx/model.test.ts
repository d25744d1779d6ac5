import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../../lib/compile/graph-builder";
import { onnxModel } from "../../../lib/compile/onnx/model";

/** One of every kind of attribute, constant and type: what a writer can get wrong. */
function everyKind(): GraphBuilder {
  const graph = new GraphBuilder();
  const x = graph.input("x", "float32", [2, 3]);
  const flags = graph.input("flags", "uint8", [2, 3]);
  const transposed = graph.node("Transpose", [x], { type: "float32", shape: [3, 2] }, { perm: [1, 0] }); // ints
  const leaky = graph.node("LeakyRelu", [transposed], transposed, { alpha: { float: 0.5 } }); // float
  const whole = graph.node("Cast", [flags], { type: "int32", shape: [2, 3] }, { to: 6 }); // int
  const rows = [graph.integers([0, 2]), graph.constant("float32", [2, 2], Float32Array.of(10, 20, 30, 40))] as const;
  const added = graph.node(
    "ScatterND",
    [leaky, graph.node("Reshape", [rows[0], graph.integers([2, 1])], { type: "int64", shape: [2, 1] }), rows[1]],
    leaky,
    { reduction: "add" },
  ); // text
  const odd = graph.constant("bool", [3], Uint8Array.of(1, 0, 1));
  const kept = graph.node("Where", [odd, whole, graph.scalar("int32", -7)], whole);
  graph.output("added", added);
  graph.output("kept", kept);
  return graph;
}

describe("onnxModel", () => {
  it("is read by ONNX Runtime, with every kind of attribute, constant and type in its place", async () => {
    const session = await InferenceSession.create(onnxModel(everyKind()));
    const { added, kept } = await session.run({
      x: new Tensor("float32", Float32Array.of(1, -2, 3, 4, 5, -6), [2, 3]),
      flags: new Tensor("uint8", Uint8Array.of(1, 2, 3, 4, 5, 255), [2, 3]),
    });
    expect([added!.dims, [...(added!.data as Float32Array)]]).toEqual([
      [3, 2],
      [11, 24, -1, 5, 33, 37],
    ]);
    expect([kept!.dims, [...(kept!.data as Int32Array)]]).toEqual([
      [2, 3],
      [1, -7, 3, 4, -7, 255],
    ]);
    await session.release();
  });

  it("says the types and shapes of its inputs and outputs", async () => {
    const session = await InferenceSession.create(onnxModel(everyKind()));
    expect(session.inputMetadata).toMatchObject([
      { name: "x", type: "float32", shape: [2, 3] },
      { name: "flags", type: "uint8", shape: [2, 3] },
    ]);
    expect(session.outputMetadata).toMatchObject([
      { name: "added", type: "float32", shape: [3, 2] },
      { name: "kept", type: "int32", shape: [2, 3] },
    ]);
    await session.release();
  });

  it("has equal bytes for equal graphs, and others for others", () => {
    expect(onnxModel(everyKind())).toEqual(onnxModel(everyKind()));
    const other = everyKind();
    other.output("again", other.inputs[0]!);
    expect(onnxModel(other)).not.toEqual(onnxModel(everyKind()));
  });

  it("begins with ONNX's version of the format, 9", () => {
    expect([...onnxModel(new GraphBuilder()).subarray(0, 2)]).toEqual([0x08, 9]);
  });
});
