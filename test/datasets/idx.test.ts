import { describe, expect, it } from "vitest";
import { idxLayout } from "../../lib/datasets/idx";
import { idx } from "./idx-fixture";

const read = (bytes: Uint8Array, rank: number) => idxLayout(bytes, { path: "x.gz", rank });

describe("idxLayout", () => {
  it("reads the header of the published training images", () => {
    // The first 16 bytes of train-images-idx3-ubyte: 2051, 60000, 28, 28.
    const header = Buffer.from("00000803" + "0000ea60" + "0000001c" + "0000001c", "hex");
    expect(read(header, 3)).toEqual({
      shape: [60000, 28, 28],
      headerBytes: 16,
      exampleBytes: 784,
      fileBytes: 47_040_016,
    });
  });

  it("reads the header of labels", () => {
    expect(read(idx([3], []), 1)).toEqual({ shape: [3], headerBytes: 8, exampleBytes: 1, fileBytes: 11 });
  });

  it("names the magic number that it found and the one that it accepts", () => {
    expect(() => read(idx([3, 1], []), 1)).toThrow(
      "x.gz: the magic number is 0x00000802; 0x00000801 is accepted: labels (IDX, bytes, 1 axis)",
    );
    expect(() => read(idx([3, 1, 1], [], 0x0d03), 3)).toThrow("0x00000d03; 0x00000803 is accepted: images");
  });

  it("refuses an extent of 0", () => {
    expect(() => read(idx([3, 0, 5], []), 3)).toThrow("x.gz: the header announces the shape [3, 0, 5]");
  });
});
