/**
 * Random numbers as a pure function of (seed, place, index): no hidden state, so that every engine, batch order and
 * resumed run draws the same ones.
 */
export interface RandomStream {
  /** 32 random bits, in [0, 2³²), for the index-th draw; index in [0, 2³²). */
  readonly bits: (index: number) => number;
  /** A number in [0, 1) with 32 random bits. */
  readonly uniform: (index: number) => number;
}

/** A bijection of 32-bit integers with low bias (C. Wellons, hash-prospector, "lowbias32"). */
const mix = (value: number): number => {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
};

/** FNV-1a over the UTF-16 units of a text: 32 bits. */
const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Two 32-bit keys of (seed, place); the generator is mix(mix(index + key₀) ^ key₁). */
export function randomKeys(seed: number, ...place: readonly (string | number)[]): readonly [number, number] {
  if (!Number.isInteger(seed) || seed < 0) {
    throw new RangeError(`seed: ${seed} was given; a whole number from 0 is accepted`);
  }
  let [low, high] = [mix(seed), mix(Math.floor(seed / 2 ** 32) ^ 0x9e3779b9)];
  for (const part of place) {
    const word = typeof part === "number" ? part >>> 0 : hashText(part);
    low = mix(low ^ word);
    high = mix((high + Math.imul(word, 0x85ebca6b)) | 0);
  }
  return [low, high];
}

/**
 * The stream of (seed, place); other seeds and places give unrelated streams.
 * @param seed a whole number from 0
 * @param place what the numbers are for, e.g. "shuffle", epoch
 * @throws RangeError if the seed is no whole number from 0
 */
export function randomStream(seed: number, ...place: readonly (string | number)[]): RandomStream {
  const [low, high] = randomKeys(seed, ...place);
  const bits = (index: number): number => mix(mix((index + low) | 0) ^ high);
  return { bits, uniform: (index) => bits(index) / 2 ** 32 };
}

/** The numbers 0 … length − 1 in random order (Fisher–Yates). */
export function permutation(length: number, stream: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(stream.uniform(i) * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
