import { randomStream } from "../../../../lib/tensors/random";

/** Shapes and choices drawn from a seed, so that every run tests the same ones. */
export class Generator {
  #index = 0;
  readonly #stream;

  constructor(place: string) {
    this.#stream = randomStream(2024, "cases", place);
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.#stream.uniform(this.#index++) * (high - low + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)] as Item;
  }

  /** Extents of 1 to 4, one of three of them 1. */
  shape(rank: number): number[] {
    return Array.from({ length: rank }, () => this.pick([1, 2, 3, 4, 1, 3]));
  }

  /** Two shapes that broadcast to one of the given rank; one of them keeps all axes. */
  broadcastingPair(rank: number): readonly [number[], number[]] {
    const whole = Array.from({ length: rank }, () => this.whole(2, 4));
    const small = whole.slice(this.whole(0, rank)).map((extent) => this.pick([extent, 1]));
    const large = whole.map((extent, axis) => {
      const other = small[axis - (rank - small.length)];
      return other === extent ? this.pick([extent, extent, 1]) : extent;
    });
    return this.pick([true, false]) ? [large, small] : [small, large];
  }
}

/** Every subset of 0 … rank − 1, the empty one too. */
export const subsets = (rank: number): number[][] =>
  Array.from({ length: 2 ** rank }, (_, bits) =>
    Array.from({ length: rank }, (_all, axis) => axis).filter((axis) => bits & (1 << axis)),
  );

/** Every order of 0 … rank − 1. */
export const permutations = (rank: number): number[][] =>
  rank === 0
    ? [[]]
    : permutations(rank - 1).flatMap((order) =>
        Array.from({ length: rank }, (_, place) => [...order.slice(0, place), rank - 1, ...order.slice(place)]),
      );

export const RANKS = [0, 1, 2, 3, 4] as const;
