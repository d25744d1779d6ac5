import type { Variable } from "../tensors/tf";
import type { Optimizer, ParameterBlock } from "./optimizer";

const BYTES = 4;
const PAGE = 65536;
const padded = (size: number): number => (size + 3) & ~3;

/** The memory of one training step: weights, gradients and moments of its variables, block after block. */
export class Arena {
  readonly block: ParameterBlock;
  readonly weights: readonly Float32Array[];
  readonly gradients: readonly Float32Array[];
  /** [slot][variable]. */
  readonly moments: readonly (readonly Float32Array[])[];

  /** @throws RangeError if the variables and their moments need more than the 4 GiB of one memory */
  constructor(variables: readonly Variable[], optimizer: Optimizer) {
    const sizes = variables.map(({ size }) => size);
    const length = sizes.reduce((sum, size) => sum + padded(size), 0);
    const bytes = length * BYTES * (2 + optimizer.slots);
    const pages = Math.max(1, Math.ceil(bytes / PAGE));
    if (pages > PAGE) {
      throw new RangeError(`compile: ${length} weights with ${optimizer.name} need ${bytes} bytes; at most 4 GiB fit`);
    }
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const start = (block: number): number => block * length * BYTES;
    this.block = {
      memory,
      length,
      weights: start(0),
      gradients: start(1),
      slots: Array.from({ length: optimizer.slots }, (_, slot) => start(2 + slot)),
    };
    const views = (block: number): Float32Array[] => {
      let offset = start(block);
      return sizes.map((size) => {
        const view = new Float32Array(memory.buffer, offset, size);
        offset += padded(size) * BYTES;
        return view;
      });
    };
    this.weights = views(0);
    this.gradients = views(1);
    this.moments = Array.from({ length: optimizer.slots }, (_, slot) => views(2 + slot));
  }
}
