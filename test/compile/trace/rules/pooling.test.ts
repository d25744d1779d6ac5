import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { checkCases } from "./check-cases";
import { poolingCases } from "./pooling-cases";

const engine = onnxEngine({ threads: 1 });
const x = { values: new Float32Array(32), shape: [1, 4, 4, 2] };
type Images = { readonly x: tf.Tensor };

describe("the rules of pooling", () => {
  checkCases(poolingCases);

  it("refuse the average over windows that the border cuts, which tfjs gets wrong", async () => {
    const body = ({ x: images }: Images) => ({ y: tf.avgPool(images as tf.Tensor4D, 3, 1, "same") });
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      'compile: AvgPool with pad = "same" can\'t be compiled; accepted: valid',
    );
  });

  it("refuse padding in numbers", async () => {
    const body = ({ x: images }: Images) => ({ y: tf.maxPool(images as tf.Tensor4D, 3, 1, 1) });
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      "compile: MaxPool with pad = 1 can't be compiled; accepted: same, valid",
    );
  });
});
