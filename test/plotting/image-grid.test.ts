import { describe, expect, it } from "vitest";
import { imageGrid } from "../../lib/plotting/image-grid";
import { drawn } from "./drawn";

/** Strokes on black, as dense as handwriting. */
const digits = (length: number) => ({
  pixels: Uint8Array.from({ length: length * 784 }, (_, i) => {
    const [image, row, column] = [Math.floor(i / 784), Math.floor((i % 784) / 28), i % 28];
    const away = Math.abs(14 - row + (column - 14) * Math.sin(image)) + Math.abs(((row * image) % 7) - 3);
    return away < 3 ? 255 - ((image * 31 + row * 17 + column * 7) % 90) : 0;
  }),
  shape: [28, 28, 1] as const,
});

describe("imageGrid", () => {
  it("draws one picture, of as many pixels as it is shown at", async () => {
    const chart = await drawn(imageGrid(digits(16), { title: "Digits" }));
    const images = chart.elements.filter(({ tag }) => tag === "image");
    expect(images).toHaveLength(1);
    const { width, height } = images[0]!.attributes;
    const file = Buffer.from(images[0]!.attributes["xlink:href"]!.split(",")[1]!, "base64");
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([Number(width), Number(height)]);
    expect([Number(width), Number(height)]).toEqual([8 * 60 - 4, 2 * 60 - 4]); // 28 × 2 and a gap of 4
    expect(chart.texts).toEqual(["Digits"]);
  });

  it("writes each caption below its image, line by line", async () => {
    const chart = await drawn(imageGrid(digits(3), { indices: [2, 0], captions: ["is 2\nsaid 7", "is 0"] }));
    expect(chart.svg).toContain(">is 2</tspan>");
    expect(chart.svg).toContain(">said 7</tspan>");
    expect(chart.texts).toContain("is 0");
  });

  it("keeps 64 digits below 60 kB", () => {
    expect(JSON.stringify(imageGrid(digits(64))).length).toBeLessThan(60_000);
  });

  it("shrinks what is wider than the page", async () => {
    const chart = await drawn(imageGrid({ pixels: new Uint8Array(2 * 10 * 500), shape: [10, 500, 1] }));
    expect(Number(chart.elements.find(({ tag }) => tag === "image")!.attributes.width)).toBe(600);
  });

  it("rejects what is not there", () => {
    expect(() => imageGrid(digits(2), { indices: [2] })).toThrow("imageGrid: no image 2; there are 2, counted from 0");
    expect(() => imageGrid(digits(2), { captions: ["one"] })).toThrow(
      "imageGrid: captions has length 1; 2 is accepted",
    );
    expect(() => imageGrid({ pixels: new Uint8Array(5), shape: [2, 2, 1] })).toThrow(
      "5 bytes are not whole images of the shape [2,2,1]",
    );
    expect(() => imageGrid(digits(401))).toThrow("imageGrid: 401 images; from 1 to 400 are accepted, see `indices`");
    expect(() => imageGrid({ pixels: new Uint8Array(4), shape: [2, 1, 2] })).toThrow(
      "imageGrid: 2 channels; 1 or 3 are accepted",
    );
  });
});
