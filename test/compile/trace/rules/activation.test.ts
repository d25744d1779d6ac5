import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { activationCases } from "./activation-cases";
import { checkCases } from "./check-cases";

describe("the rules of activation functions", () => {
  checkCases(activationCases);

  it("refuse whole numbers where tfjs cuts off what it computes of them", async () => {
    const body = ({ x }: { readonly x: tf.Tensor }) => ({ y: tf.softplus(x) });
    const x = { values: Int32Array.of(1, 2), shape: [2] };
    await expect(compile(body, { engine: onnxEngine({ threads: 1 }) })({ x })).rejects.toThrow(
      "compile: Softplus with dtype = int32 can't be compiled; accepted: float32",
    );
  });
});
