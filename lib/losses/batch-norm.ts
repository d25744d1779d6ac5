import * as tf from "../tensors/tf";

/** PyTorch's default; TensorFlow's is 1e-3. */
const EPSILON = 1e-5;

/** Batch normalisation inside an adapter: with the statistics of the batch, for an adapter only lives while training. */
export interface BatchNorm {
  readonly apply: (x: tf.Tensor) => tf.Tensor;
  readonly variables: readonly tf.Variable[];
}

/**
 * γ · (x − mean) / √(variance + 1e-5) + β by channel, the last axis of x [batch, …, channels]; the variance is the
 * biased one. γ starts as 1, β as 0. Ioffe & Szegedy 2015, algorithm 1.
 */
export function batchNorm(channels: number): BatchNorm {
  const gamma = tf.tidy(() => tf.variable(tf.ones([channels])));
  const beta = tf.tidy(() => tf.variable(tf.zeros([channels])));
  return {
    variables: [gamma, beta],
    apply(x) {
      const { mean, variance } = tf.moments(x, [...x.shape.keys()].slice(0, -1));
      return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, EPSILON);
    },
  };
}
