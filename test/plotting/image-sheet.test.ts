import { describe, expect, it } from "vitest";
import { imageSheet } from "../../lib/plotting/image-sheet";

describe("imageSheet", () => {
  it("puts grey images side by side, enlarged, with a transparent gap", () => {
    const images = { pixels: Uint8Array.of(10, 20), shape: [1, 1, 1] as const };
    const sheet = imageSheet(images, [1, 0], { columns: 2, zoom: 2, gap: 1, captionHeight: 0 });
    expect(sheet.shape).toEqual([2, 5, 4]);
    const row = [20, 20, 20, 255, 20, 20, 20, 255, 0, 0, 0, 0, 10, 10, 10, 255, 10, 10, 10, 255];
    expect([...sheet.pixels]).toEqual([...row, ...row]);
  });

  it("keeps colours and leaves room for captions below each row", () => {
    const images = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [1, 1, 3] as const };
    const sheet = imageSheet(images, [0, 1], { columns: 1, zoom: 1, gap: 1, captionHeight: 2 });
    expect(sheet.shape).toEqual([7, 1, 4]);
    expect([...sheet.pixels.subarray(0, 4)]).toEqual([1, 2, 3, 255]);
    expect([...sheet.pixels.subarray(16, 20)]).toEqual([4, 5, 6, 255]);
  });
});
