import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { checkClasses, checkImages } from "./check-net";
import { type Fidelity, fidelityOf } from "./fidelity";
import { forward, logitsOver } from "./forward";
import { type Scores, scoresOf } from "./scores";

export interface EvaluateOptions<Teacher = Net | undefined> {
  /** Compares the net with it too. */
  readonly teacher?: Teacher;
  /** Examples per forward pass; a divisor of the split near 1,000 where absent. */
  readonly batchSize?: number;
}

/**
 * The logits of every example of a split, in its order: row-major [length, classes].
 * The forward pass is compiled, in inference mode.
 * @throws RangeError if the net takes other images
 */
export async function predict(
  net: Net,
  split: Split,
  { batchSize }: { readonly batchSize?: number } = {},
): Promise<Float32Array> {
  checkImages("predict", "net", net, split);
  const classes = net.model.outputs[0]!.shape[1] as number;
  const pass = forward(net, []);
  try {
    return await logitsOver(pass, split, { classes, batchSize });
  } finally {
    await pass.dispose();
  }
}

/**
 * Scores a net on a split: accuracy, errors, likelihood, calibration, confusion; beside a teacher, fidelity too.
 * @throws RangeError if net or teacher take other images or have other classes
 */
export function evaluate(net: Net, split: Split, options: EvaluateOptions<Net>): Promise<Scores & Fidelity>;
export function evaluate(net: Net, split: Split, options?: EvaluateOptions<undefined>): Promise<Scores>;
export async function evaluate(
  net: Net,
  split: Split,
  { teacher, ...options }: EvaluateOptions = {},
): Promise<Scores | (Scores & Fidelity)> {
  for (const [role, each] of Object.entries({ net, teacher })) {
    if (each !== undefined) checkClasses("evaluate", role, each, split);
  }
  const logits = await predict(net, split, options);
  const scores = scoresOf(logits, split.labels);
  if (teacher === undefined) return scores;
  const teacherLogits = await predict(teacher, split, options);
  return { ...scores, ...fidelityOf(logits, teacherLogits, logits.length / split.length) };
}
