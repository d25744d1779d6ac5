import * as tf from "../tensors/tf";
import { choice } from "./choice";
import { featureTerm } from "./feature-term";
import { type RegressorForm, regressor } from "./regressor";
import type { Pair, Term } from "./term";

export interface FitNetsOptions {
  /** Of the regressors' initial weights. */
  readonly seed: number;
  readonly variant?: "paper" | "reference";
  /** What stands in the regressors; a linear map alone where absent. */
  readonly regressor?: RegressorForm;
}

/**
 * Hints: a regressor r on the student's feature learns to give the teacher's, and the student with it.
 *
 * Features [batch, units] or [batch, height, width, channels]; summed over the pairs; r as in `regressor`.
 * - `reference`, the default: L = mean over all elements of (r(s) − t)², as popular code has it (RepDistiller and
 *   mdistiller, there with weight 100). The weight does not depend on the size of the feature.
 * - `paper`: L = mean over the batch of ½ ‖r(s) − t‖², Romero et al. 2015, FitNets, eq. 3: elements / 2 times as much.
 *
 * Joint training, as popular code does it, is one call of `fit` with this term beside the others. The paper trains in two
 * stages, which are two calls: first the hint alone, whose gradient reaches the student up to its tap and no further;
 * then the whole student on labels and soft targets, whose weight falls from 4 to 1 (`(epoch) => …` as the weight).
 * RepDistiller's regressor is { bias: true, batchNorm: true, relu: true }; the paper's { bias: true, relu: true,
 * sizes: "convolve" }, the non-linearity being that of the teacher's layer. Ours is linear where nothing is said, so
 * that it suits features before and behind their non-linearity.
 *
 * @throws RangeError for a variant that is not known; from `bind`, before the first step, unless the features are two
 *   vectors or two maps of sizes that suit
 */
export function fitNets<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { seed, variant = "reference", regressor: form }: FitNetsOptions,
): Term<S, T> {
  const name = "fitNets";
  const compare = choice(name, "variant", variant, { reference: meanSquaredError, paper: halfSquaredNorm });
  return featureTerm({
    name,
    pairs,
    adapt: (shapes, pair) => regressor(shapes, { ...form, name, pair, seed }),
    compare,
  });
}

const meanSquaredError = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar =>
  tf.mean(tf.square(tf.sub(student, teacher)));

const halfSquaredNorm = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar => {
  const squares = tf.square(tf.sub(student, teacher)); // [batch, …]
  const perExample = tf.sum(squares, [...squares.shape.keys()].slice(1)); // [batch]
  return tf.mul(0.5, tf.mean(perExample));
};
