import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Where a layer or a term takes its random numbers from. Inside a compiled function they are fed at every call, drawn
 * from (seed, place, step); nothing random may be made inside, or it would be frozen into the graph.
 */
export interface RandomSource {
  /** A float32 tensor of ones (with probability `keep`) and zeros. */
  readonly keepMask: (shape: readonly number[], keep: number, place: string) => Tensor;
}

let current: RandomSource | undefined;

/** Runs `body` with `source` in force for every `keepMask` in it. */
export function withRandomSource<Result>(source: RandomSource, body: () => Result): Result {
  const outer = current;
  current = source;
  try {
    return body();
  } finally {
    current = outer;
  }
}

/**
 * A mask of ones (with probability `keep`, to 16 bits) and zeros, float32, from the source in force.
 * @param place names the draw, e.g. the layer; equal places of one step get equal masks
 * @throws Error outside `withRandomSource`: there is no seed to draw from
 */
export function keepMask(shape: readonly number[], keep: number, place: string): Tensor {
  if (!(keep >= 0 && keep <= 1))
    throw new RangeError(`keepMask "${place}": keep ${keep} was given, 0 to 1 is accepted`);
  if (current === undefined) {
    throw new Error(
      `keepMask "${place}": there is no seed to draw from. Random numbers exist inside fit, a compiled function, or ` +
        "withRandomSource(eagerSource(seed, step), body); a forward pass without them is apply(x, { training: false })",
    );
  }
  return current.keepMask(shape, keep, place);
}
