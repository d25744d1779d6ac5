import { KEEP_BITS_KERNEL } from "./keep-bits-kernel.generated";

/** The pass that draws masks, and the memory that it writes to. */
export interface KeepBitsKernel {
  /** Draws `bytes` elements, a multiple of 16 and at most 65536; `key0` is the stream's first key plus the first index. */
  readonly draw: (bytes: number, key0: number, key1: number, threshold: number) => void;
  readonly drawn: Uint8Array;
}

let kernel: KeepBitsKernel | undefined;

/** The one instance of the pass; made when a mask is first drawn. */
export function keepBitsKernel(): KeepBitsKernel {
  if (kernel !== undefined) return kernel;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const module = new WebAssembly.Module(Buffer.from(KEEP_BITS_KERNEL, "base64"));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  kernel = { draw: exports.keepBits as KeepBitsKernel["draw"], drawn: new Uint8Array(memory.buffer) };
  return kernel;
}
