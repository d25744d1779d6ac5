import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { checkCases } from "./check-cases";
import { productCases } from "./product-cases";

const engine = onnxEngine({ threads: 1 });

describe("the rules of products", () => {
  checkCases(productCases);

  it("broadcast the batches of both factors", async () => {
    const body = ({ a, b }: { readonly a: tf.Tensor; readonly b: tf.Tensor }) => ({ product: tf.matMul(a, b) });
    const outer = compile(body, { engine });
    const a = { values: Float32Array.of(2, 3), shape: [2, 1, 1, 1] };
    const b = { values: Float32Array.of(5, 7, 11), shape: [1, 3, 1, 1] };
    const { product } = await outer({ a, b });
    expect(product).toEqual({ values: Float32Array.of(10, 14, 22, 15, 21, 33), shape: [2, 3, 1, 1] });
    await outer.dispose();
  });

  it("refuse an activation that has no rule, and name those that have", async () => {
    const body = ({ x }: { readonly x: tf.Tensor }) => ({
      y: tf.fused.matMul({ a: x, b: x, activation: "prelu", preluActivationWeights: tf.scalar(0.5) }),
    });
    const x = { values: new Float32Array(4), shape: [2, 2] };
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      "compile: _FusedMatMul with activation = prelu can't be compiled; accepted: linear, relu, relu6, elu, sigmoid, leakyrelu",
    );
  });
});
