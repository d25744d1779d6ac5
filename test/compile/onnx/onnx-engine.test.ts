import { describe, expect, it } from "vitest";
import { onnxEngine } from "../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../lib/tensors/tf";

describe("onnxEngine", () => {
  it("says what it is and on how many threads", () => {
    expect(onnxEngine({ threads: 1 })).toMatchObject({
      name: "onnx",
      description: "ONNX Runtime on the CPU, 1 thread",
      plain: false,
    });
    expect(onnxEngine({ threads: 2 }).description).toBe("ONNX Runtime on the CPU, 2 threads");
  });

  it.each([0, -2, 1.5, Number.NaN])("refuses %d threads", (threads) => {
    expect(() => onnxEngine({ threads })).toThrow(
      new RangeError(`onnxEngine: threads ${threads} were given; a whole number from 1 is accepted`),
    );
  });

  it.each([1, 2])("computes on %d threads", async (threads) => {
    const fed = {
      a: { values: Float32Array.of(2, 3), shape: [1, 2] },
      b: { values: Float32Array.of(5, 7), shape: [2, 1] },
    };
    const program = await onnxEngine({ threads }).prepare(
      { name: "f", body: ({ a, b }) => ({ product: tf.matMul(a!, b!) }) },
      [
        { name: "a", type: "float32", shape: [1, 2] },
        { name: "b", type: "float32", shape: [2, 1] },
      ],
      { fed, seed: undefined, step: 1 },
    );
    const { product } = await program.run({ fed, seed: undefined, step: 1, gradients: new Map() });
    expect(product).toEqual({ values: Float32Array.of(31), shape: [1, 1] });
    await program.dispose();
  });
});
