import { describe, expect, it } from "vitest";
import { RecordingBinding } from "../../../lib/compile/tensorflow/recording-binding";
import { fakeBinding } from "./fake-binding";

const T = { name: "T", type: 4, value: 1 };

/** A recording of an input called "x", and its tensor. */
function started() {
  const fake = fakeBinding();
  const recording = new RecordingBinding(fake.binding);
  const id = fake.binding.createTensor([1], 1, Float32Array.of(5));
  recording.name({ id, shape: [1], dtype: 1 }, "x");
  return { fake, recording, id };
}

describe("a recording binding", () => {
  it("does what the real one does, and writes it down", () => {
    const { fake, recording, id } = started();
    const two = recording.binding.createTensor([], 1, Float32Array.of(2));
    const [product] = recording.binding.executeOp("Mul", [T], [id, two], 1);
    expect(fake.calls).toEqual([`Mul(${id},${two})`]);
    const [constant, node] = recording.graph.nodes;
    expect(constant).toMatchObject({
      operation: "Const",
      attributes: { value: { tensor: { type: 1, shape: [], values: Float32Array.of(2) } } },
    });
    expect(node).toMatchObject({ operation: "Mul", inputs: ["x", constant!.name], attributes: { T: { type: 1 } } });
    expect(recording.output(product!.id)).toEqual({ output: node!.name, type: 1 });
  });

  it("keeps a constant as it was, whatever becomes of the array", () => {
    const { recording } = started();
    const values = Float32Array.of(1, 2);
    recording.binding.createTensor([2], 1, values);
    values.fill(0);
    expect(recording.graph.nodes[0]?.attributes.value).toMatchObject({ tensor: { values: Float32Array.of(1, 2) } });
  });

  it("tells the outputs of one operation apart", () => {
    const { recording, id } = started();
    const outputs = recording.binding.executeOp("Split", [], [id], 3);
    expect(outputs.map((each) => recording.output(each.id)?.output)).toEqual(["Split_0", "Split_0:1", "Split_0:2"]);
  });

  it.each([
    ["text", { type: 0, value: "SAME" }, { string: "SAME" }],
    ["whole number", { type: 1, value: 3 }, { int: 3 }],
    ["whole numbers", { type: 1, value: [1, 2] }, { list: [{ int: 1 }, { int: 2 }] }],
    ["float", { type: 2, value: 0.5 }, { float: 0.5 }],
    ["flag", { type: 3, value: true }, { bool: true }],
    ["type", { type: 4, value: 3 }, { type: 3 }],
    ["shape", { type: 5, value: [2, 3] }, { shape: [2, 3] }],
  ])("keeps an attribute that is a %s", (_kind, given, expected) => {
    const { recording, id } = started();
    recording.binding.executeOp("Op", [{ name: "a", ...given }], [id], 1);
    expect(recording.graph.nodes[0]?.attributes).toEqual({ a: expected });
  });

  it("gives the type of its input to an operation whose kernel leaves it out or says another one", () => {
    const { recording, id } = started();
    recording.binding.executeOp("ExpandDims", [], [id], 1);
    recording.binding.executeOp("Mean", [{ ...T, value: 3 }], [id], 1);
    expect(recording.graph.nodes.map(({ attributes }) => attributes)).toEqual([{ T: { type: 1 } }, { T: { type: 1 } }]);
  });

  it("refuses texts, tensors from outside, and attributes of an unknown kind", () => {
    const { fake, recording, id } = started();
    const outside = fake.binding.createTensor([1], 1, Float32Array.of(1));
    expect(() => recording.binding.executeOp("Mul", [T], [id, outside], 1)).toThrow(
      /^compile: the operation Mul at .*recording-binding\.test\.ts.* takes a tensor made outside the function/,
    );
    expect(() => recording.binding.createTensor([1], 7, [Uint8Array.of(1)] as never)).toThrow(
      /^compile: a tensor of type string at .*; float32, int32 and bool can be compiled/,
    );
    expect(() => recording.binding.executeOp("Op", [{ name: "f", type: 9, value: 1 }], [id], 1)).toThrow(
      new TypeError("compile: the attribute f is of the unknown kind 9"),
    );
  });
});
