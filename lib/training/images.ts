import * as tf from "../tensors/tf";

/** Pixels as bytes, int32 [batch, …] in 0 … 255 → images, float32 [batch, …] in [0, 1]: what every net is given. */
export const imagesOf = (pixels: tf.Tensor): tf.Tensor => tf.div(tf.cast(pixels, "float32"), 255);
