import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

/** Whole images to the last pixel, parts, parts that reach over the border, and parts turned round; no place halfway. */
const BOXES = [
  [0, 0, 1, 1],
  [0.113, 0.171, 0.737, 0.839],
  [-0.411, 0.297, 0.533, 1.319],
  [0.877, 0.793, 0.131, 0.197],
];

const SIZES: readonly (readonly [image: readonly [number, number], crop: [number, number]])[] = [
  [
    [5, 6],
    [5, 6],
  ],
  [
    [5, 6],
    [3, 4],
  ],
  [
    [4, 4],
    [7, 9],
  ],
  [
    [7, 3],
    [1, 1],
  ],
  [
    [1, 4],
    [2, 2],
  ],
];

export const cropCases: readonly Case[] = SIZES.flatMap(([image, crop]) =>
  (["bilinear", "nearest"] as const).flatMap((method): Case[] => [
    {
      name: `cropAndResize of ${image} to ${crop}, ${method}`,
      inputs: [float([2, ...image, 3]), int([BOXES.length], 0, 2)],
      compute: (x, which) => {
        const boxes = tf.tensor2d(BOXES);
        return [undefined, -1.5].map((beyond) =>
          tf.image.cropAndResize(x as tf.Tensor4D, boxes, which as tf.Tensor1D, crop, method, beyond),
        );
      },
      gradient: false,
    },
    {
      name: `cropAndResize of ${image} to ${crop} by drawn boxes, ${method}`,
      inputs: [float([2, ...image, 3]), float([6, 4], -0.2, 1.2), int([6], 0, 2)],
      compute: (x, boxes, which) =>
        tf.image.cropAndResize(x as tf.Tensor4D, boxes as tf.Tensor2D, which as tf.Tensor1D, crop, method),
      gradient: false,
    },
  ]),
);
