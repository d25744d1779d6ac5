// AssemblyScript, compiled to lib/tensors/keep-bits-kernel.generated.ts by `npm run kernels`.
// The generator is lib/tensors/random.ts, four draws at a time; lib/tensors/keep-bits.ts says what is drawn.

/** mix of lib/tensors/random.ts, in four lanes. */
// @ts-expect-error: a decorator of AssemblyScript
function mix(value: v128): v128 {
  let x = value;
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * Writes a one for every half of a draw that is below `threshold` (below 65536), else a zero: `bytes` of them, a
 * multiple of 16, from address 0. `key0` counts from the first draw's index.
 */
export function keepBits(bytes: i32, key0: i32, key1: i32, threshold: i32): void {
  const second = i32x4.splat(key1),
    below = i16x8.splat(<i16>threshold),
    one = i16x8.splat(1);
  let index = i32x4.add(i32x4.splat(key0), i32x4(0, 1, 2, 3));
  for (let i = 0; i < bytes; i += 16) {
    const first = mix(v128.xor(mix(index), second));
    index = i32x4.add(index, i32x4.splat(4));
    const next = mix(v128.xor(mix(index), second));
    index = i32x4.add(index, i32x4.splat(4));
    const low = v128.and(i16x8.lt_u(first, below), one);
    const high = v128.and(i16x8.lt_u(next, below), one);
    v128.store(i, i8x16.narrow_i16x8_u(low, high));
  }
}
