import * as tf from "../../../../lib/tensors/tf";
import { type Case, type Draw, float } from "./case";

const variance = (shape: readonly number[]): Draw => float(shape, 0.2, 2);

const SHAPES = [
  [5, 3],
  [2, 4, 3],
  [2, 3, 2, 3],
] as const;

const perChannel = SHAPES.flatMap((shape): Case[] => [
  {
    name: `batchNorm of [${shape}] with scale and offset`,
    inputs: [float(shape), float([3]), variance([3]), float([3]), float([3])],
    compute: (x, mean, spread, offset, scale) =>
      tf.batchNorm(x!, mean as tf.Tensor1D, spread as tf.Tensor1D, offset as tf.Tensor1D, scale as tf.Tensor1D, 1e-3),
  },
  {
    name: `batchNorm of [${shape}] with an offset`,
    inputs: [float(shape), float([3]), variance([3]), float([3])],
    compute: (x, mean, spread, offset) =>
      tf.batchNorm(x!, mean as tf.Tensor1D, spread as tf.Tensor1D, offset as tf.Tensor1D, undefined, 1e-5),
    gradient: false, // tfjs' own wants a scale
  },
  {
    name: `batchNorm of [${shape}] with a scale`,
    inputs: [float(shape), float([3]), variance([3]), float([3])],
    compute: (x, mean, spread, scale) =>
      tf.batchNorm(x!, mean as tf.Tensor1D, spread as tf.Tensor1D, undefined, scale as tf.Tensor1D),
    gradient: false, // tfjs' own wants an offset
  },
  {
    name: `batchNorm of [${shape}] with statistics alone`,
    inputs: [float(shape), float([3]), variance([3])],
    compute: (x, mean, spread) => tf.batchNorm(x!, mean as tf.Tensor1D, spread as tf.Tensor1D),
    gradient: false,
  },
]);

const perElement: Case = {
  name: "batchNorm with statistics for each element",
  inputs: [float([4, 3]), float([4, 3]), variance([4, 3])],
  compute: (x, mean, spread) => tf.batchNorm(x!, mean as tf.Tensor2D, spread as tf.Tensor2D),
  gradient: false, // tfjs' own is for statistics per channel
};

/** Training mode of a layer: the statistics are those of the batch itself, and take part in the gradient. */
const ofTheBatch: Case = {
  name: "batchNorm with the batch's own statistics",
  inputs: [float([6, 3]), float([3]), float([3])],
  compute: (x, scale, offset) => {
    const { mean, variance: spread } = tf.moments(x!, 0);
    return tf.batchNorm(x!, mean as tf.Tensor1D, spread as tf.Tensor1D, offset as tf.Tensor1D, scale as tf.Tensor1D);
  },
};

export const normalisationCases: readonly Case[] = [...perChannel, perElement, ofTheBatch];
