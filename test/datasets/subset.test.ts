import { describe, expect, it } from "vitest";
import { splitOf } from "../../lib/datasets/split";
import { splitOff, subset } from "../../lib/datasets/subset";

/** 20 images of 1 × 2 pixels; image i is (i, 100 + i), its label i mod 3. */
const twenty = splitOf({
  name: "twenty",
  pixels: Uint8Array.from({ length: 40 }, (_, i) => (i % 2) * 100 + (i >> 1)),
  labels: Uint8Array.from({ length: 20 }, (_, i) => i % 3),
  shape: [1, 2, 1],
  classes: ["a", "b", "c"],
});
const numbers = ({ pixels }: { readonly pixels: Uint8Array }): number[] => [...pixels].filter((_, i) => i % 2 === 0);

describe("splitOff", () => {
  it("puts every example into exactly one part, with its pixels and its label, in the original order", () => {
    const [rest, heldOut] = splitOff(twenty, { length: 6, seed: 1 });
    expect([rest.length, heldOut.length]).toEqual([14, 6]);
    expect([...numbers(rest), ...numbers(heldOut)].sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
    for (const part of [rest, heldOut]) {
      expect(numbers(part)).toEqual(numbers(part).sort((a, b) => a - b));
      numbers(part).forEach((number, i) => {
        expect(part.pixels[2 * i + 1]).toBe(100 + number);
        expect(part.labels[i]).toBe(number % 3);
      });
    }
  });

  it("draws by the seed alone", () => {
    const held = (seed: number) => numbers(splitOff(twenty, { length: 6, seed })[1]);
    expect(held(1)).toEqual(held(1));
    expect(held(1)).not.toEqual(held(2));
  });

  it("does not touch the original", () => {
    const before = [...twenty.pixels];
    splitOff(twenty, { length: 6, seed: 1 })[1].pixels.fill(0);
    expect([...twenty.pixels]).toEqual(before);
  });

  it.each([0, 20, 2.5, Number.NaN])("refuses to hold out %d of 20 examples", (length) => {
    expect(() => splitOff(twenty, { length, seed: 1 })).toThrow(
      `splitOff: length ${length} was given; "twenty" has 20 examples, 1 to 19 is accepted`,
    );
  });
});

describe("subset", () => {
  it("is part of every larger subset of the same seed", () => {
    const [small, large] = [4, 11].map((length) => numbers(subset(twenty, { length, seed: 7 })));
    expect(small).toHaveLength(4);
    expect(large).toEqual(expect.arrayContaining(small as number[]));
  });

  it("of all examples is the split", () => {
    expect(subset(twenty, { length: 20, seed: 7 }).pixels).toEqual(twenty.pixels);
  });

  it("refuses more examples than there are", () => {
    expect(() => subset(twenty, { length: 21, seed: 7 })).toThrow("1 to 20 is accepted");
  });
});
