import * as tf from "../tensors/tf";
import { batchNorm } from "./batch-norm";
import { glorotKernel } from "./glorot-kernel";

/** Of the leaky relus of factor transfer. */
const SLOPE = 0.1;

export interface Convolutions {
  /** [batch, height, width, channels] → the same with other channels. */
  readonly apply: (map: tf.Tensor) => tf.Tensor;
  readonly variables: readonly tf.Variable[];
}

/**
 * Three 3×3 convolutions, stride 1, padded to the same size, each followed by a leaky relu of slope 0.1.
 *
 * @param widths four: of the input and behind each convolution
 * @param options.batchNorm whether batch normalisation stands before each leaky relu, in place of the bias
 * @param place what they are for; other places of one seed start from other weights
 */
export function threeConvolutions(
  widths: readonly [number, number, number, number],
  { seed, batchNorm: normalised = false }: { readonly seed: number; readonly batchNorm?: boolean },
  ...place: readonly (string | number)[]
): Convolutions {
  const layers = widths.slice(1).map((outputs, i) => {
    const kernel = glorotKernel([3, 3, widths[i]!, outputs], seed, ...place, i) as tf.Variable<tf.Rank.R4>;
    const shift = normalised ? batchNorm(outputs) : bias(outputs);
    return {
      variables: [kernel, ...shift.variables],
      apply: (x: tf.Tensor) => tf.leakyRelu(shift.apply(tf.conv2d(x as tf.Tensor4D, kernel, 1, "same")), SLOPE),
    };
  });
  return {
    variables: layers.flatMap(({ variables }) => variables),
    apply: (map) => layers.reduce((x, { apply }) => apply(x), map),
  };
}

function bias(channels: number): Convolutions {
  const variable = tf.tidy(() => tf.variable(tf.zeros([channels])));
  return { variables: [variable], apply: (x) => tf.add(x, variable) };
}
