import * as tf from "../tensors/tf";

/** Σx² from which a vector counts as none: a length of 1e-6. */
const NONE = 1e-12;

const sumOfSquares = (x: tf.Tensor, axes: readonly number[]): tf.Tensor => tf.sum(tf.square(x), [...axes], true);

/**
 * x / ‖x‖ along some axes. Vectors shorter than 1e-6 become 0 and have no gradient: popular code divides by
 * max(‖x‖, 1e-12), whose slope at 0 is 1e12.
 */
export const unitVectors = (x: tf.Tensor, axes: readonly number[]): tf.Tensor => {
  const squares = sumOfSquares(x, axes);
  const inverse = tf.rsqrt(tf.maximum(squares, NONE));
  return tf.mul(x, tf.mul(inverse, tf.step(tf.sub(squares, NONE)))); // tf.step has a gradient, 0; tf.greater has none
};

/**
 * ‖x‖ along some axes, which are dropped. Its gradient at 0 is 0, where that of a square root is infinite: below 1e-6 it
 * is the parabola 1e6 · ‖x‖².
 */
export const euclideanNorm = (x: tf.Tensor, axes: readonly number[]): tf.Tensor => {
  const squares = sumOfSquares(x, axes);
  return tf.squeeze(tf.mul(squares, tf.rsqrt(tf.maximum(squares, NONE))), [...axes]);
};

/** |x| with the gradient 0 at 0, where that of tf.abs is −1. */
export const absolute = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.sign(x));
