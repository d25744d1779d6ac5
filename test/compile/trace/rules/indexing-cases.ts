import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, float, int } from "./case";

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

/** One batch of x for each batch of indices; tfjs has a gradient for one axis of batches. */
const gathersByBatch = [
  { shape: [2, 5], indices: [2, 3], axis: 1, batchDims: 1 },
  { shape: [2, 5, 3], indices: [2, 4], axis: 1, batchDims: 1 },
  { shape: [3, 2, 5], indices: [3, 4], axis: 2, batchDims: 1 },
  { shape: [2, 3, 5, 2], indices: [2, 3, 4], axis: 2, batchDims: 2 },
  { shape: [2, 2, 3, 5], indices: [2, 2, 2, 2], axis: 3, batchDims: 2 },
].map(
  ({ shape, indices, axis, batchDims }): Case => ({
    name: `gather from [${shape}] by [${indices}] over ${axis}, ${batchDims} axes of batches`,
    inputs: [float(shape), int(indices, 0, shape[axis]!), int(shape)],
    compute: (x, where, whole) => [tf.gather(x!, where!, axis, batchDims), tf.gather(whole!, where!, axis, batchDims)],
    ...(batchDims === 1 && axis === 1 ? {} : { gradient: false as const }),
  }),
);

const gathersNd = [
  { shape: [5], indices: [3, 1] },
  { shape: [4, 5], indices: [3, 1] },
  { shape: [4, 5], indices: [3, 2] },
  { shape: [4, 4, 3], indices: [2, 3, 2] },
  { shape: [4, 4, 4], indices: [3] },
].map(
  ({ shape, indices }): Case => ({
    name: `gatherND from [${shape}] by [${indices}]`,
    inputs: [float(shape), int(indices, 0, 4), int(shape), bool(shape)],
    compute: (x, where, ...others) => [x!, ...others].map((each) => tf.gatherND(each, where!)),
    gradient: false,
  }),
);

export const indexingCases: readonly Case[] = [...oneHots, ...gathers, ...gathersByBatch, ...gathersNd];
