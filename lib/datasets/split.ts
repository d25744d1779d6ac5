/** The shape of one image; channels is 1 for grey, 3 for RGB. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** Labelled images on the host: one byte per pixel and channel, one byte per label. */
export interface Split {
  /** What messages and tables call it, e.g. "mnist train". */
  readonly name: string;
  /** Row-major [length, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
  /** [length], each the index of a class. */
  readonly labels: Uint8Array;
  readonly shape: ImageShape;
  /** The number of examples. */
  readonly length: number;
  /** The names of the classes, in the order of the labels; at most 256. */
  readonly classes: readonly string[];
}

/** The number of bytes of one image. */
export const imageBytes = ([height, width, channels]: ImageShape): number => height * width * channels;

/**
 * Puts images and labels together and checks that they fit.
 * @param parts pixels as [length, height, width, channels], labels as [length]
 * @throws RangeError if an extent is no whole number from 1, if there is no example, if the number of pixels is not the
 *   product of length and shape, or if a label names no class
 */
export function splitOf(parts: Omit<Split, "length">): Split {
  const { name, pixels, labels, shape, classes } = parts;
  if (!shape.every((extent) => Number.isInteger(extent) && extent >= 1)) {
    throw new RangeError(
      `${name}: an image shape of [${shape.join(", ")}] was given; whole numbers from 1 are accepted`,
    );
  }
  if (labels.length === 0) throw new RangeError(`${name}: no example was given; 1 or more are accepted`);
  if (pixels.length !== labels.length * imageBytes(shape)) {
    throw new RangeError(
      `${name}: ${pixels.length} pixels and ${labels.length} labels were given; ${labels.length} images of ` +
        `[${shape.join(", ")}] hold ${labels.length * imageBytes(shape)} pixels`,
    );
  }
  const stray = labels.findIndex((label) => label >= classes.length);
  if (stray >= 0) {
    throw new RangeError(
      `${name}: example ${stray} has the label ${labels[stray]}; 0 to ${classes.length - 1} are accepted, ` +
        `the classes are ${classes.join(", ")}`,
    );
  }
  return { name, pixels, labels, shape, length: labels.length, classes };
}
