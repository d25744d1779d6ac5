import * as tf from "../tensors/tf";
import type { Shapes } from "./term";

/** Height and width of a map. */
export type Size = readonly [height: number, width: number];

const sizeOf = ([height, width]: readonly number[]): Size => [height!, width!];

/**
 * Means over windows, so that a map [batch, height, width, channels] becomes one of the size given, which is at most its
 * own: window i of n reaches from ⌊i · extent / n⌋ to ⌈(i + 1) · extent / n⌉, as in PyTorch's adaptive average pooling.
 */
export function adaptiveAverage(feature: tf.Tensor, [height, width]: Size): tf.Tensor {
  const [, high, wide] = feature.shape as [number, number, number, number];
  const window = [high / height, wide / width] as const;
  if (window.every((extent) => extent === 1)) return feature;
  // "valid", for tfjs's cpu backend has a wrong gradient of average pooling with "same"
  if (window.every(Number.isInteger)) return tf.avgPool(feature as tf.Tensor4D, [...window], [...window], "valid");
  const columns = averagedLast(tf.transpose(feature, [0, 1, 3, 2]), width); // [batch, high, channels, width]
  const rows = averagedLast(tf.transpose(columns, [0, 3, 2, 1]), height); // [batch, width, channels, height]
  return tf.transpose(rows, [0, 3, 1, 2]);
}

/** Means over windows of the last axis, as a product with a matrix. */
function averagedLast(x: tf.Tensor, parts: number): tf.Tensor {
  const extent = x.shape.at(-1)!;
  const matrix = tf.tensor2d(averagingMatrix(extent, parts), [extent, parts]);
  return tf.reshape(tf.matMul(tf.reshape(x, [-1, extent]), matrix), [...x.shape.slice(0, -1), parts]);
}

/** [extent, parts], row-major: each column has the shares of one window. */
function averagingMatrix(extent: number, parts: number): Float32Array {
  const matrix = new Float32Array(extent * parts);
  for (let part = 0; part < parts; part++) {
    const [from, to] = [Math.floor((part * extent) / parts), Math.ceil(((part + 1) * extent) / parts)];
    for (let place = from; place < to; place++) matrix[place * parts + part] = 1 / (to - from);
  }
  return matrix;
}

/** Brings maps of a student and of a teacher to one size. */
export type SameSize = (student: tf.Tensor, teacher: tf.Tensor) => readonly [student: tf.Tensor, teacher: tf.Tensor];

/** Along height and width each map is averaged down to the size of the smaller one. Shapes are without the batch axis. */
export function averagedToSameSize([student, teacher]: Shapes): SameSize {
  const [[high, wide], [height, width]] = [sizeOf(student), sizeOf(teacher)];
  const size = [Math.min(high, height), Math.min(wide, width)] as const;
  return (s, t) => [adaptiveAverage(s, size), adaptiveAverage(t, size)];
}

/**
 * Checks that a pair of features are maps.
 * @throws RangeError that names both shapes, unless both are [height, width, channels]
 */
export function checkMaps(name: string, [student, teacher]: Shapes): void {
  if (student.length === 3 && teacher.length === 3) return;
  throw new RangeError(
    `${name}: a student feature [${student.join(", ")}] with a teacher feature [${teacher.join(", ")}] was given; two ` +
      "maps [height, width, channels] are accepted",
  );
}
