import * as tf from "../tensors/tf";
import { threeConvolutions } from "./three-convolutions";

/** An autoencoder of a teacher's feature, whose code, the factor, is what factor transfer passes on. */
export interface Paraphraser {
  /** Of the feature. */
  readonly channels: number;
  /** Of the factor. */
  readonly factorChannels: number;
  /** The feature [batch, height, width, channels] → the factor [batch, height, width, factorChannels]. */
  readonly factor: (feature: tf.Tensor) => tf.Tensor;
  /** The feature → the feature as read from its factor. */
  readonly reconstruction: (feature: tf.Tensor) => tf.Tensor;
  /** Encoder, then decoder: kernel and bias of each convolution. */
  readonly variables: readonly tf.Variable[];
  readonly dispose: () => void;
}

export interface ParaphraserOptions {
  readonly channels: number;
  /** Channels of the factor by channel of the feature, in (0, 1]; the paper tries ½ to 1 and more. */
  readonly rate: number;
  /** Of the initial weights. */
  readonly seed: number;
}

/**
 * The paraphraser of Kim et al. 2018, Paraphrasing Complex Network, fig. 2, untrained: three 3×3 convolutions of C → C → kC → kC
 * channels, and three back, kC → kC → C → C, each with a bias and a leaky relu of slope 0.1. The paper's way back has
 * transposed convolutions; with stride 1 those are convolutions with the kernel turned round, and so learn the same.
 *
 * @throws RangeError unless rate · channels, rounded, is a whole number from 1 to channels
 */
export function paraphraser({ channels, rate, seed }: ParaphraserOptions): Paraphraser {
  const factorChannels = Math.round(channels * rate);
  if (!(factorChannels >= 1 && factorChannels <= channels)) {
    throw new RangeError(
      `paraphraser: a rate of ${rate} for ${channels} channels was given; one that makes 1 to ${channels} is accepted`,
    );
  }
  const encoder = threeConvolutions([channels, channels, factorChannels, factorChannels], { seed }, "encoder");
  const decoder = threeConvolutions([factorChannels, factorChannels, channels, channels], { seed }, "decoder");
  const variables = [...encoder.variables, ...decoder.variables];
  return {
    channels,
    factorChannels,
    factor: encoder.apply,
    reconstruction: (feature) => decoder.apply(encoder.apply(feature)),
    variables,
    dispose: () => tf.dispose(variables),
  };
}
