import { describe, expect, it } from "vitest";
import { permutation, randomKeys, randomStream } from "../../lib/tensors/random";

const DRAWS = 65_536;

/** Σ (observed − expected)² / expected over the values that `bucket` sorts the draws into. */
function chiSquare(buckets: number, bucket: (index: number) => number): number {
  const counts = new Uint32Array(buckets);
  for (let i = 0; i < DRAWS; i++) counts[bucket(i)]! += 1;
  const expected = DRAWS / buckets;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Chi-square of n degrees of freedom has mean n and variance 2n: 5 standard deviations above it. */
const bound = (buckets: number): number => buckets - 1 + 5 * Math.sqrt(2 * (buckets - 1));

describe("randomStream", () => {
  it.each([0, 8, 16, 24])("has bits from %d on that are uniform", (shift) => {
    const { bits } = randomStream(1, "uniform");
    expect(chiSquare(256, (i) => (bits(i) >>> shift) & 255)).toBeLessThan(bound(256));
  });

  it("has draws that don't depend on the draw before", () => {
    const { bits } = randomStream(2, "pairs");
    expect(chiSquare(256, (i) => ((bits(i) >>> 28) << 4) | (bits(i + 1) >>> 28))).toBeLessThan(bound(256));
  });

  it("has a draw that doesn't depend on the same draw of the next step", () => {
    const streams = [randomStream(3, "dropout", 1), randomStream(3, "dropout", 2)] as const;
    expect(chiSquare(256, (i) => ((streams[0].bits(i) >>> 28) << 4) | (streams[1].bits(i) >>> 28))).toBeLessThan(
      bound(256),
    );
  });

  it("gives whole numbers of 32 bits and their share of 2³²", () => {
    const { bits, uniform } = randomStream(4);
    for (let i = 0; i < 1000; i++) {
      expect(Number.isInteger(bits(i)) && bits(i) >= 0 && bits(i) < 2 ** 32).toBe(true);
      expect(uniform(i)).toBe(bits(i) / 2 ** 32);
    }
  });

  it("is a function of seed, place and index alone", () => {
    const first = randomStream(5, "shuffle", 3);
    const later = [first.bits(9), first.bits(2)];
    expect([randomStream(5, "shuffle", 3).bits(9), randomStream(5, "shuffle", 3).bits(2)]).toEqual(later);
  });

  it("differs between seeds, places, steps and seeds beyond 2³²", () => {
    const heads = [
      randomStream(0),
      randomStream(1),
      randomStream(2 ** 32),
      randomStream(2 ** 32 + 1),
      randomStream(1, "a"),
      randomStream(1, "b"),
      randomStream(1, "a", 1),
      randomStream(1, "a", 2),
      randomStream(1, 1, "a"),
    ].map(({ bits }) => [bits(0), bits(1), bits(2)].join());
    expect(new Set(heads).size).toBe(heads.length);
  });

  it("agrees with its definition: mix(mix(index + key₀) ^ key₁)", () => {
    // lowbias32 in whole numbers of any size, as C has it in uint32
    const mix = (value: bigint): bigint => {
      const cut = (x: bigint): bigint => x & 0xffffffffn;
      let x = cut(value);
      x = cut((x ^ (x >> 16n)) * 0x7feb352dn);
      x = cut((x ^ (x >> 15n)) * 0x846ca68bn);
      return x ^ (x >> 16n);
    };
    const [low, high] = randomKeys(6, "place").map(BigInt) as [bigint, bigint];
    const { bits } = randomStream(6, "place");
    for (const index of [0, 1, 12_345, 2 ** 32 - 1])
      expect(BigInt(bits(index))).toBe(mix(mix(BigInt(index) + low) ^ high));
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses the seed %d", (seed) => {
    expect(() => randomStream(seed)).toThrow(
      new RangeError(`seed: ${seed} was given; a whole number from 0 is accepted`),
    );
  });
});

describe("permutation", () => {
  it.each([0, 1, 2, 100])("holds each of %d numbers once", (length) => {
    const order = permutation(length, randomStream(7));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
  });

  it("puts every number at every place equally often", () => {
    const [length, rounds] = [6, 6000];
    const counts = new Uint32Array(length * length);
    for (let round = 0; round < rounds; round++)
      permutation(length, randomStream(8, round)).forEach((value, place) => {
        counts[value * length + place]! += 1;
      });
    const expected = rounds / length;
    const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(square).toBeLessThan(25 + 5 * Math.sqrt(50)); // (6 − 1)² degrees of freedom
  });

  it("differs between streams and repeats for one", () => {
    const of = (seed: number): string => permutation(50, randomStream(seed)).join();
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });
});
