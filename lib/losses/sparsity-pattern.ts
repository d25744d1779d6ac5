import * as tf from "../tensors/tf";
import { choice } from "./choice";
import { featureTerm } from "./feature-term";
import type { Pair, Shapes, Term } from "./term";

/**
 * In how many units the two nets differ as to which are active: L = ‖ρ(t) − ρ(s)‖₁ with ρ(x) = 1 where x > 0, else 0.
 *
 * Features [batch, …] of one shape, before or behind their relu, for ρ is the same; summed over the pairs.
 * - `paper`, the default: the mean over the batch of the number of units that differ; Heo et al. 2019, Knowledge Transfer
 *   via Distillation of Activation Boundaries, eq. 2, and lecture 10 of MIT 6.S965.
 * - `reference`: the share of the units that differ, in [0, 1], which the authors' code prints.
 *
 * **It has no gradient**, for ρ is flat but for its step, and so it trains nothing: give it the weight 0 and watch its column of
 * the history, while `activationBoundary`, made for this reason, trains. With a weight it is only added to the loss.
 *
 * @throws RangeError for a variant that is not known; from `bind`, naming both shapes, if they are not the same: units
 *   are compared one by one, and an adapter would have nothing to learn from
 */
export function sparsityPattern<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { variant = "paper" }: { readonly variant?: "paper" | "reference" } = {},
): Term<S, T> {
  const name = "sparsityPattern";
  const unitsOf = choice(name, "variant", variant, {
    paper: ({ shape: [batch] }: tf.Tensor) => batch!,
    reference: ({ size }: tf.Tensor) => size,
  });
  return featureTerm({
    name,
    pairs,
    adapt(shapes) {
      checkSame(name, shapes);
      return { apply: (student, teacher) => [student, teacher], variables: [] };
    },
    compare(student, teacher) {
      const differs = tf.abs(tf.sub(tf.step(teacher), tf.step(student)));
      return tf.div(tf.sum<tf.Scalar>(differs), unitsOf(student));
    },
  });
}

function checkSame(name: string, [student, teacher]: Shapes): void {
  if (student.join() === teacher.join()) return;
  throw new RangeError(
    `${name}: a student feature [${student.join(", ")}] with a teacher feature [${teacher.join(", ")}] was given; two of ` +
      "one shape are accepted",
  );
}
