import { sizeOf } from "../tensors/host-tensor";
import { randomStream } from "../tensors/random";
import * as tf from "../tensors/tf";

/**
 * A kernel [inputs, outputs] or [height, width, inputs, outputs], uniform in ±√(6 / (inputs + outputs)), inputs and
 * outputs counted once for every place of the kernel. Glorot & Bengio 2010, eq. 16.
 * @param place what it is for; other places of one seed have other numbers
 */
export function glorotKernel(
  shape: readonly number[],
  seed: number,
  ...place: readonly (string | number)[]
): tf.Variable {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const limit = Math.sqrt(6 / (sizeOf(shape.slice(0, -2)) * (inputs + outputs)));
  const { uniform } = randomStream(seed, ...place);
  const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => limit * (2 * uniform(i) - 1));
  return tf.tidy(() => tf.variable(tf.tensor(values, [...shape])));
}
