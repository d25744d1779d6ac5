import { OPTIMIZER_KERNELS } from "./optimizer-kernels.generated";

/** The two passes over a block of parameters, in SIMD. Offsets are in bytes, `length` in float32. */
export interface OptimizerKernels {
  readonly adam: (
    weights: number,
    gradients: number,
    first: number,
    second: number,
    length: number,
    rate: number,
    beta1: number,
    beta2: number,
    rest1: number,
    rest2: number,
    scale: number,
    epsilon: number,
    keep: number,
  ) => void;
  readonly sgd: (
    weights: number,
    gradients: number,
    velocity: number,
    length: number,
    rate: number,
    momentum: number,
    decay: number,
  ) => void;
}

let compiled: WebAssembly.Module | undefined;
const instances = new WeakMap<WebAssembly.Memory, OptimizerKernels>();

/** The passes over the blocks of one memory. */
export function kernelsFor(memory: WebAssembly.Memory): OptimizerKernels {
  const known = instances.get(memory);
  if (known !== undefined) return known;
  compiled ??= new WebAssembly.Module(Buffer.from(OPTIMIZER_KERNELS, "base64"));
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const kernels = exports as unknown as OptimizerKernels;
  instances.set(memory, kernels);
  return kernels;
}

/** The float32 of one block, for the plain TypeScript twins. */
export const blockView = (memory: WebAssembly.Memory, offset: number, length: number): Float32Array =>
  new Float32Array(memory.buffer, offset, length);
