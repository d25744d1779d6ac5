import type { HostTensor } from "../tensors/host-tensor";
import { permutation, randomStream } from "../tensors/random";
import type { Augmentation } from "./augment";
import { imageBytes, type Split } from "./split";

/** Some examples of a split, ready to be fed to a compiled function; the arrays belong to whoever takes the batch. */
export interface Batch {
  /** [batch, height, width, channels], uint8, 0 to 255. */
  readonly pixels: HostTensor<Uint8Array>;
  /** [batch]. */
  readonly labels: HostTensor<Int32Array>;
  /** [batch], the position of each example in the split. */
  readonly indices: HostTensor<Int32Array>;
}

export interface BatchOptions {
  /** Examples per batch, from 1; the last batch of an epoch holds what is left. */
  readonly batchSize: number;
  /** Another order for every (seed, epoch), the same on every machine; without it, the order of the split. */
  readonly shuffle?: { readonly seed: number; readonly epoch: number };
  /** Needs `shuffle`, whose epoch it draws for. */
  readonly augment?: Augmentation;
  /** Batches at the start that are left out; 0 where absent. */
  readonly skip?: number;
}

/**
 * One epoch of a split, batch by batch: every example exactly once, unless some are skipped. Batches are made when they are asked for, and
 * walking through the result again gives the same ones.
 * @throws RangeError if the batch size or the epoch is no whole number, or too small
 * @throws TypeError if `augment` is given without `shuffle`
 */
export function batches(split: Split, options: BatchOptions): Iterable<Batch> {
  const { batchSize, shuffle, augment, skip = 0 } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`batches: batchSize ${batchSize} was given; a whole number from 1 is accepted`);
  }
  if (shuffle !== undefined && (!Number.isInteger(shuffle.epoch) || shuffle.epoch < 0)) {
    throw new RangeError(`batches: epoch ${shuffle.epoch} was given; a whole number from 0 is accepted`);
  }
  if (augment !== undefined && shuffle === undefined) {
    throw new TypeError(`batches: the augmentation "${augment.name}" was given without shuffle: { seed, epoch }`);
  }
  const stream = shuffle && randomStream(shuffle.seed, "shuffle", shuffle.epoch);
  const epoch = shuffle?.epoch ?? 0;
  return {
    *[Symbol.iterator]() {
      const order = stream && permutation(split.length, stream);
      for (let start = skip * batchSize; start < split.length; start += batchSize) {
        const end = Math.min(start + batchSize, split.length);
        const indices = order ? Int32Array.from(order.subarray(start, end)) : range(start, end);
        yield gather(split, indices, augment && { augment, epoch });
      }
    },
  };
}

/** The whole numbers start … end − 1. */
const range = (start: number, end: number): Int32Array => {
  const numbers = new Int32Array(end - start);
  for (let i = 0; i < numbers.length; i++) numbers[i] = start + i;
  return numbers;
};

/** The examples at `indices`, in that order; each image changed by the augmentation if there is one. */
function gather(
  split: Split,
  indices: Int32Array,
  change: { readonly augment: Augmentation; readonly epoch: number } | undefined,
): Batch {
  const { shape } = split;
  const size = imageBytes(shape);
  const pixels = new Uint8Array(indices.length * size);
  const labels = new Int32Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const example = indices[i] as number;
    labels[i] = split.labels[example] as number;
    const image = split.pixels.subarray(example * size, (example + 1) * size);
    if (change === undefined) pixels.set(image, i * size);
    else {
      const target = pixels.subarray(i * size, (i + 1) * size);
      change.augment.apply(image, target, shape, { epoch: change.epoch, example });
    }
  }
  return {
    pixels: { values: pixels, shape: [indices.length, ...shape] },
    labels: { values: labels, shape: [indices.length] },
    indices: { values: indices, shape: [indices.length] },
  };
}
