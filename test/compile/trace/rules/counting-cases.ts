import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int, wholeFloat } from "./case";
import { Generator } from "./generator";

const none = (dtype: "float32" | "int32" = "float32"): tf.Tensor1D => tf.tensor1d([], dtype);

const counts = [
  { count: 12, size: 5 },
  { count: 12, size: 200 },
  { count: 1, size: 1 },
  { count: 0, size: 3 },
].flatMap(({ count, size }): Case[] => [
  {
    name: `bincount of ${count} numbers into ${size}`,
    inputs: [int([count], 0, size + 2), float([count]), int([count])],
    compute: (x, weights, whole) => [
      tf.bincount(x as tf.Tensor1D, none(), size),
      tf.bincount(x as tf.Tensor1D, weights as tf.Tensor1D, size),
      tf.bincount(x as tf.Tensor1D, whole as tf.Tensor1D, size),
      tf.bincount(x as tf.Tensor1D, none("int32"), size),
      tf.denseBincount(x as tf.Tensor1D, none(), size),
    ],
    gradient: false,
  },
]);

const rowCounts = [
  [1, 4],
  [3, 5],
  [4, 1],
].map(
  ([rows, columns]): Case => ({
    name: `denseBincount of [${rows},${columns}]`,
    inputs: [int([rows!, columns!], 0, 6), float([rows!, columns!])],
    compute: (x, weights) => [
      tf.denseBincount(x as tf.Tensor2D, none() as never, 4),
      tf.denseBincount(x as tf.Tensor2D, weights as tf.Tensor2D, 4),
      tf.denseBincount(x as tf.Tensor2D, none() as never, 4, true),
    ],
    gradient: false,
  }),
);

const searches = [[5], [2, 5], [2, 3, 4]].map((shape): Case => {
  const values = [...shape.slice(0, -1), 7];
  return {
    name: `searchSorted, lowerBound and upperBound of [${values}] in [${shape}]`,
    inputs: [wholeFloat(values, -1, 12), int(values, -1, 12)],
    compute: (x, whole) => {
      const steps = Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => 2 * (i % shape.at(-1)!));
      const sorted = tf.tensor(steps, shape);
      return [
        tf.searchSorted(sorted, x!, "left"),
        tf.searchSorted(sorted, x!, "right"),
        tf.lowerBound(sorted, x!),
        tf.upperBound(tf.tensor(steps, shape, "int32"), whole!),
      ];
    },
    gradient: false,
  };
});

const largest = [[5], [3, 4], [2, 3, 6], [2, 1, 2, 3]].flatMap((shape) => {
  const generator = new Generator(`topk ${shape}`);
  return [1, generator.whole(1, shape.at(-1)!), shape.at(-1)!].map(
    (k): Case => ({
      name: `the top ${k} of [${shape}], ties too`,
      inputs: [float(shape), wholeFloat(shape, 0, 3), int(shape)],
      compute: (...inputs) =>
        inputs.flatMap((x) => {
          const { values, indices } = tf.topk(x, k);
          return [values, indices];
        }),
      gradient: false,
    }),
  );
});

const accuracy: Case = {
  name: "inTopK written with topk",
  inputs: [float([6, 5]), int([6], 0, 5)],
  compute: (logits, labels) => tf.any(tf.equal(tf.topk(logits!, 2).indices, tf.expandDims(labels!, 1)), 1),
  gradient: false,
};

export const countingCases: readonly Case[] = [...counts, ...rowCounts, ...searches, ...largest, accuracy];
