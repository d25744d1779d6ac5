import * as tf from "../tensors/tf";
import { choice } from "./choice";
import { absolute, euclideanNorm, unitVectors } from "./norms";

export interface FactorDistanceOptions {
  readonly variant?: "paper" | "reference";
  /** p, 1 or 2; default 1. */
  readonly power?: 1 | 2;
  /**
   * Whether the factor's channels are first taken together to the mean of their squares, as RepDistiller does: a loss like
   * `attentionTransfer`'s, which no longer knows one factor from another. Default false.
   */
  readonly collapsed?: boolean;
}

/**
 * How far two factors [batch, height, width, channels] are apart, each scaled to length 1 by example: δ = F_s / ‖F_s‖₂ −
 * F_t / ‖F_t‖₂. `reference`: the mean over all elements of |δ|^p; `paper`: the mean over the batch of ‖δ‖_p.
 * @param name of the method, for messages
 * @throws RangeError for an option that is out of range
 */
export function factorDistance(
  name: string,
  { variant = "reference", power = 1, collapsed = false }: FactorDistanceOptions,
): (student: tf.Tensor, teacher: tf.Tensor) => tf.Scalar {
  const distance = choice(name, "power", power, choice(name, "variant", variant, DISTANCES));
  const normalised = (factor: tf.Tensor): tf.Tensor => {
    const kept = collapsed ? tf.mean(tf.square(factor), 3) : factor;
    return unitVectors(tf.reshape(kept, [kept.shape[0]!, -1]), [1]); // [batch, elements]
  };
  return (student, teacher) => tf.mean(distance(tf.sub(normalised(student), normalised(teacher))));
}

/** Whose mean is the loss, by variant and p. */
const DISTANCES = {
  reference: { 1: absolute, 2: (difference: tf.Tensor) => tf.square(difference) },
  paper: {
    1: (difference: tf.Tensor) => tf.sum(absolute(difference), 1),
    2: (difference: tf.Tensor) => euclideanNorm(difference, [1]),
  },
};
