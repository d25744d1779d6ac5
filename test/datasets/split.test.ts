import { describe, expect, it } from "vitest";
import { imageBytes, splitOf } from "../../lib/datasets/split";

const parts = { name: "tiny", shape: [1, 2, 1], classes: ["a", "b"] } as const;

describe("splitOf", () => {
  it("counts the examples and keeps the arrays", () => {
    const pixels = Uint8Array.of(1, 2, 3, 4);
    const split = splitOf({ ...parts, pixels, labels: Uint8Array.of(1, 0) });
    expect(split.length).toBe(2);
    expect(split.pixels).toBe(pixels);
  });

  it("names the number of pixels that is accepted", () => {
    expect(() => splitOf({ ...parts, pixels: new Uint8Array(3), labels: new Uint8Array(2) })).toThrow(
      "tiny: 3 pixels and 2 labels were given; 2 images of [1, 2, 1] hold 4 pixels",
    );
  });

  it("names the example whose label is no class", () => {
    expect(() => splitOf({ ...parts, pixels: new Uint8Array(4), labels: Uint8Array.of(0, 2) })).toThrow(
      "tiny: example 1 has the label 2; 0 to 1 are accepted, the classes are a, b",
    );
  });

  it("refuses no examples and a shape that is none", () => {
    expect(() => splitOf({ ...parts, pixels: new Uint8Array(0), labels: new Uint8Array(0) })).toThrow(RangeError);
    expect(() => splitOf({ ...parts, shape: [1, 0, 1], pixels: new Uint8Array(0), labels: new Uint8Array(1) })).toThrow(
      "an image shape of [1, 0, 1] was given",
    );
  });
});

describe("imageBytes", () => {
  it("is the product of height, width and channels", () => expect(imageBytes([2, 3, 3])).toBe(18));
});
