import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";
import { checkCases } from "./check-cases";
import { indexingCases } from "./indexing-cases";

describe("the rules of indexing", () => {
  checkCases(indexingCases);

  it("refuse to gather batch by batch", async () => {
    const body = ({ x }: { readonly x: tf.Tensor }) => ({ y: tf.gather(x, tf.zeros([2, 1], "int32"), 1, 1) });
    const x = { values: new Float32Array(6), shape: [2, 3] };
    await expect(compile(body, { engine: onnxEngine({ threads: 1 }) })({ x })).rejects.toThrow(
      "compile: GatherV2 with batchDims = 1 can't be compiled; accepted: 0",
    );
  });
});
