import { sizeOf } from "./host-tensor";
import { keepBitsKernel } from "./keep-bits-kernel";
import { randomKeys } from "./random";
import type { RandomSource } from "./random-source";
import { tensor } from "./tf";

/** Elements drawn at a time: two for each draw. */
const CHUNK = 32768;

/**
 * Fills `target` with ones (with probability `keep`) and zeros from (seed, place, step).
 * Element 2i is 1 where the lower half of the stream's i-th draw is below keep · 65536, element 2i + 1 where its upper
 * half is, so `keep` is rounded to 1/65536. Drawn in SIMD.
 */
export function fillKeepBits(
  target: Uint8Array,
  {
    seed,
    place,
    step,
    keep,
  }: { readonly seed: number; readonly place: string; readonly step: number; readonly keep: number },
): void {
  const threshold = Math.round(keep * 65536);
  if (threshold >= 65536) {
    target.fill(1);
    return;
  }
  const [low, high] = randomKeys(seed, place, step);
  const { draw, drawn } = keepBitsKernel();
  for (let start = 0; start < target.length; start += CHUNK) {
    const count = Math.min(CHUNK, target.length - start);
    draw((count + 15) & ~15, (low + start / 2) | 0, high, threshold);
    target.set(drawn.subarray(0, count), start);
  }
}

/** The source of eager execution: the masks that a compiled function is fed at the given step, as tensors. */
export const eagerSource = (seed: number, step: number): RandomSource => ({
  keepMask(shape, keep, place) {
    const values = new Uint8Array(sizeOf(shape));
    fillKeepBits(values, { seed, place, step, keep });
    return tensor(Float32Array.from(values), [...shape]);
  },
});
