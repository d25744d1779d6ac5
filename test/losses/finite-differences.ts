import * as tf from "../../lib/tensors/tf";

/**
 * The largest difference between a gradient and fourth-order central differences, relative to the largest |gradient|.
 * The default step suits float32 losses of size about 1 over inputs of size about 1.
 */
export function gradientError(loss: (x: tf.Tensor) => tf.Tensor, at: tf.Tensor, step = 0.1): number {
  const gradient = tf.grad(loss)(at).dataSync();
  const values = at.dataSync();
  const lossAt = (i: number, delta: number): number =>
    tf.tidy(() => {
      const moved = Float32Array.from(values);
      moved[i] = moved[i]! + delta;
      return loss(tf.tensor(moved, at.shape)).dataSync()[0]!;
    });
  const numeric = Array.from(values, (_, i) => {
    const near = lossAt(i, step) - lossAt(i, -step);
    const far = lossAt(i, 2 * step) - lossAt(i, -2 * step);
    return (8 * near - far) / (12 * step);
  });
  const scale = Math.max(...gradient.map(Math.abs));
  return Math.max(...numeric.map((value, i) => Math.abs(value - gradient[i]!))) / scale;
}
