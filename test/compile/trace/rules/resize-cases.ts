import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

type Kind = "resizeBilinear" | "resizeNearestNeighbor";

const SIZES: readonly (readonly [from: readonly [number, number], to: readonly [number, number]])[] = [
  [
    [4, 4],
    [4, 4],
  ],
  [
    [2, 2],
    [4, 4],
  ],
  [
    [3, 3],
    [7, 7],
  ],
  [
    [6, 6],
    [3, 3],
  ],
  [
    [5, 5],
    [2, 2],
  ],
  [
    [3, 3],
    [1, 1],
  ],
  [
    [1, 1],
    [3, 3],
  ],
  [
    [3, 5],
    [6, 4],
  ],
  [
    [4, 2],
    [2, 9],
  ],
];

/** How much of each old place along an axis is in each new one: what resizing unit vectors gives. */
function sharesOf(kind: Kind, from: number, to: number, alignCorners: boolean, half: boolean): tf.Tensor2D {
  const units = tf.reshape(tf.eye(from), [from, from, 1, 1]) as tf.Tensor4D;
  return tf.reshape(tf.image[kind](units, [to, 1], alignCorners, half), [from, to]);
}

/**
 * Resizing as two products, with the gradient of those. tfjs' own is wrong for half pixels and for unequal sides; to the
 * nearest pixel it is wrong for all images but the first, and has no end for sides of 1.
 */
function asProducts(kind: Kind, x: tf.Tensor, to: readonly number[], alignCorners: boolean, half: boolean): tf.Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const rows = sharesOf(kind, height, to[0]!, alignCorners, half);
  const columns = sharesOf(kind, width, to[1]!, alignCorners, half);
  const lines = tf.reshape(tf.transpose(x, [0, 2, 3, 1]), [-1, height]);
  const tall = tf.reshape(tf.matMul(lines, rows), [batch, width, channels, to[0]!]);
  const across = tf.reshape(tf.transpose(tall, [0, 3, 2, 1]), [-1, width]);
  const whole = tf.reshape(tf.matMul(across, columns), [batch, to[0]!, channels, to[1]!]);
  return tf.transpose(whole, [0, 1, 3, 2]);
}

export const resizeCases: readonly Case[] = (["resizeBilinear", "resizeNearestNeighbor"] as const).flatMap((kind) =>
  SIZES.flatMap(([from, to]) =>
    [
      [false, false],
      [true, false],
      [false, true],
    ].flatMap(([alignCorners, half]): Case[] => {
      const name = `${kind} from ${from} to ${to}${alignCorners ? ", corners aligned" : ""}${half ? ", half pixels" : ""}`;
      const shape = [2, ...from, 3];
      const resize = (x: tf.Tensor): tf.Tensor => tf.image[kind](x as tf.Tensor4D, [...to], alignCorners, half);
      return [
        {
          name: `${name}, forward`,
          inputs: [float(shape), int(shape)],
          compute: (x, whole) => [resize(x!), resize(whole!)],
          gradient: false,
        },
        {
          name: `${name}, and its gradient`,
          inputs: [float(shape)],
          compute: (x) => resize(x!),
          ...(kind === "resizeNearestNeighbor" || half || from[0] !== from[1] || to[0] !== to[1]
            ? { oracle: (x) => asProducts(kind, x!, to, alignCorners!, half!) }
            : {}),
        },
      ];
    }),
  ),
);
