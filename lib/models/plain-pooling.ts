import * as tf from "../tensors/tf";

export interface Pool {
  readonly size: readonly [height: number, width: number];
  readonly strides: readonly [height: number, width: number];
  readonly padding: "same" | "valid";
}

/** Stands where a window reaches over the border; less than any feature. */
const OUTSIDE = -1e30;

/** The largest of each window, the first of equal ones: of tf.maxPool TensorFlow.js has no second derivative. */
export const plainMaxPool = (x: tf.Tensor, pool: Pool): tf.Tensor =>
  windowParts(x, pool).reduce((most, part) => {
    const isMore = tf.step(tf.sub(part, most)); // of which the derivative is 0
    return tf.add(tf.mul(most, tf.sub(1, isMore)), tf.mul(part, isMore));
  });

/** The mean of each window, which reaches over no border. */
export function plainAveragePool(x: tf.Tensor, pool: Pool): tf.Tensor {
  const parts = windowParts(x, pool);
  return tf.div(tf.addN(parts), parts.length);
}

/** The places of all windows, one after the other: for each place of a window a map of the pooled size. */
function windowParts(x: tf.Tensor, { size, strides, padding }: Pool): tf.Tensor[] {
  const shape = x.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, [...size], [...strides], 1, padding);
  const { top, left } = info.padInfo;
  const [batch, height, width, channels] = shape;
  // after the last window too, so that every part can be cut into whole strides
  const bottom = Math.max(size[0] - 1 + info.outHeight * strides[0] - height - top, 0);
  const right = Math.max(size[1] - 1 + info.outWidth * strides[1] - width - left, 0);
  const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]], OUTSIDE); // biome-ignore format: by axis
  const extent = [batch, info.outHeight * strides[0], info.outWidth * strides[1], channels];
  const strided = [batch, info.outHeight, strides[0], info.outWidth, strides[1], channels];
  const first = [batch, info.outHeight, 1, info.outWidth, 1, channels];
  return Array.from({ length: size[0] * size[1] }, (_, place) => {
    const [row, column] = [Math.floor(place / size[1]), place % size[1]];
    const part = tf.reshape(tf.slice(padded, [0, row, column, 0], extent), strided);
    return tf.reshape(tf.slice(part, [0, 0, 0, 0, 0, 0], first), [batch, info.outHeight, info.outWidth, channels]);
  });
}
