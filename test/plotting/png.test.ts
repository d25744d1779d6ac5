import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { png } from "../../lib/plotting/png";

/** The chunks of a PNG file: type and data. */
function chunks(file: Buffer): readonly (readonly [string, Buffer])[] {
  const found: [string, Buffer][] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    found.push([file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return found;
}

/** Undoes filter 2, "up". */
function unfiltered(rows: Buffer, rowBytes: number): number[] {
  const pixels: number[] = [];
  for (let row = 0; row * (rowBytes + 1) < rows.length; row++) {
    expect(rows[row * (rowBytes + 1)]).toBe(2);
    for (let i = 0; i < rowBytes; i++) {
      const above = row === 0 ? 0 : pixels[(row - 1) * rowBytes + i]!;
      pixels.push((rows[row * (rowBytes + 1) + 1 + i]! + above) & 255);
    }
  }
  return pixels;
}

describe("png", () => {
  it.each([
    ["grey", 1, 0],
    ["RGB", 3, 2],
    ["RGB with opacity", 4, 6],
  ])("keeps every %s pixel", (_, channels, colourType) => {
    const pixels = Uint8Array.from({ length: 3 * 2 * channels }, (_, i) => (i * 97 + 200) % 256);
    const [header, data, end] = chunks(png(pixels, [3, 2, channels]));
    expect(header![0]).toBe("IHDR");
    expect([...header![1]]).toEqual([0, 0, 0, 2, 0, 0, 0, 3, 8, colourType, 0, 0, 0]);
    expect(data![0]).toBe("IDAT");
    expect(unfiltered(inflateSync(data![1]), 2 * channels)).toEqual([...pixels]);
    expect(end![0]).toBe("IEND");
  });

  it("begins with PNG's signature and ends with the well-known checksum of IEND", () => {
    const file = png(new Uint8Array([0]), [1, 1, 1]);
    expect(file.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
    expect(file.subarray(-4).toString("hex")).toBe("ae426082");
  });

  it("rejects pixels that do not fill the shape, and channels that PNG does not have", () => {
    expect(() => png(new Uint8Array(5), [2, 2, 1])).toThrow("png: 5 bytes were given for the shape [2,2,1]");
    expect(() => png(new Uint8Array(8), [2, 2, 2])).toThrow("png: 2 channels were given; 1, 3 or 4 are accepted");
  });
});
