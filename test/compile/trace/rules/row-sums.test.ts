import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import * as tf from "../../../../lib/tensors/tf";

type Rows = { readonly x: tf.Tensor; readonly targets: tf.Tensor };

/** Adds `count` rows of ones, round by round, to `rows` rows, on several threads. */
async function sumsOf(count: number, columns: number, rows: number): Promise<readonly Float32Array[]> {
  const engine = onnxEngine({ threads: 4 });
  const body = ({ x, targets }: Rows) => ({ sums: tf.unsortedSegmentSum(x, targets as tf.Tensor1D, rows) });
  const compiled = compile(body, { engine });
  const x = { values: new Float32Array(count * columns).fill(1), shape: [count, columns] };
  const targets = { values: Int32Array.from({ length: count }, (_, i) => i % rows), shape: [count] };
  const all: Float32Array[] = [];
  for (let run = 0; run < 12; run++) all.push((await compiled({ x, targets })).sums.values as Float32Array);
  await compiled.dispose();
  return all;
}

describe("sums by row", () => {
  it.each([
    ["few rows of many columns, as a product", 30_000, 64, 3],
    ["many rows of few columns, as a scatter", 60_000, 2, 300],
  ] as const)("lose no addition on several threads: %s", async (_name, count, columns, rows) => {
    for (const sums of await sumsOf(count, columns, rows)) {
      expect([...new Set(sums)]).toEqual([count / rows]);
    }
  });
});
