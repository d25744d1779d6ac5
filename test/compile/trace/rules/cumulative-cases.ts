import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, float, int } from "./case";

const FLAGS = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

const SHAPES = [[1], [5], [3, 4], [3, 4, 2], [2, 1, 3, 9]] as const;

export const cumulativeCases: readonly Case[] = SHAPES.flatMap((shape) =>
  shape.flatMap((_, axis) =>
    FLAGS.flatMap(([exclusive, reverse]): Case[] => {
      const name = `of [${shape}] over ${axis}${exclusive ? ", exclusive" : ""}${reverse ? ", reverse" : ""}`;
      return [
        {
          name: `cumsum ${name}`,
          inputs: [float(shape), int(shape)],
          compute: (x, whole) => [tf.cumsum(x!, axis, exclusive, reverse), tf.cumsum(whole!, axis, exclusive, reverse)],
          ...(axis === shape.length - 1 ? {} : { gradient: false as const }), // tfjs' own gradient is for the last axis
        },
        {
          name: `cumprod ${name}`,
          inputs: [float(shape), int(shape, -2, 3), bool(shape)],
          compute: (...inputs) => inputs.map((x) => tf.cumprod(x, axis, exclusive, reverse)),
          gradient: false,
        },
      ];
    }),
  ),
);
