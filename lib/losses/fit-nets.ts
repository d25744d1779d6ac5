import * as tf from "../tensors/tf";
import { featureTerm } from "./feature-term";
import { regressor } from "./regressor";
import type { Pair, Term } from "./term";

/**
 * Hints: a regressor r on the student's feature learns to give the teacher's, and the student with it.
 *
 * Features [batch, units] or [batch, height, width, channels]; summed over the pairs; r as in `regressor`.
 * - `reference`, the default: L = mean over all elements of (r(s) − t)², as popular code has it (RepDistiller, there
 *   with weight 100). The weight does not depend on the size of the feature.
 * - `paper`: L = mean over the batch of ½ ‖r(s) − t‖², Romero et al. 2015, FitNets, eq. 3: elements / 2 times as much.
 * The paper trains in two stages, first the hint alone (up to the tapped layer), then the whole student on soft targets:
 * two calls of `fit`. Its regressor is a convolution as large as the maps differ, with a bias; ours is 1×1 without.
 *
 * @param options.seed of the regressor's initial weights
 * @throws RangeError from `bind`, before the first step, if heights or widths are not in a whole ratio
 */
export function fitNets<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { seed, variant = "reference" }: { readonly seed: number; readonly variant?: "paper" | "reference" },
): Term<S, T> {
  const name = "fitNets";
  const compare = { reference: meanSquaredError, paper: halfSquaredNorm }[variant];
  if (compare === undefined) {
    throw new RangeError(`${name}: variant ${JSON.stringify(variant)} was given; reference and paper are accepted`);
  }
  return featureTerm({ name, pairs, adapt: (shapes, pair) => regressor(shapes, { name, pair, seed }), compare });
}

const meanSquaredError = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar =>
  tf.mean(tf.square(tf.sub(student, teacher)));

const halfSquaredNorm = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar => {
  const squares = tf.square(tf.sub(student, teacher)); // [batch, …]
  const perExample = tf.sum(squares, [...squares.shape.keys()].slice(1)); // [batch]
  return tf.mul(0.5, tf.mean(perExample));
};
