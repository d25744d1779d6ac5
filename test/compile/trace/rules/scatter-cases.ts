import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

/** Sums by row as products with a mask, few rows to many columns, and as scatters, many rows to few columns. */
const sums = [
  { shape: [6], rows: 4 },
  { shape: [6, 2], rows: 4 },
  { shape: [1, 2, 3], rows: 4 },
  { shape: [7], rows: 90 },
  { shape: [8, 2], rows: 120 },
  { shape: [0, 2], rows: 3 },
].map(
  ({ shape, rows }): Case => ({
    name: `unsortedSegmentSum of [${shape}] to ${rows}, some outside`,
    inputs: [float(shape), int(shape.slice(0, 1), -2, rows + 2), int(shape)],
    compute: (x, ids, whole) => [
      tf.unsortedSegmentSum(x!, ids as tf.Tensor1D, rows),
      tf.unsortedSegmentSum(whole!, ids as tf.Tensor1D, rows),
    ],
    // tfjs' own gradient reads what lies outside
    gradient: false,
  }),
);

const differentiated = [4, 90].map(
  (rows): Case => ({
    name: `unsortedSegmentSum to ${rows} and its gradient`,
    inputs: [float([6, 2]), int([6], 0, rows)],
    compute: (x, ids) => tf.unsortedSegmentSum(x!, ids as tf.Tensor1D, rows),
  }),
);

const scattered = [
  { indices: [4, 1], updates: [4], shape: [6] },
  { indices: [4, 1], updates: [4, 3], shape: [5, 3] },
  { indices: [3, 2], updates: [3], shape: [4, 5] },
  { indices: [3, 2], updates: [3, 2], shape: [3, 4, 2] },
  { indices: [5, 1], updates: [5], shape: [100] },
  { indices: [2, 3, 1], updates: [2, 3, 2], shape: [4, 2] },
].map(
  ({ indices, updates, shape }): Case => ({
    name: `scatterND of [${updates}] by [${indices}] to [${shape}], some twice`,
    inputs: [int(indices, 0, Math.min(...shape.slice(0, indices.at(-1)))), float(updates), int(updates)],
    compute: (where, x, whole) => [
      tf.scatterND(where!, x!, shape as [number]),
      tf.scatterND(where!, whole!, shape as [number]),
    ],
    gradient: false,
  }),
);

/** Places that are all different, as a product of numbers without a common factor has them. */
const apart = (count: number, axes: number): tf.Tensor =>
  tf.tensor(
    Array.from({ length: count * axes }, (_, i) => (Math.floor(i / axes) * 3 + (i % axes)) % 5),
    [count, axes],
    "int32",
  );

const updated = [
  { tensor: [5], axes: 1, updates: [3] },
  { tensor: [5, 2], axes: 1, updates: [4, 2] },
  { tensor: [5, 5], axes: 2, updates: [4] },
  { tensor: [5, 5, 2], axes: 2, updates: [3, 2] },
].map(
  ({ tensor, axes, updates }): Case => ({
    name: `tensorScatterUpdate of [${tensor}] by ${axes} axes with [${updates}]`,
    inputs: [float(tensor), float(updates), int(tensor), int(updates)],
    compute: (x, values, whole, others) => [
      // tfjs writes into the tensor that it is given
      tf.tensorScatterUpdate(tf.add(x!, 0), apart(updates[0]!, axes), values!),
      tf.tensorScatterUpdate(tf.add(whole!, tf.scalar(0, "int32")), apart(updates[0]!, axes), others!),
    ],
    gradient: false,
  }),
);

const dense: Case[] = [
  {
    name: "sparseToDense of a vector",
    inputs: [float([3]), int([3]), float([])],
    compute: (x, whole, background) => [
      tf.sparseToDense(tf.tensor1d([4, 0, 2], "int32"), x!, [6], background as tf.Scalar),
      tf.sparseToDense(tf.tensor1d([4, 0, 2], "int32"), whole!, [6], tf.scalar(-1, "int32")),
    ],
    gradient: false,
  },
  {
    name: "sparseToDense of one number in a matrix",
    inputs: [float([])],
    compute: (x) => [
      tf.sparseToDense(apart(4, 2), x!, [5, 6], 0),
      tf.sparseToDense(tf.scalar(2, "int32"), x!, [4], 0.5),
    ],
    gradient: false,
  },
];

export const scatterCases: readonly Case[] = [...sums, ...differentiated, ...scattered, ...updated, ...dense];
