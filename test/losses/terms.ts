import { activationBoundary } from "../../lib/losses/activation-boundary";
import { attentionTransfer } from "../../lib/losses/attention-transfer";
import { factorTransfer } from "../../lib/losses/factor-transfer";
import { featureTerm } from "../../lib/losses/feature-term";
import { fitNets } from "../../lib/losses/fit-nets";
import { flowOfSolution } from "../../lib/losses/flow-of-solution";
import { gradientAttention } from "../../lib/losses/gradient-attention";
import { hardLabels } from "../../lib/losses/hard-labels";
import { neuronSelectivity } from "../../lib/losses/neuron-selectivity";
import { paraphraser } from "../../lib/losses/paraphraser";
import { relational } from "../../lib/losses/relational";
import { softTargets } from "../../lib/losses/soft-targets";
import { sparsityPattern } from "../../lib/losses/sparsity-pattern";
import type { Shapes, Term } from "../../lib/losses/term";
import * as tf from "../../lib/tensors/tf";

/** A term as the contract sees it. */
export interface Entry {
  /** The function that makes the term. */
  readonly factory: string;
  readonly detail: string;
  readonly term: Term<"x", "x">;
  readonly shapes: readonly Shapes[];
  /** Whether the loss is 0 where the student's view is the teacher's. */
  readonly zeroWhenEqual: boolean;
  /**
   * Whether it compares examples with each other: one example alone has no gradient then, and the value of a batch twice
   * over is another, for it holds pairs of equal examples.
   */
  readonly betweenExamples?: boolean;
  /** Whether its gradient is 0: a term to watch, not to train on. */
  readonly isFlat?: boolean;
  /** At which the term trains steadily in the tests that train with each; 1 where absent. */
  readonly weight?: number;
}

const pairs = [["x", "x"]] as const;
const onLogits = { detail: "logits", shapes: [], zeroWhenEqual: false };
const compare = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar => tf.mean(tf.abs(tf.sub(student, teacher)));
const onMaps: readonly Shapes[] = [
  [
    [4, 4, 3],
    [2, 2, 5],
  ],
];
const paraphrased = paraphraser({ channels: 5, rate: 0.6, seed: 1 });
const ofOneWidth: Shapes = [
  [4, 4, 3],
  [2, 2, 3],
];

/** Every term of the library. */
export const terms: readonly Entry[] = [
  { factory: "hardLabels", term: hardLabels(), ...onLogits },
  { factory: "softTargets", term: softTargets({ temperature: 4 }), ...onLogits, zeroWhenEqual: true },
  {
    factory: "gradientAttention",
    ...onLogits,
    detail: "as the teacher's",
    term: gradientAttention(),
    zeroWhenEqual: true,
    weight: 0.1,
  },
  {
    factory: "gradientAttention",
    ...onLogits,
    detail: "half the square, of the mirror image",
    term: gradientAttention({ match: "mirror", norm: "halfSquare" }),
  },
  { factory: "fitNets", detail: "maps", term: fitNets(pairs, { seed: 1 }), shapes: onMaps, zeroWhenEqual: false },
  {
    factory: "fitNets",
    detail: "vectors, paper",
    term: fitNets(pairs, { seed: 1, variant: "paper" }),
    shapes: [[[6], [5]]],
    zeroWhenEqual: false, // the regressor stands between them
  },
  {
    factory: "fitNets",
    detail: "batch norm and relu, maps in no whole ratio",
    term: fitNets(pairs, { seed: 2, regressor: { batchNorm: true, relu: true } }),
    shapes: [
      [
        [3, 4, 3],
        [2, 3, 5],
      ],
    ],
    zeroWhenEqual: false,
  },
  {
    factory: "fitNets",
    detail: "convolving",
    term: fitNets(pairs, { seed: 3, regressor: { sizes: "convolve", bias: true } }),
    shapes: onMaps,
    zeroWhenEqual: false,
  },
  ...(["linear", "polynomial", "gaussian"] as const).map((kernel) => ({
    factory: "neuronSelectivity",
    detail: kernel,
    term: neuronSelectivity(pairs, { kernel }),
    shapes: onMaps,
    zeroWhenEqual: false, // the maps have other sizes
  })),
  ...(["reference", "paper"] as const).map((variant) => ({
    factory: "attentionTransfer",
    detail: variant,
    term: attentionTransfer(pairs, { variant }),
    shapes: onMaps,
    zeroWhenEqual: false, // the maps have other sizes
  })),
  {
    factory: "attentionTransfer",
    detail: "max |F|, equal shapes",
    term: attentionTransfer(pairs, { power: 1, channels: "max" }),
    shapes: [
      [
        [2, 2, 3],
        [2, 2, 3],
      ],
    ],
    zeroWhenEqual: true,
  },
  {
    factory: "activationBoundary",
    detail: "connector",
    term: activationBoundary(pairs, { seed: 1 }),
    shapes: onMaps,
    zeroWhenEqual: false, // a pattern of its own is not beyond the margin
  },
  {
    factory: "activationBoundary",
    detail: "paper, no connector",
    term: activationBoundary(pairs, { seed: 1, variant: "paper" }),
    shapes: [[[6], [6]]],
    zeroWhenEqual: false,
  },
  {
    factory: "sparsityPattern",
    detail: "equal maps",
    term: sparsityPattern(pairs),
    shapes: [
      [
        [2, 2, 3],
        [2, 2, 3],
      ],
    ],
    zeroWhenEqual: true,
    isFlat: true,
    weight: 0.1,
  },
  {
    factory: "factorTransfer",
    detail: "reference",
    term: factorTransfer(pairs[0], { paraphraser: paraphrased, seed: 1 }),
    shapes: onMaps,
    zeroWhenEqual: false, // translator and paraphraser stand between them
  },
  {
    factory: "factorTransfer",
    detail: "paper, p = 2, batch norm",
    term: factorTransfer(pairs[0], { paraphraser: paraphrased, seed: 2, variant: "paper", power: 2, batchNorm: true }),
    shapes: onMaps,
    zeroWhenEqual: false,
  },
  ...(["reference", "paper"] as const).map((variant) => ({
    factory: "flowOfSolution",
    detail: variant,
    term: flowOfSolution([...pairs, ...pairs], { variant }),
    shapes: [ofOneWidth, ofOneWidth],
    zeroWhenEqual: false, // the maps have other sizes
    weight: 0.1,
  })),
  {
    factory: "relational",
    detail: "vectors",
    term: relational(pairs),
    shapes: [[[6], [5]]],
    zeroWhenEqual: false, // the widths differ
    betweenExamples: true,
    weight: 0.02,
  },
  {
    factory: "relational",
    detail: "paper, equal maps",
    term: relational(pairs, { variant: "paper", distance: 1, angle: 2 }),
    shapes: [
      [
        [2, 2, 3],
        [2, 2, 3],
      ],
    ],
    zeroWhenEqual: true,
    betweenExamples: true,
    weight: 1e-3,
  },
  {
    factory: "featureTerm",
    detail: "no adapter",
    term: featureTerm({ name: "distance", pairs, compare }),
    shapes: [
      [
        [2, 2, 3],
        [2, 2, 3],
      ],
    ],
    zeroWhenEqual: true,
  },
];
