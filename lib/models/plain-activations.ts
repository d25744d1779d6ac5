import * as tf from "../tensors/tf";

type Activation = (x: tf.Tensor) => tf.Tensor;

/** min(x, most), by operations that can be differentiated twice. */
const atMost = (x: tf.Tensor, most: number): tf.Tensor => tf.sub(most, tf.relu(tf.sub(most, x)));

/** 1 / (1 + e^−x); beyond −80, where float32 has no more digits to give, it is flat. */
const sigmoid: Activation = (x) => tf.reciprocal(tf.add(tf.expm1(atMost(tf.neg(x), 80)), 2));

/**
 * Activations of tfjs-layers, by the name in a layer's configuration, whose second derivative TensorFlow.js gets right.
 * Where the gradient of an operation uses its output (tanh, sigmoid, exp) it takes that output for a constant, and the second
 * derivative is wrong without an error; expm1, relu and reciprocal use their input.
 */
export const plainActivations: Readonly<Record<string, Activation>> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.sub(tf.relu(x), tf.relu(tf.sub(x, 6))),
  sigmoid,
  tanh: (x) => tf.sub(tf.mul(2, sigmoid(tf.mul(2, x))), 1),
};

/** x where it is positive, else slope · x. */
export const leakyRelu = (x: tf.Tensor, slope: number): tf.Tensor =>
  tf.sub(tf.relu(x), tf.mul(slope, tf.relu(tf.neg(x))));
