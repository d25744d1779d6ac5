import * as tf from "../tensors/tf";

/** x, as a constant: no gradient goes through it. */
export const detached = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
}));
