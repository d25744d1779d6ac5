import * as tf from "../tensors/tf";

/**
 * ∂L/∂x, L being the cross-entropy of each example by itself: how every pixel would change it. The shape of the images.
 *
 * By the chain rule, from the gradient of the logits in closed form, softmax(z) − truth; in TensorFlow.js the second derivative
 * of a cross-entropy is wrong. To be differentiated once more, `logitsOf` has to be a `plainPass`.
 *
 * @param images x [batch, height, width, channels]
 * @param labels int32 [batch]
 * @param logits z [batch, classes] of these images, if they are known by another forward pass
 */
export function inputGradient(
  logitsOf: (images: tf.Tensor) => tf.Tensor2D,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  logits = logitsOf(images),
): tf.Tensor {
  const truth = tf.oneHot(labels, logits.shape[1], 1, 0, "float32"); // [batch, classes]
  return tf.grad(logitsOf)(images, tf.sub(tf.softmax(logits), truth));
}
