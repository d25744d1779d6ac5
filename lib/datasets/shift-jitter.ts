import { type RandomStream, randomStream } from "../tensors/random";
import type { Augmentation } from "./augment";
import type { ImageShape } from "./split";

/**
 * Moves an image right by dx and down by dy (left and up below 0); what comes in at the edges is 0.
 *
 * target[y, x, c] = image[y − dy, x − dx, c], 0 outside the image; all arrays are [height, width, channels].
 * |dx| is below the width, |dy| below the height.
 */
export function shift(
  image: Uint8Array,
  target: Uint8Array,
  [height, width, channels]: ImageShape,
  { dx, dy }: { readonly dx: number; readonly dy: number },
): void {
  const row = width * channels;
  const by = dy * row + dx * channels;
  // One copy of the whole block: pixels that leave a row at one side come in at the other side of a neighbouring row,
  // and the loop below clears them.
  if (by >= 0) {
    target.fill(0, 0, by);
    target.set(by === 0 ? image : image.subarray(0, -by), by);
  } else {
    target.set(image.subarray(-by));
    target.fill(0, by);
  }
  const cleared = Math.abs(dx) * channels;
  if (cleared === 0) return;
  const first = dx > 0 ? 0 : row - cleared;
  for (let y = 0; y < height; y++) {
    for (let i = y * row + first; i < y * row + first + cleared; i++) target[i] = 0;
  }
}

/**
 * Moves each image by its own whole numbers (dx, dy), each uniform in −pixels … pixels, drawn from (seed, epoch,
 * example); what comes in at the edges is 0. A mild augmentation for digits: G. Hinton, O. Vinyals, J. Dean (2015),
 * "Distilling the Knowledge in a Neural Network", §3, jitters by up to two pixels.
 * @param options.pixels a whole number from 0 (no shift) to the smaller side of the image − 1
 * @throws RangeError if `pixels` is outside that range: here for a negative number or a fraction, at the first image
 *   for one that is too large
 */
export function shiftJitter({ pixels, seed }: { readonly pixels: number; readonly seed: number }): Augmentation {
  if (!Number.isInteger(pixels) || pixels < 0) {
    throw new RangeError(`shiftJitter: pixels ${pixels} was given; a whole number from 0 is accepted`);
  }
  const draw = drawsOf(seed);
  return {
    name: `shift jitter ±${pixels}`,
    apply(image, target, shape, { epoch, example }) {
      const most = Math.min(shape[0], shape[1]) - 1;
      if (pixels > most) {
        throw new RangeError(
          `shiftJitter: pixels ${pixels} was given for images of ${shape[0]} × ${shape[1]}; 0 to ${most} is accepted`,
        );
      }
      const stream = draw(epoch);
      const dx = Math.floor(stream.uniform(2 * example) * (2 * pixels + 1)) - pixels;
      const dy = Math.floor(stream.uniform(2 * example + 1) * (2 * pixels + 1)) - pixels;
      shift(image, target, shape, { dx, dy });
    },
  };
}

/** The stream of an epoch; the latest one is kept, because every image of the epoch asks for it. */
function drawsOf(seed: number): (epoch: number) => RandomStream {
  let latest = { epoch: 0, stream: randomStream(seed, "shiftJitter", 0) };
  return (epoch) => {
    if (latest.epoch !== epoch) latest = { epoch, stream: randomStream(seed, "shiftJitter", epoch) };
    return latest.stream;
  };
}
