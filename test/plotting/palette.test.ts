import { describe, expect, it } from "vitest";
import { categoryColours, inkOn, luminance, rampColour, ramps, stepColours } from "../../lib/plotting/palette";

type Rgb = readonly [number, number, number];

/** Linear RGB of a colour as a deuteranope or protanope sees it. Machado, Oliveira and Fernandes 2009, severity 1. */
const seen: Readonly<Record<string, readonly Rgb[]>> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

const linear = (colour: string): Rgb => {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255].map((value) => (value / 255) ** 2.2) as unknown as Rgb;
};

/** CIE L*a*b* (D65) from linear sRGB. */
function lab(rgb: readonly number[]): Rgb {
  const [r, g, b] = rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Rgb;
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)) as unknown as Rgb;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Rgb, b: Rgb): number => Math.hypot(...a.map((value, i) => value - b[i]!));

describe("the palette", () => {
  it.each(Object.entries(seen))("keeps the first six categories apart in %s", (_, matrix) => {
    const colours = categoryColours
      .slice(0, 6)
      .map((colour) => lab(matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * linear(colour)[i]!, 0))));
    for (const [i, a] of colours.entries()) {
      for (const b of colours.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(10);
    }
  });

  it("is seen on white and on black", () => {
    for (const colour of [...categoryColours, ...stepColours(6)]) {
      expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThan(2);
      expect((luminance(colour) + 0.05) / 0.05).toBeGreaterThan(3);
    }
  });

  it("grows lighter along the ramps of an order", () => {
    for (const stops of [ramps.lightness, stepColours(6)]) {
      const lights = stops.map(luminance);
      expect(lights).toEqual([...lights].sort((a, b) => a - b));
    }
  });

  it("takes colours straight between a ramp's stops, and its ends outside", () => {
    expect(rampColour(["#000000", "#ff8000"], 0.5)).toBe("#804000");
    expect(rampColour(["#000000", "#ff8000"], -1)).toBe("#000000");
    expect(rampColour(["#000000", "#ff8000"], 2)).toBe("#ff8000");
  });

  it("writes black on light and white on dark", () => {
    expect([inkOn("#ffffff"), inkOn("#fde725"), inkOn("#440154"), inkOn("#000000")]).toEqual([
      "black",
      "black",
      "white",
      "white",
    ]);
    expect(luminance("#ffffff")).toBeCloseTo(1, 10);
  });
});
