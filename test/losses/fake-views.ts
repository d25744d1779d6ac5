import type { Term, Views } from "../../lib/losses/term";
import { sizeOf } from "../../lib/tensors/host-tensor";
import { randomStream } from "../../lib/tensors/random";
import * as tf from "../../lib/tensors/tf";

/** Values uniform in ±2, repeatable. */
export const fakeTensor = (shape: readonly number[], seed: number): tf.Tensor => {
  const { uniform } = randomStream(seed, "fake");
  return tf.tensor(
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => 4 * uniform(i) - 2),
    [...shape],
  );
};

/** Views without features: logits [batch, classes] given or made up, labels 0, 1, 2, 0 … */
export function logitViews(given: {
  readonly student: tf.Tensor;
  readonly teacher?: tf.Tensor;
  readonly labels?: readonly number[];
}): Views<never, never> {
  const { student, teacher = student } = given;
  const [batch, classes] = student.shape as [number, number];
  const labels = given.labels ?? Array.from({ length: batch }, (_, i) => i % classes);
  return {
    student: { logits: student as tf.Tensor2D, features: {} },
    teacher: { logits: teacher as tf.Tensor2D, features: {} },
    labels: tf.tensor1d([...labels], "int32"),
    indices: tf.tensor1d([...labels.keys()], "int32"),
    epoch: tf.scalar(1),
  };
}

/** Views with one feature each, under the tap "x". */
export const featureViews = (student: tf.Tensor, teacher: tf.Tensor): Views<"x", "x"> => {
  const views = logitViews({ student: tf.zeros([student.shape[0]!, 3]) });
  return {
    ...views,
    student: { ...views.student, features: { x: student } },
    teacher: { ...views.teacher, features: { x: teacher } },
  };
};

/** The value of a term over one feature of each net, bound to their shapes. Its variables stay. */
export const pairLoss = (term: Term<"x", "x">, student: tf.Tensor, teacher: tf.Tensor): tf.Scalar =>
  term.bind([[student.shape.slice(1), teacher.shape.slice(1)]]).loss(featureViews(student, teacher));
