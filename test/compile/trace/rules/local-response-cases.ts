import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";

const SETTINGS = [
  [5, 1, 1, 0.5],
  [1, 2, 0.3, 0.75],
  [2, 1, 1e-2, 1],
  [0, 1, 0.5, 2],
] as const;

export const localResponseCases: readonly Case[] = [1, 3, 8].flatMap((channels) =>
  SETTINGS.map(
    ([radius, bias, alpha, beta]): Case => ({
      name: `localResponseNormalization over ${channels} channels, radius ${radius}, ${bias} + ${alpha}·Σ to −${beta}`,
      inputs: [float([2, 2, 3, channels])],
      compute: (x) => tf.localResponseNormalization(x as tf.Tensor4D, radius, bias, alpha, beta),
    }),
  ),
);
