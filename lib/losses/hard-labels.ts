import * as tf from "../tensors/tf";
import type { Term } from "./term";

/**
 * Cross-entropy with the true classes: L = mean over the batch of −log softmax(s)_y.
 *
 * Student logits s [batch, classes] at temperature 1, labels y int32 [batch] in 0 … classes − 1; in nats. A label
 * outside that range counts as a loss of 0: nothing may be read inside a step, so labels are checked where they enter.
 */
export const hardLabels = (): Term => ({
  name: "hardLabels",
  needsTeacher: false,
  pairs: [],
  bind: () => ({
    variables: [],
    loss: ({ student: { logits }, labels }) => {
      const truth = tf.oneHot(labels, logits.shape[1], 1, 0, "float32"); // [batch, classes]
      const logLikelihood = tf.sum(tf.mul(truth, tf.logSoftmax(logits)), 1); // [batch]
      return tf.neg(tf.mean<tf.Scalar>(logLikelihood));
    },
  }),
});
