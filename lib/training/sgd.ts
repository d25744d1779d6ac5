import type { Optimizer, ParameterBlock, UpdateMoment } from "../compile/optimizer";
import { blockView, kernelsFor } from "./optimizer-kernels";
import { checkFromZero, checkRate, checkShare } from "./optimizer-options";

export interface SgdOptions {
  /** μ, in [0, 1); 0 where absent. */
  readonly momentum?: number;
  /** λ of the penalty λ/2 · ‖w‖², ≥ 0; 0 where absent. */
  readonly weightDecay?: number;
}

function updateInPlainTypeScript(block: ParameterBlock, options: SgdOptions, { learningRate }: UpdateMoment): void {
  const { memory, length, weights, gradients, slots } = block;
  const { momentum = 0, weightDecay = 0 } = options;
  const [w, g] = [blockView(memory, weights, length), blockView(memory, gradients, length)];
  const velocity = blockView(memory, slots[0] as number, length);
  for (let i = 0; i < length; i++) {
    const gradient = (g[i] as number) + weightDecay * (w[i] as number);
    velocity[i] = momentum * (velocity[i] as number) + gradient;
    w[i] = (w[i] as number) - learningRate * (velocity[i] as number);
  }
}

function updateInSimd(block: ParameterBlock, options: SgdOptions, { learningRate }: UpdateMoment): void {
  const { memory, length, weights, gradients, slots } = block;
  const { momentum = 0, weightDecay = 0 } = options;
  kernelsFor(memory).sgd(weights, gradients, slots[0] as number, length, learningRate, momentum, weightDecay);
}

/**
 * Stochastic gradient descent with momentum: u ← μu + g + λw, w ← w − ηu. PyTorch's form without dampening: the rate
 * multiplies the whole velocity, so a schedule acts at once. Keras has u ← μu − ηg, w ← w + u.
 * @param learningRate η > 0
 * @throws RangeError for a value out of its range
 */
export function sgd(learningRate: number, options: SgdOptions = {}): Optimizer {
  const { momentum = 0, weightDecay = 0 } = options;
  checkRate("sgd", "learningRate", learningRate);
  checkShare("sgd", "momentum", momentum);
  checkFromZero("sgd", "weightDecay", weightDecay);
  return {
    name: "sgd",
    learningRate,
    rule: { kind: "sgd", momentum, weightDecay },
    slots: 1,
    update: (block, at) => updateInSimd(block, options, at),
    reference: (block, at) => updateInPlainTypeScript(block, options, at),
  };
}
