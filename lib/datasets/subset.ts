import { permutation, randomStream } from "../tensors/random";
import { imageBytes, type Split } from "./split";

/**
 * A copy of the examples at the given positions, under a new name.
 * @param positions whole numbers from 0 to split.length − 1
 */
function examplesAt(split: Split, positions: Uint32Array, name: string): Split {
  const size = imageBytes(split.shape);
  const pixels = new Uint8Array(positions.length * size);
  const labels = new Uint8Array(positions.length);
  positions.forEach((position, i) => {
    pixels.set(split.pixels.subarray(position * size, (position + 1) * size), i * size);
    labels[i] = split.labels[position] as number;
  });
  return { ...split, name, pixels, labels, length: positions.length };
}

function checkLength(caller: string, split: Split, length: number, most: number): void {
  if (!Number.isInteger(length) || length < 1 || length > most) {
    throw new RangeError(
      `${caller}: length ${length} was given; "${split.name}" has ${split.length} examples, 1 to ${most} is accepted`,
    );
  }
}

/**
 * Cuts `length` random examples off a split, e.g. the validation split off the training split; both parts are copies
 * and keep the order of the original. Every example is in exactly one part.
 * @param options.length the number of held-out examples, 1 to split.length − 1
 * @throws RangeError if the length is outside that range
 */
export function splitOff(
  split: Split,
  { length, seed }: { readonly length: number; readonly seed: number },
): readonly [rest: Split, heldOut: Split] {
  checkLength("splitOff", split, length, split.length - 1);
  const order = permutation(split.length, randomStream(seed, "splitOff"));
  const heldOut = order.subarray(0, length).sort();
  const rest = order.subarray(length).sort();
  return [
    examplesAt(split, rest, `${split.name} without ${length}`),
    examplesAt(split, heldOut, `${split.name}, ${length} held out`),
  ];
}

/**
 * `length` random examples of a split, copied, in the order of the original. With the same seed a smaller subset is
 * part of every larger one.
 * @param options.length the number of examples, 1 to split.length
 * @throws RangeError if the length is outside that range
 */
export function subset(split: Split, { length, seed }: { readonly length: number; readonly seed: number }): Split {
  checkLength("subset", split, length, split.length);
  const chosen = permutation(split.length, randomStream(seed, "subset")).subarray(0, length).sort();
  return examplesAt(split, chosen, `${split.name}, ${length} of ${split.length}`);
}
