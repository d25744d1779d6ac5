import * as tf from "../tensors/tf";
import type { Term } from "./term";

/**
 * The student learns the teacher's softened probabilities: L = T² · KL(softmax(t / T) ‖ softmax(s / T)), summed over the
 * classes, mean over the batch.
 *
 * Logits s and t [batch, classes]. The gradient by s is T · (softmax(s / T) − softmax(t / T)) / batch: T² keeps its
 * size as T changes, so that the weights of soft and hard targets need not follow T, and for large T it tends to
 * (s − t, each less its mean over the classes) / (classes · batch), logit matching.
 * Hinton, Vinyals, Dean 2015, Distilling the Knowledge in a Neural Network, §2 and §2.1. The paper writes the
 * cross-entropy; KL differs from it by the teacher's entropy, which has no gradient, and is 0 where the student agrees.
 * Usual weights: soft 0.9, hard 0.1, T = 4.
 *
 * @param options.temperature T, above 0
 * @throws RangeError if the temperature is not a finite number above 0
 */
export function softTargets({ temperature }: { readonly temperature: number }): Term {
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new RangeError(`softTargets: temperature ${temperature} was given; a finite number above 0 is accepted`);
  }
  return {
    name: "softTargets",
    needsTeacher: true,
    pairs: [],
    bind: () => ({
      variables: [],
      loss: ({ student, teacher }) => {
        const logQ = tf.logSoftmax(tf.div(student.logits, temperature)); // [batch, classes]
        const logP = tf.logSoftmax(tf.div(teacher.logits, temperature)); // [batch, classes]
        const kl = tf.sum(tf.mul(tf.exp(logP), tf.sub(logP, logQ)), 1); // [batch]
        return tf.mul(temperature ** 2, tf.mean(kl));
      },
    }),
  };
}
