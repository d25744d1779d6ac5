/**
 * Where the optimizer finds its numbers: weights, gradients and moments side by side in one memory, each block with
 * the same layout, so that one pass updates every variable and nothing is copied.
 */
export interface ParameterBlock {
  readonly memory: WebAssembly.Memory;
  /** Number of float32 in each block; a multiple of 4. Gaps between variables are zero in every block. */
  readonly length: number;
  /** Byte offset of the weights. */
  readonly weights: number;
  /** Byte offset of the gradients. */
  readonly gradients: number;
  /** Byte offsets of the optimizer's own blocks, zero at the start. */
  readonly slots: readonly number[];
}

/** Where training stands when the optimizer is called. */
export interface UpdateMoment {
  /** 1-based count of updates. */
  readonly step: number;
  readonly learningRate: number;
}

/** The formula of an update with its settings, for an engine that keeps the weights and changes them itself. */
export type UpdateRule =
  | {
      readonly kind: "adam";
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      /** λ of the decoupled decay w ← w · (1 − ηλ); 0 for none. */
      readonly weightDecay: number;
    }
  | { readonly kind: "sgd"; readonly momentum: number; readonly weightDecay: number };

/** How gradients change weights: a pass over a block of parameters, outside of the graph. */
export interface Optimizer {
  readonly name: string;
  /** The learning rate where no schedule says otherwise; > 0. */
  readonly learningRate: number;
  /** What it computes; absent for one that only its own functions know, which then run on the host. */
  readonly rule?: UpdateRule;
  /** How many blocks of moments it keeps. */
  readonly slots: number;
  /** The update in SIMD. */
  readonly update: (block: ParameterBlock, at: UpdateMoment) => void;
  /** The same formula in plain TypeScript: the oracle, and what the eager engine runs. */
  readonly reference: (block: ParameterBlock, at: UpdateMoment) => void;
}
