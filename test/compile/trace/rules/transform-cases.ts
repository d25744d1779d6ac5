import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";

const FILLS = ["constant", "reflect", "wrap", "nearest"] as const;
const INTERPOLATIONS = ["nearest", "bilinear"] as const;

/** Moved, turned, sheared, larger, and in perspective; away from the halves at which a nearest pixel is a matter of rounding. */
const TRANSFORMS = [
  [1, 0, 0, 0, 1, 0, 0, 0],
  [1, 0, -1.3, 0, 1, 2.2, 0, 0],
  [0.8, -0.6, 1.13, 0.6, 0.8, -2.17, 0, 0],
  [0.37, 0, -9.1, 0.11, 0.41, 13.3, 0, 0],
  [1.7, 0.3, -0.77, 0.2, 2.3, -8.2, 0.03, 0.02],
];

/** tfjs' cpu backend transforms the first image of a batch alone: image by image, each with its transform. */
const eachByItself = (
  x: tf.Tensor,
  transforms: tf.Tensor,
  run: (x: tf.Tensor, by: tf.Tensor) => tf.Tensor,
): tf.Tensor =>
  tf.concat(
    tf
      .split(x, x.shape[0]!)
      .map((image, i) => run(image, tf.slice(transforms, Math.min(i, transforms.shape[0]! - 1), 1))),
  );

export const transformCases: readonly Case[] = INTERPOLATIONS.flatMap((interpolation) =>
  FILLS.flatMap((fill) =>
    [
      { image: [5, 6], to: undefined },
      { image: [5, 4], to: [3, 7] as [number, number] },
      { image: [1, 3], to: undefined },
    ].flatMap(({ image, to }): Case[] => {
      const run = (x: tf.Tensor, by: tf.Tensor): tf.Tensor =>
        tf.image.transform(x as tf.Tensor4D, by as tf.Tensor2D, interpolation, fill, 0.25, to);
      return [TRANSFORMS, TRANSFORMS.slice(2, 3)].map((rows) => ({
        name: `transform of ${image}${to ? ` to ${to}` : ""}, ${interpolation}, ${fill}, ${rows.length} transforms`,
        inputs: [float([TRANSFORMS.length, ...image, 2])],
        compute: (x) => run(x!, tf.tensor2d(rows)),
        oracle: (x) => eachByItself(x!, tf.tensor2d(rows), run),
        gradient: false,
        tolerance: 1e-4, // places behind many reflections, in float32
      }));
    }),
  ),
);
