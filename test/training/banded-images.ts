import { type Split, splitOf } from "../../lib/datasets/split";
import { randomStream } from "../../lib/tensors/random";

const SIDE = 8;
const CLASSES = ["upper", "middle", "lower"] as const;

/** The class of each row of an image: rows 0 to 2, 3 and 4, 5 to 7. */
const classOfRow = (row: number): number => (row < 3 ? 0 : row < 5 ? 1 : 2);

/** Images of 8 × 8 pixels of noise with a brighter band: above, in the middle or below. The same for the same seed. */
export function bandedImages(length: number, seed: number): Split {
  const { uniform } = randomStream(seed, "banded images");
  const labels = Uint8Array.from({ length }, (_, i) => i % CLASSES.length);
  const pixels = Uint8Array.from({ length: length * SIDE * SIDE }, (_, place) => {
    const row = Math.floor(place / SIDE) % SIDE;
    const example = Math.floor(place / (SIDE * SIDE));
    return Math.floor(170 * uniform(place)) + (classOfRow(row) === labels[example] ? 80 : 0);
  });
  return splitOf({ name: "bands", pixels, labels, shape: [SIDE, SIDE, 1], classes: CLASSES });
}
