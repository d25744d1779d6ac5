import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";

export const creationCases: readonly Case[] = [
  ...[[], [3], [2, 3]].map(
    (shape): Case => ({
      name: `fill of [${shape}]`,
      inputs: [],
      compute: () => [tf.fill(shape, 2.5), tf.fill(shape, -3, "int32"), tf.fill(shape, true as never, "bool")],
    }),
  ),
  ...(
    [
      [0, 5, 1],
      [1, 2, 0.25],
      [5, 0, 1],
      [5, 0, -2],
      [0, 7, 3],
    ] as const
  ).map(
    ([start, stop, step]): Case => ({
      name: `range from ${start} to ${stop} by ${step}`,
      inputs: [],
      compute: () => [
        tf.range(start, stop, step),
        ...(Number.isInteger(step) ? [tf.range(start, stop, step, "int32")] : []),
      ],
    }),
  ),
  {
    name: "linspace",
    inputs: [],
    compute: () => [tf.linspace(0, 1, 7), tf.linspace(5, -2.5, 4), tf.linspace(3, 3, 2), tf.linspace(2, 9, 1)],
  },
  {
    name: "tensors that JavaScript makes",
    inputs: [float([2])],
    compute: (x) => [
      tf.mul(x!, tf.tensor1d([1.5, -2])),
      tf.tensor2d(
        [
          [1, 2],
          [3, 4],
        ],
        [2, 2],
        "int32",
      ),
      tf.tensor1d([true, false], "bool"),
      tf.scalar(7),
      tf.eye(3),
      tf.zeros([2, 2]),
      tf.mul(tf.ones([2, 2]), x!),
    ],
  },
  { name: "a range in a product", inputs: [float([4])], compute: (x) => tf.mul(tf.range(0, 4), x!) },
];
