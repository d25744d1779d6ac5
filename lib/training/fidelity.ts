import { largest, logSumExp } from "./scores";

/** How closely a student follows its teacher. */
export interface Fidelity {
  /** Share of examples on which the largest logits agree, in [0, 1]. */
  readonly agreement: number;
  /** Mean over the examples of KL(teacher ‖ student) at temperature 1, in nats. */
  readonly divergence: number;
}

/**
 * Compares logits of two nets on the same examples, both row-major [length, classes].
 * @throws RangeError if they differ in length
 */
export function fidelityOf(studentLogits: Float32Array, teacherLogits: Float32Array, classes: number): Fidelity {
  if (studentLogits.length !== teacherLogits.length) {
    throw new RangeError(
      `fidelity: ${studentLogits.length} logits of the student and ${teacherLogits.length} of the teacher were given`,
    );
  }
  const examples = studentLogits.length / classes;
  let [agreeing, divergence] = [0, 0];
  for (let i = 0; i < examples; i++) {
    const start = i * classes;
    if (largest(studentLogits, start, classes) === largest(teacherLogits, start, classes)) agreeing++;
    const [s, t] = [logSumExp(studentLogits, start, classes), logSumExp(teacherLogits, start, classes)];
    for (let k = start; k < start + classes; k++) {
      const [logQ, logP] = [(studentLogits[k] as number) - s, (teacherLogits[k] as number) - t];
      divergence += Math.exp(logP) * (logP - logQ);
    }
  }
  return { agreement: agreeing / examples, divergence: divergence / examples };
}
