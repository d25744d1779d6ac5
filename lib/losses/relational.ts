import * as tf from "../tensors/tf";
import { choice } from "./choice";
import { featureTerm } from "./feature-term";
import { absolute, euclideanNorm, unitVectors } from "./norms";
import type { Pair, Term } from "./term";

export interface RelationalOptions {
  /** Weight of the distances, from 0; default 25. */
  readonly distance?: number;
  /** Weight of the angles, from 0; default 50. */
  readonly angle?: number;
  readonly variant?: "paper" | "reference";
}

/**
 * Relations between examples are passed on: how far apart two are, and under what angle one sees two others.
 * L = distance · L_D + angle · L_A, summed over the pairs of taps.
 *
 * Features [batch, …], each example one vector e; widths may differ, no adapter. h is Huber's loss: ½ d² up to |d| = 1,
 * then |d| − ½.
 * - L_D = mean over batch² pairs (i, j) of h(ψ_s − ψ_t), ψ = ‖e_i − e_j‖ over its mean over all pairs i ≠ j of the batch;
 *   the student's mean has a gradient too
 * - L_A = mean over batch³ triples (i, j, k) of h(φ_s − φ_t), φ the cosine between e_j − e_i and e_k − e_i
 *
 * `reference`, the default, has these means (the authors' code, RepDistiller, mdistiller); `paper` the sums over pairs and
 * triples, Park et al. 2019, Relational Knowledge Distillation, eq. 4–9: batch² and batch³ times as much, so that weights
 * don't survive another batch size. 25 and 50 are RepDistiller's, for the pooled vector in classification; the authors
 * have 1 and 2 for metric learning. The angles take memory for batch² · units and some batch³ numbers.
 *
 * Where two examples are equal their distance and the angles at them are 0 and have no gradient.
 *
 * @throws RangeError for an option that is out of range
 */
export function relational<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { distance = 25, angle = 50, variant = "reference" }: RelationalOptions = {},
): Term<S, T> {
  const name = "relational";
  for (const [option, weight] of Object.entries({ distance, angle })) {
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new RangeError(`${name}: ${option} ${weight} was given; a finite number from 0 is accepted`);
    }
  }
  if (distance + angle === 0)
    throw new RangeError(`${name}: distance 0 and angle 0 were given; one above 0 is accepted`);
  const reduce: Reduce = choice(name, "variant", variant, { reference: tf.mean, paper: tf.sum });
  const compare = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar => {
    const [s, t] = [differences(student), differences(teacher)];
    const parts = [
      ...(distance > 0 ? [tf.mul(distance, reduce(huber(tf.sub(distances(s), distances(t)))))] : []),
      ...(angle > 0 ? [tf.mul(angle, reduce(huber(tf.sub(cosines(s), cosines(t)))))] : []),
    ];
    return tf.addN(parts) as tf.Scalar;
  };
  return featureTerm({ name, pairs, compare });
}

type Reduce = (x: tf.Tensor) => tf.Tensor;

/** e_j − e_i at [i, j]: [batch, batch, units]. Products of the e would lose the digits of what is close together. */
function differences(feature: tf.Tensor): tf.Tensor3D {
  const vectors = tf.reshape(feature, [feature.shape[0]!, -1]); // [batch, units]
  return tf.sub(tf.expandDims(vectors, 0), tf.expandDims(vectors, 1));
}

/** Every distance over the mean of those between two examples: [batch, batch]. */
function distances(between: tf.Tensor3D): tf.Tensor {
  const batch = between.shape[0];
  const lengths = euclideanNorm(between, [2]);
  const mean = tf.div(tf.sum(lengths), Math.max(batch * (batch - 1), 1)); // those of an example to itself are 0
  return tf.div(lengths, tf.maximum(mean, 1e-12));
}

/** The cosine of the angle at i between j and k, at [i, j, k]: [batch, batch, batch]. */
function cosines(between: tf.Tensor3D): tf.Tensor {
  const directions = unitVectors(between, [2]) as tf.Tensor3D;
  return tf.matMul(directions, directions, false, true);
}

/** Huber's loss with δ = 1, also called smooth L1; m · (|d| − m / 2) with m = min(|d|, 1). */
function huber(difference: tf.Tensor): tf.Tensor {
  const size = absolute(difference);
  const small = tf.minimum(size, 1);
  return tf.mul(small, tf.sub(size, tf.mul(small, 0.5)));
}
