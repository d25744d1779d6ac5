import { sizeOf } from "./host-tensor";
import { randomStream } from "./random";
import type { RandomSource } from "./random-source";
import { tensor } from "./tf";

/**
 * Fills `target` with ones (with probability `keep`) and zeros from (seed, place, step).
 * One 32-bit draw serves two elements, so `keep` is rounded to 1/65536.
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
  const { bits } = randomStream(seed, place, step);
  const threshold = Math.round(keep * 65536);
  for (let i = 0; i < target.length; i += 2) {
    const draw = bits(i >>> 1);
    target[i] = (draw & 0xffff) < threshold ? 1 : 0;
    target[i + 1] = draw >>> 16 < threshold ? 1 : 0; // beyond an odd end the write is ignored
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
