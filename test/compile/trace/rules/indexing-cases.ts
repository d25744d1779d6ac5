import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

const oneHots = [[], [4], [2, 3]].flatMap((shape): Case[] => [
  {
    name: `oneHot of [${shape}], some indices outside of the classes`,
    inputs: [int(shape, -2, 7)],
    compute: (indices) => [
      tf.oneHot(indices!, 5),
      tf.cast(tf.oneHot(indices!, 5), "float32"),
      tf.oneHot(indices!, 5, 0.9, 0.025, "float32"),
      tf.oneHot(indices!, 5, 3, -1),
    ],
  },
  {
    name: `oneHot of [${shape}] in a loss`,
    inputs: [int(shape, 0, 5), float([...shape, 5])],
    compute: (indices, logits) => tf.mul(tf.oneHot(indices!, 5), tf.logSoftmax(logits!)),
  },
]);

const gathers = [
  { shape: [5], indices: [3], axis: 0 },
  { shape: [5, 2], indices: [7], axis: 0 },
  { shape: [5, 2], indices: [], axis: 0 },
  { shape: [2, 5], indices: [4], axis: 1 },
  { shape: [2, 5, 3], indices: [4], axis: 1 },
  { shape: [2, 3, 5], indices: [4], axis: -1 },
  { shape: [5, 2], indices: [2, 3], axis: 0 },
].map(
  ({ shape, indices, axis }): Case => ({
    name: `gather from [${shape}] by [${indices}] over ${axis}`,
    inputs: [float(shape), int(indices, 0, 5), int(shape)],
    compute: (x, where, whole) => [tf.gather(x!, where!, axis), tf.gather(whole!, where!, axis)],
  }),
);

const sums = [
  { shape: [6], segments: [6] },
  { shape: [6, 2], segments: [6] },
  { shape: [1, 2, 3], segments: [1] },
].map(
  ({ shape, segments }): Case => ({
    name: `unsortedSegmentSum of [${shape}]`,
    inputs: [float(shape), int(segments, 0, 4), int(shape)],
    compute: (x, ids, whole) => [
      tf.unsortedSegmentSum(x!, ids as tf.Tensor1D, 4),
      tf.unsortedSegmentSum(whole!, ids as tf.Tensor1D, 4),
    ],
  }),
);

export const indexingCases: readonly Case[] = [...oneHots, ...gathers, ...sums];
