import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Arena } from "../../lib/compile/arena";
import type { Optimizer } from "../../lib/compile/optimizer";
import * as tf from "../../lib/tensors/tf";

type Weights = readonly (readonly number[])[];

interface GoldenCase {
  readonly name: string;
  /** By step: the numbers of the two tensors. */
  readonly weights: Readonly<Record<string, Weights>>;
}

/** The case of test/golden/optimizers.json with this name. */
export function goldenOptimizer(name: string): GoldenCase {
  const path = join(__dirname, "..", "golden", "optimizers.json");
  const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly GoldenCase[] };
  return cases.find((each) => each.name === name)!;
}

/** Runs `pass` for 100 steps on the problem that optimizers.json was made with; weights after steps 1, 10 and 100. */
export function optimizerRun(optimizer: Optimizer, pass: Optimizer["update"]): Record<string, Weights> {
  const variables = [11, 6].map((size) => tf.variable(tf.zeros([size])));
  const { block, weights, gradients } = new Arena(variables, optimizer);
  tf.dispose(variables);
  for (const [k, w] of weights.entries()) w.set(w.map((_, i) => Math.cos(1.7 * i + k)));
  const kept: Record<string, Weights> = {};
  for (let step = 1; step <= 100; step++) {
    for (const [k, g] of gradients.entries()) {
      g.set(g.map((_, i) => Math.sin(0.7 * step + 1.3 * i + k) + 0.3 * Math.cos(i)));
    }
    pass(block, { step, learningRate: (0.02 * (1.1 + Math.cos((Math.PI * step) / 100))) / 2 });
    if ([1, 10, 100].includes(step)) kept[step] = weights.map((w) => [...w]);
  }
  return kept;
}

/** The largest difference, as a share of the largest expected number. */
export function relativeDeviation(found: Weights, expected: Weights): number {
  const [a, b] = [found.flat(), expected.flat()];
  const scale = Math.max(...b.map(Math.abs));
  return a.length === b.length ? Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / scale : Number.NaN;
}
