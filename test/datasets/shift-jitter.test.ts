import { describe, expect, it } from "vitest";
import { shift, shiftJitter } from "../../lib/datasets/shift-jitter";
import type { ImageShape } from "../../lib/datasets/split";

const grey: ImageShape = [3, 3, 1];
const digits = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const shifted = (dx: number, dy: number) => {
  const target = new Uint8Array(9).fill(99);
  shift(digits, target, grey, { dx, dy });
  return [...target];
};

describe("shift", () => {
  it("moves 3 × 3 pixels as calculated by hand", () => {
    expect(shifted(0, 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(shifted(1, 0)).toEqual([0, 1, 2, 0, 4, 5, 0, 7, 8]);
    expect(shifted(-1, 0)).toEqual([2, 3, 0, 5, 6, 0, 8, 9, 0]);
    expect(shifted(0, 1)).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6]);
    expect(shifted(0, -1)).toEqual([4, 5, 6, 7, 8, 9, 0, 0, 0]);
    expect(shifted(1, -1)).toEqual([0, 4, 5, 0, 7, 8, 0, 0, 0]);
    expect(shifted(-2, 1)).toEqual([0, 0, 0, 3, 0, 0, 6, 0, 0]);
    expect(shifted(2, 2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it("agrees with the definition for every shift of images of several shapes", () => {
    for (const shape of [
      [4, 5, 1],
      [3, 4, 3],
      [5, 2, 2],
    ] as const) {
      const [height, width, channels] = shape;
      const image = Uint8Array.from({ length: height * width * channels }, (_, i) => i + 1);
      const at = (y: number, x: number, c: number) =>
        y >= 0 && y < height && x >= 0 && x < width ? image[(y * width + x) * channels + c] : 0;
      for (let dy = 1 - height; dy < height; dy++) {
        for (let dx = 1 - width; dx < width; dx++) {
          const target = new Uint8Array(image.length).fill(255);
          shift(image, target, shape, { dx, dy });
          target.forEach((value, i) => {
            const [y, x, c] = [Math.floor(i / channels / width), Math.floor(i / channels) % width, i % channels];
            expect(value).toBe(at(y - dy, x - dx, c));
          });
        }
      }
    }
  });
});

describe("shiftJitter", () => {
  const jittered = (pixels: number, seed: number, epoch: number, example: number, image = digits) => {
    const target = new Uint8Array(image.length).fill(99);
    const side = Math.sqrt(image.length);
    shiftJitter({ pixels, seed }).apply(image, target, [side, side, 1], { epoch, example });
    return target;
  };
  /** One lit pixel in the middle of 9 × 9. */
  const dot = new Uint8Array(81);
  dot[40] = 200;
  /** Where the dot went for some examples, as "dx,dy". */
  const moves = (pixels: number, seed: number, epoch: number, examples: number) =>
    Array.from({ length: examples }, (_, example) => {
      const place = jittered(pixels, seed, epoch, example, dot).indexOf(200);
      return `${(place % 9) - 4},${Math.floor(place / 9) - 4}`;
    });

  it("with 0 pixels is the identity", () => {
    for (const example of [0, 1, 2]) expect(jittered(0, 1, 1, example)).toEqual(digits);
  });

  it("keeps the sum of the pixels when none leaves the frame", () => {
    for (let example = 0; example < 50; example++) {
      expect(jittered(2, 3, 1, example, dot).reduce((sum, value) => sum + value)).toBe(200);
    }
  });

  it("takes each of the 25 shifts of up to 2 pixels about equally often", () => {
    const counts = new Map<string, number>();
    for (const move of moves(2, 3, 1, 5000)) counts.set(move, (counts.get(move) ?? 0) + 1);
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    expect(counts.size).toBe(25);
    expect(chiSquared).toBeLessThan(51.2); // 24 degrees of freedom, p = 0.001
  });

  it("draws by seed, epoch and example alone", () => {
    expect(moves(2, 3, 1, 50)).toEqual(moves(2, 3, 1, 50));
    expect(moves(2, 3, 1, 50)).not.toEqual(moves(2, 3, 2, 50));
    expect(moves(2, 3, 1, 50)).not.toEqual(moves(2, 4, 1, 50));
  });

  it("gives an epoch the same draws after another epoch was asked for", () => {
    const jitter = shiftJitter({ pixels: 2, seed: 3 });
    const target = new Uint8Array(81);
    const places = [1, 2, 1].map((epoch) => {
      jitter.apply(dot, target, [9, 9, 1], { epoch, example: 0 });
      return [...target];
    });
    expect(places[0]).toEqual(places[2]);
    expect(places[0]).toEqual([...jittered(2, 3, 1, 0, dot)]);
  });

  it("refuses pixels that are no count, and as many as the image has", () => {
    expect(() => shiftJitter({ pixels: -1, seed: 1 })).toThrow("shiftJitter: pixels -1 was given");
    expect(() => shiftJitter({ pixels: 0.5, seed: 1 })).toThrow(RangeError);
    expect(() => jittered(3, 1, 1, 0)).toThrow("pixels 3 was given for images of 3 × 3; 0 to 2 is accepted");
  });
});
