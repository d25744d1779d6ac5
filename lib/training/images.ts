import * as tf from "../tensors/tf";

/**
 * Pixels as bytes, int32 [batch, …] in 0 … 255 → images, float32 [batch, …] in [0, 1]: what every net is given.
 * A product, as ONNX Runtime divides by a number sixteen times more slowly than it multiplies.
 */
export const imagesOf = (pixels: tf.Tensor): tf.Tensor => tf.mul(tf.cast(pixels, "float32"), 1 / 255);

/** What imagesOf does, for the names of files that depend on it. */
export const PREPROCESSING = "bytes times 1/255";
