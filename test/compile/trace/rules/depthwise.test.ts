import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { checkCases } from "./check-cases";
import { depthwiseCases } from "./depthwise-cases";

describe("the rules of depthwise convolutions", () => {
  checkCases(depthwiseCases);

  it("refuse padding in numbers", async () => {
    const body = ({ x }: { readonly x: tf.Tensor }) => ({
      y: tf.depthwiseConv2d(x as tf.Tensor4D, tf.ones([3, 3, 2, 1]), 1, 1),
    });
    const x = { values: new Float32Array(32), shape: [1, 4, 4, 2] };
    await expect(compile(body, { engine: onnxEngine({ threads: 1 }) })({ x })).rejects.toThrow(
      "compile: DepthwiseConv2dNative with pad = 1 can't be compiled; accepted: same, valid",
    );
  });
});
