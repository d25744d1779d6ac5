import type { Optimizer, ParameterBlock, UpdateMoment } from "../compile/optimizer";
import { blockView, kernelsFor } from "./optimizer-kernels";
import { checkFromZero, checkRate, checkShare } from "./optimizer-options";

export interface AdamOptions {
  /** Share of the old mean that the gradient's mean keeps, in [0, 1); 0.9 where absent. */
  readonly beta1?: number;
  /** Share of the old mean that the squared gradient's mean keeps, in [0, 1); 0.999 where absent. */
  readonly beta2?: number;
  /** Added to the root, ≥ 0; 1e-8 where absent. */
  readonly epsilon?: number;
}

export interface AdamWOptions extends AdamOptions {
  /** λ, per unit of learning rate, ≥ 0; 0.01 where absent. */
  readonly weightDecay?: number;
}

/** What one update needs besides the blocks: the bias corrections of step t put into two factors. */
function factors({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamWOptions, at: UpdateMoment) {
  const { step, learningRate } = at;
  return {
    beta1,
    beta2,
    epsilon,
    rate: learningRate / (1 - beta1 ** step),
    scale: 1 / Math.sqrt(1 - beta2 ** step),
    keep: 1 - learningRate * weightDecay,
  };
}

function updateInPlainTypeScript(block: ParameterBlock, options: AdamWOptions, at: UpdateMoment): void {
  const { memory, length, weights, gradients, slots } = block;
  const { beta1, beta2, epsilon, rate, scale, keep } = factors(options, at);
  const [w, g] = [blockView(memory, weights, length), blockView(memory, gradients, length)];
  const [m, v] = [blockView(memory, slots[0] as number, length), blockView(memory, slots[1] as number, length)];
  for (let i = 0; i < length; i++) {
    const gradient = g[i] as number;
    m[i] = beta1 * (m[i] as number) + (1 - beta1) * gradient;
    v[i] = beta2 * (v[i] as number) + (1 - beta2) * gradient * gradient;
    w[i] = (w[i] as number) * keep - (rate * (m[i] as number)) / (Math.sqrt(v[i] as number) * scale + epsilon);
  }
}

function updateInSimd(block: ParameterBlock, options: AdamWOptions, at: UpdateMoment): void {
  const { memory, length, weights, gradients, slots } = block;
  const { beta1, beta2, epsilon, rate, scale, keep } = factors(options, at);
  const [first, second] = slots as readonly [number, number];
  kernelsFor(memory).adam(
    ...([weights, gradients, first, second, length] as const),
    ...([rate, beta1, beta2, 1 - beta1, 1 - beta2, scale, epsilon, keep] as const),
  );
}

function adamOptimizer(name: string, learningRate: number, options: AdamWOptions): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  checkRate(name, "learningRate", learningRate);
  checkShare(name, "beta1", beta1);
  checkShare(name, "beta2", beta2);
  checkFromZero(name, "epsilon", epsilon);
  return {
    name,
    learningRate,
    rule: { kind: "adam", beta1, beta2, epsilon, weightDecay },
    slots: 2,
    update: (block, at) => updateInSimd(block, options, at),
    reference: (block, at) => updateInPlainTypeScript(block, options, at),
  };
}

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − η · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 * PyTorch's form: ε stands outside of the bias correction. Keras and tfjs put it inside (ε √(1 − β₂ᵗ) in this form) and
 * have 1e-7.
 * @param learningRate η > 0
 * @throws RangeError for a value out of its range
 * Source: Kingma and Ba 2015, algorithm 1.
 */
export const adam = (learningRate: number, options: AdamOptions = {}): Optimizer =>
  adamOptimizer("adam", learningRate, { ...options, weightDecay: 0 });

/**
 * Adam with decoupled weight decay: Adam's update after w ← w · (1 − ηλ). Every trained variable decays, biases and
 * batch norm's too, as in PyTorch's AdamW given all parameters.
 * @throws RangeError for a value out of its range
 * Source: Loshchilov and Hutter 2019, algorithm 2, with the schedule in η.
 */
export const adamW = (learningRate: number, options: AdamWOptions = {}): Optimizer => {
  const weightDecay = options.weightDecay ?? 0.01;
  checkFromZero("adamW", "weightDecay", weightDecay);
  return adamOptimizer("adamW", learningRate, { ...options, weightDecay });
};
