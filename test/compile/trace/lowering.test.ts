import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { converted, elementType, Lowering } from "../../../lib/compile/trace/lowering";
import { traceBackend } from "../../../lib/compile/trace/trace-backend";
import * as tf from "../../../lib/tensors/tf";

let lowering = new Lowering(new Map());
const operations = (): string[] => lowering.graph.nodes.map(({ operation }) => operation);
const literal = (values: number[], dtype: tf.DataType = "float32"): tf.TensorInfo => {
  const shape = [values.length];
  return { dataId: traceBackend.write(Float32Array.from(values), shape, dtype), shape, dtype };
};

describe("Lowering", () => {
  beforeEach(() => {
    lowering = new Lowering(new Map());
  });
  afterEach(() => traceBackend.dispose());

  it("gives back the value that a tensor stands for", () => {
    const x = lowering.graph.input("x", "float32", [2]);
    expect(lowering.value(lowering.tensor(x), "Add")).toBe(x);
  });

  it("writes a tensor that JavaScript made as a constant, once", () => {
    const tensor = literal([1, 2, 3]);
    expect(lowering.value(tensor, "Add")).toBe(lowering.value(tensor, "Mul"));
    expect(lowering.graph.constants.map(({ values }) => values)).toEqual([Float32Array.of(1, 2, 3)]);
  });

  it("writes a tensor of one repeated number as a scalar, spread", () => {
    const value = lowering.value(literal([4, 4, 4], "int32"), "Add");
    expect(value).toMatchObject({ type: "int32", shape: [3], fill: 4, from: { shape: [], fill: 4 } });
    expect(lowering.graph.constants[0]?.values).toEqual(Int32Array.of(4));
    expect(operations()).toEqual(["Expand"]);
  });

  it("tells 0 from −0 among repeated numbers", () => {
    expect(lowering.value(literal([0, -0]), "Add").fill).toBeUndefined();
  });

  it("makes a variable an input, once", () => {
    const variable = tf.tidy(() => tf.variable(tf.ones([2, 3])));
    lowering = new Lowering(new Map([[variable.dataId, variable]]));
    const value = lowering.value(variable, "Add");
    expect(lowering.value(variable, "Mul")).toBe(value);
    expect([...lowering.variablesRead]).toEqual([[variable, value]]);
    expect(lowering.graph.inputs).toEqual([value]);
    variable.dispose();
  });

  it("converts pixels that were fed as uint8, once, and only for whom wants int32", () => {
    const fed = lowering.graph.input("feed pixels", "uint8", [2]);
    const pixels = lowering.tensor(fed, "int32");
    expect(lowering.raw(pixels, "Cast")).toBe(fed);
    const whole = lowering.value(pixels, "Add");
    expect([whole.type, lowering.value(pixels, "Add")]).toEqual(["int32", whole]);
    expect(operations()).toEqual(["Cast"]);
  });

  it("names the operation, the shape and the place for a tensor from outside", () => {
    const outside = tf.ones([2, 3]);
    expect(() => lowering.value(outside, "Add")).toThrow(
      /^compile: the operation Add at .*lowering\.test\.ts:\d+:\d+.* takes a tensor \[2, 3\] that was made outside/,
    );
    outside.dispose();
  });

  it("reshapes a spread value by spreading it again, and to the same shape not at all", () => {
    const ones = lowering.filled(1, "float32", [2, 3]);
    expect(lowering.reshape(ones, [2, 3])).toBe(ones);
    expect(lowering.reshape(ones, [6])).toMatchObject({ shape: [6], fill: 1 });
    expect(operations()).toEqual(["Expand", "Expand"]);
  });

  it("converts by a cast where types differ", () => {
    const x = lowering.graph.input("x", "float32", [2]);
    expect(converted(lowering, x, "float32")).toBe(x);
    expect(converted(lowering, x, "bool")).toMatchObject({ type: "bool", shape: [2] });
    expect(lowering.graph.nodes[0]?.attributes).toEqual({ to: 9 }); // TensorProto.BOOL
  });
});

describe("elementType", () => {
  it("accepts the types of tfjs that a graph has, and refuses the others with the place", () => {
    expect((["float32", "int32", "bool"] as const).map(elementType)).toEqual(["float32", "int32", "bool"]);
    for (const dtype of ["complex64", "string"] as const)
      expect(() => elementType(dtype)).toThrow(
        new RegExp(`^compile: a tensor of type ${dtype} at .*lowering\\.test\\.ts.*; float32, int32 and bool`),
      );
  });
});
