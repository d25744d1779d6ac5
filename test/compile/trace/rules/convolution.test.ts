import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { checkCases } from "./check-cases";
import { convolutionCases } from "./convolution-cases";

const engine = onnxEngine({ threads: 1 });
const x = { values: new Float32Array(32), shape: [1, 4, 4, 2] };
type Images = { readonly x: tf.Tensor };

describe("the rules of convolutions", () => {
  checkCases(convolutionCases);

  it("refuse padding in numbers", async () => {
    const body = ({ x: images }: Images) => ({ y: tf.conv2d(images as tf.Tensor4D, tf.ones([3, 3, 2, 1]), 1, 1) });
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      "compile: Conv2D with pad = 1 can't be compiled; accepted: same, valid",
    );
  });

  it("refuse channels in front", async () => {
    const body = ({ x: images }: Images) => ({
      y: tf.conv2d(images as tf.Tensor4D, tf.ones([1, 1, 4, 1]), 1, "same", "NCHW"),
    });
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      "compile: Conv2D with dataFormat = NCHW can't be compiled; accepted: NHWC",
    );
  });
});
