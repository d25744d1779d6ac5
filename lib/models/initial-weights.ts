import { randomKeys } from "../tensors/random";
import * as tf from "../tensors/tf";

/**
 * Where the weights start.
 * - `heNormal`: hidden layers N(0, 2 / inputs) cut at two standard deviations (He et al. 2015, eq. 10, as TensorFlow
 *   has it), logits uniform in ±√(6 / (inputs + classes)) (Glorot & Bengio 2010, eq. 16), batch-norm scale 1.
 * - `glorotUniform`: every layer as the logits of heNormal, batch-norm scale 1: Keras' default.
 * - `normal002`: every weight N(0, 0.02²), batch-norm scale N(1, 0.02²): the choice of the MNIST walk-through in
 *   PyTorch that the kit reproduces, whatever the width.
 * Biases and batch-norm shifts are 0 in all three.
 */
export type InitialWeights = "heNormal" | "glorotUniform" | "normal002";

type Initializer = ReturnType<typeof tf.initializers.ones>;

export interface Initializers {
  readonly hidden: (layer: string) => Initializer;
  readonly logits: (layer: string) => Initializer;
  readonly scale: (layer: string) => Initializer;
}

/**
 * The initialisers of a net's layers; each layer draws from its own stream of (seed, layer name).
 * @throws RangeError if the name is not one of `InitialWeights`
 */
export function initializers(kind: InitialWeights, seed: number): Initializers {
  // + 1: tfjs takes the seed 0 for none
  const seedOf = (layer: string): number => randomKeys(seed, "initial weights", layer)[0] + 1;
  const normal = (mean: number) => (layer: string) =>
    tf.initializers.randomNormal({ mean, stddev: 0.02, seed: seedOf(layer) });
  const glorot = (layer: string) => tf.initializers.glorotUniform({ seed: seedOf(layer) });
  switch (kind) {
    case "heNormal":
      return {
        hidden: (layer) => tf.initializers.heNormal({ seed: seedOf(layer) }),
        logits: glorot,
        scale: () => tf.initializers.ones(),
      };
    case "glorotUniform":
      return { hidden: glorot, logits: glorot, scale: () => tf.initializers.ones() };
    case "normal002":
      return { hidden: normal(0), logits: normal(0), scale: normal(1) };
    default:
      throw new RangeError(
        `initialWeights: ${JSON.stringify(kind)} was given; heNormal, glorotUniform and normal002 are accepted`,
      );
  }
}
