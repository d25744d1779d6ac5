import type { Split } from "../../lib/datasets/split";

/** What a linear softmax classifier is trained on, by full-batch gradient descent. */
export interface LinearTask {
  readonly split: Split;
  /** Weights of the terms: cross-entropy with the labels, and T² · KL with the teacher. */
  readonly hard: number;
  readonly soft: number;
  readonly temperature: number;
  /** The teacher's logits of each example. */
  readonly teacher: readonly (readonly number[])[];
  readonly rate: number;
  readonly epochs: number;
}

const softmax = (logits: readonly number[], temperature = 1): readonly number[] => {
  const powers = logits.map((logit) => Math.exp(logit / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};

/** The images of a split as rows of numbers in [0, 1], a 1 behind each for the bias. */
const inputsOf = ({ pixels, length }: Split): readonly (readonly number[])[] => {
  const size = pixels.length / length;
  return Array.from({ length }, (_, i) => [...pixels.subarray(i * size, (i + 1) * size)].map((p) => p / 255).concat(1));
};

/**
 * The terms' means before each update and the weights after the last, [inputs + 1][classes], from zero; float64, with
 * the gradients written out: softmax − one-hot, and T · (softmax(s / T) − softmax(t / T)).
 */
export function linearDescent({ split, hard, soft, temperature, teacher, rate, epochs }: LinearTask) {
  const inputs = inputsOf(split);
  const classes = split.classes.length;
  const weights = inputs[0]!.map(() => Array<number>(classes).fill(0));
  const losses: { hard: number; soft: number }[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const gradient = weights.map((row) => row.map(() => 0));
    const sums = { hard: 0, soft: 0 };
    inputs.forEach((input, i) => {
      const logits = weights[0]!.map((_, k) => input.reduce((sum, x, j) => sum + x * weights[j]![k]!, 0));
      const [p, q, t] = [softmax(logits), softmax(logits, temperature), softmax(teacher[i]!, temperature)];
      sums.hard -= Math.log(p[split.labels[i]!]!);
      sums.soft += temperature ** 2 * t.reduce((sum, tk, k) => sum + tk * Math.log(tk / q[k]!), 0);
      const error = p.map(
        (pk, k) => hard * (pk - (split.labels[i] === k ? 1 : 0)) + soft * temperature * (q[k]! - t[k]!),
      );
      for (const [j, x] of input.entries()) for (const [k, e] of error.entries()) gradient[j]![k]! += x * e;
    });
    losses.push({ hard: sums.hard / split.length, soft: sums.soft / split.length });
    for (const [j, row] of weights.entries()) {
      for (const k of row.keys()) row[k]! -= (rate * gradient[j]![k]!) / split.length;
    }
  }
  return { losses, weights };
}
