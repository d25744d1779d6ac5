import * as tf from "../tensors/tf";
import { averagedToSameSize } from "./adaptive-average";
import { choice } from "./choice";
import { type Adapter, featureTerm } from "./feature-term";
import { regressor } from "./regressor";
import type { Pair, Shapes, Term } from "./term";

export interface ActivationBoundaryOptions {
  /** Of the connectors' initial weights. */
  readonly seed: number;
  /** m, above 0, in the unit of the pre-activations; default 1. */
  readonly margin?: number;
  readonly variant?: "paper" | "reference";
  /** Whether a connector also stands between features of one width, as in the authors' code; default false. */
  readonly alwaysConnect?: boolean;
}

/**
 * The student's units are to be active where the teacher's are, and by a margin: every unit i on the wrong side of
 * ±m pays L_i = (m − s)² where t > 0 and s < m, and (m + s)² where t ≤ 0 and s > −m.
 *
 * Features before their relu, [batch, units] or [batch, height, width, channels], from the shallow pair to the deep one.
 * Where widths differ a connector stands behind the student's: a linear map and batch normalisation, as in
 * `regressor`; where sizes differ the larger map is averaged.
 * - `reference`, the default: the mean over the batch of Σ_i L_i, times 3 / 1000, the deepest pair with weight 1, the next
 *   ½, ¼ …: the authors' code and RepDistiller, there with weight 1, alone in its stage.
 * - `paper`: the mean over the batch of Σ_i L_i, summed over the pairs; Heo et al. 2019, Knowledge Transfer via
 *   Distillation of Activation Boundaries Formed by Hidden Neurons, eq. 3 and 5.
 *
 * Both sum over the units: the loss grows with the feature. Two stages, which are two calls of `fit`: first this term
 * alone, up to its tap, then labels and soft targets without it (the authors: soft targets alone, T = 3). Unlike
 * `sparsityPattern`, which it stands for, it has a gradient.
 *
 * @throws RangeError for an option that is out of range; from `bind`, unless the features are two vectors or two maps
 */
export function activationBoundary<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { seed, margin = 1, variant = "reference", alwaysConnect = false }: ActivationBoundaryOptions,
): Term<S, T> {
  const name = "activationBoundary";
  if (!(margin > 0 && Number.isFinite(margin))) {
    throw new RangeError(`${name}: margin ${margin} was given; a finite number above 0 is accepted`);
  }
  const weightOf = choice(name, "variant", variant, {
    reference: (pair: number) => (3 / 1000) * 0.5 ** (pairs.length - 1 - pair),
    paper: () => 1,
  });
  return featureTerm({
    name,
    pairs,
    adapt: (shapes, pair) =>
      alwaysConnect || !isDirect(shapes) ? regressor(shapes, { name, pair, seed, batchNorm: true }) : direct(shapes),
    compare: (student, teacher, pair) => tf.mul(weightOf(pair), wrongSide(student, teacher, margin)),
  });
}

const isDirect = ([student, teacher]: Shapes): boolean =>
  student.length === teacher.length && student.at(-1) === teacher.at(-1);

/** Without a connector. */
const direct = (shapes: Shapes): Adapter => ({
  apply: shapes[0].length === 3 ? averagedToSameSize(shapes) : (student, teacher) => [student, teacher],
  variables: [],
});

/** Mean over the batch of Σ (m ∓ s)² over the units that are not beyond the margin on the teacher's side. */
function wrongSide(student: tf.Tensor, teacher: tf.Tensor, margin: number): tf.Scalar {
  const side = tf.sub(tf.mul(2, tf.step(teacher)), 1); // 1 where t > 0, else −1
  const missing = tf.relu(tf.sub(margin, tf.mul(side, student)));
  return tf.div(tf.sum<tf.Scalar>(tf.square(missing)), student.shape[0]!);
}
