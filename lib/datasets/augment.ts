import type { ImageShape } from "./split";

/** A change of an image that leaves its label true; a pure function of (image, epoch, example). */
export interface Augmentation {
  readonly name: string;
  /**
   * Writes the changed image into `target`, every byte of it.
   * @param image [height, width, channels], read only
   * @param target of the same shape, not the same memory
   * @param at.epoch whose draw it is, as `shuffle` counts
   * @param at.example the position of the example in its split
   */
  readonly apply: (
    image: Uint8Array,
    target: Uint8Array,
    shape: ImageShape,
    at: { readonly epoch: number; readonly example: number },
  ) => void;
}
