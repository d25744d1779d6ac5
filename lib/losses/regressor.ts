import { sizeOf } from "../tensors/host-tensor";
import { randomStream } from "../tensors/random";
import * as tf from "../tensors/tf";
import type { Adapter } from "./feature-term";
import type { Shapes } from "./term";

export interface RegressorOptions {
  /** Of the method, for messages and as the place that the weights are drawn from. */
  readonly name: string;
  /** The position of the pair in its term: each pair starts from other weights. */
  readonly pair: number;
  readonly seed: number;
}

/**
 * A linear map from the student's feature to the width of the teacher's, trained beside the student.
 *
 * Vectors [batch, units]: s · W, W [student units, teacher units]. Maps [batch, height, width, channels]: a 1×1
 * convolution, W [1, 1, student channels, teacher channels]. No bias. Where the maps differ in size by a whole factor
 * along each axis, the larger one, be it the student's or the teacher's, is first averaged over windows of that size.
 * W starts uniform in ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010, eq. 16).
 *
 * @throws RangeError if the features are not two vectors or two maps of matching sizes
 */
export function regressor(shapes: Shapes, { name, pair, seed }: RegressorOptions): Adapter {
  const [student, teacher] = shapes;
  const window = windows(shapes);
  if (window === undefined) {
    throw new RangeError(
      `${name}: a student feature [${student.join(", ")}] with a teacher feature [${teacher.join(", ")}] was given; two ` +
        "vectors [units] are accepted, and two maps [height, width, channels] of which one is as high and as wide as " +
        "the other or a whole number of times as much",
    );
  }
  const isMap = student.length === 3;
  const [inputs, outputs] = [student.at(-1)!, teacher.at(-1)!];
  const weights = glorot(isMap ? [1, 1, inputs, outputs] : [inputs, outputs], [seed, name, pair]);
  return {
    variables: [weights],
    apply: (s, t) => {
      const pooled = pool(s, window.student);
      const mapped = isMap
        ? tf.conv2d(pooled as tf.Tensor4D, weights as tf.Variable<tf.Rank.R4>, 1, "valid")
        : tf.matMul(pooled, weights);
      return [mapped, pool(t, window.teacher)];
    },
  };
}

type Window = readonly [height: number, width: number];
const single: Window = [1, 1];

/** By what windows the features have to be averaged to be of one size; undefined if no windows do. */
function windows([student, teacher]: Shapes): { readonly student: Window; readonly teacher: Window } | undefined {
  if (student.length === 1 && teacher.length === 1) return { student: single, teacher: single };
  if (student.length !== 3 || teacher.length !== 3) return undefined;
  const times = (large: readonly number[], small: readonly number[]): Window | undefined => {
    const window = [large[0]! / small[0]!, large[1]! / small[1]!] as const;
    return window.every(Number.isInteger) ? window : undefined;
  };
  const [ofStudent, ofTeacher] = [times(student, teacher), times(teacher, student)];
  if (ofStudent !== undefined) return { student: ofStudent, teacher: single };
  return ofTeacher && { student: single, teacher: ofTeacher };
}

/** Average pooling with "valid" padding: "same" has a wrong gradient on tfjs's cpu backend. */
const pool = (feature: tf.Tensor, [height, width]: Window): tf.Tensor =>
  height === 1 && width === 1 ? feature : tf.avgPool(feature as tf.Tensor4D, [height, width], [height, width], "valid");

function glorot(shape: readonly number[], [seed, ...place]: readonly [number, ...(string | number)[]]): tf.Variable {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const limit = Math.sqrt(6 / (inputs + outputs));
  const { uniform } = randomStream(seed, "regressor", ...place);
  const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => limit * (2 * uniform(i) - 1));
  return tf.tidy(() => tf.variable(tf.tensor(values, [...shape])));
}
