import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { checkCases } from "./check-cases";
import { volumeCases } from "./volume-cases";

const engine = onnxEngine({ threads: 1 });
const x = { values: new Float32Array(64), shape: [1, 4, 4, 4, 1] };
type Volumes = { readonly x: tf.Tensor };

describe("the rules of convolutions over volumes", () => {
  checkCases(volumeCases);

  it("refuse windows that tfjs lets start behind the border", async () => {
    const body = ({ x: volumes }: Volumes) => ({
      y: tf.conv3d(volumes as tf.Tensor5D, tf.ones([1, 1, 1, 1, 1]), 2, "same"),
    });
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      'compile: Conv3D with pad = "same" can\'t be compiled; accepted: valid where a stride exceeds the window',
    );
  });

  it("refuse the average over windows that the border cuts, which tfjs gets wrong", async () => {
    const body = ({ x: volumes }: Volumes) => ({ y: tf.avgPool3d(volumes as tf.Tensor5D, 3, 1, "same") });
    await expect(compile(body, { engine })({ x })).rejects.toThrow(
      'compile: AvgPool3D with pad = "same" can\'t be compiled; accepted: valid',
    );
  });
});
