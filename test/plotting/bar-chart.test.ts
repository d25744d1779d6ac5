import { describe, expect, it } from "vitest";
import { barChart } from "../../lib/plotting/bar-chart";
import type { Drawing } from "./drawn";
import { drawn } from "./drawn";

/** A bar's height in pixels, from its path "M x,y h w v height h -w Z". */
const heights = (chart: Drawing): readonly number[] =>
  chart.marks("bar").map(({ attributes }) => Number(/v(-?[\d.]+)/.exec(attributes.d!)![1]));

describe("barChart", () => {
  it("draws one bar per name, in the given order, with heights in proportion", async () => {
    const chart = await drawn(barChart({ zebra: 10, ape: 20, mole: 5 }, { x: "animal", y: "number" }));
    expect(chart.texts.slice(0, 3)).toEqual(["zebra", "ape", "mole"]);
    expect(chart.texts).toEqual(expect.arrayContaining(["animal", "number"]));
    const [zebra, ape, mole] = heights(chart);
    expect(ape! / zebra!).toBeCloseTo(2, 6);
    expect(mole! / zebra!).toBeCloseTo(0.5, 6);
  });

  it("groups series within each category, in their order", async () => {
    const bars = { "T = 4": [0.6, 0.4], "T = 1": [0.9, 0.1] };
    const chart = await drawn(
      barChart(bars, { categories: ["cat", "ant"], x: "class", y: "probability", domain: [0, 1] }),
    );
    expect(chart.marks("bar").map(({ attributes }) => attributes["aria-label"])).toEqual([
      "class: cat; probability: 0.6; series: T = 4",
      "class: ant; probability: 0.4; series: T = 4",
      "class: cat; probability: 0.9; series: T = 1",
      "class: ant; probability: 0.1; series: T = 1",
    ]);
    expect(chart.scale("y").domain).toEqual([0, 1]);
    expect(chart.scale("xOffset").domain).toEqual(["T = 4", "T = 1"]);
    expect(chart.texts.filter((text) => text in bars)).toEqual(["T = 4", "T = 1"]);
  });

  it("writes the values at the bars in the given format", async () => {
    const chart = await drawn(barChart({ a: 0.12345, b: 1 }, { labels: ".3f" }));
    expect(chart.texts).toEqual(expect.arrayContaining(["0.123", "1.000"]));
  });

  it("turns to the right, with the first category on top", async () => {
    const chart = await drawn(
      barChart({ first: 1, second: 2 }, { horizontal: true, x: "errors", y: "method", labels: "d" }),
    );
    const top = ["first", "second"].map((name) =>
      Number(/,([\d.]+)\)/.exec(chart.elements.find(({ text }) => text === name)!.attributes.transform!)![1]),
    );
    expect(top[0]).toBeLessThan(top[1]!);
    expect(chart.scale("x").domain[0]).toBe(0);
    expect(chart.texts).toEqual(expect.arrayContaining(["errors", "method"]));
  });

  it("shows every name in full, slanted where it would not fit", async () => {
    const names = Array.from({ length: 11 }, (_, i) => `a class with a long name ${i}`);
    const chart = await drawn(barChart({ share: names.map(() => 1) }, { categories: names }));
    const labels = chart.elements.filter(({ text }) => names.includes(text));
    expect(labels).toHaveLength(11);
    expect(labels[0]!.attributes.transform).toContain("rotate(325)");
  });

  it("draws negative values downwards", async () => {
    const chart = await drawn(barChart({ gain: 2, loss: -1 }));
    expect(chart.scale("y").domain).toEqual([-1, 2]);
  });

  it("rejects what cannot be drawn", () => {
    expect(() => barChart({ a: [1, 2] })).toThrow("barChart: series need `categories`");
    expect(() => barChart({ a: [1, 2] }, { categories: ["x"] })).toThrow('series "a" has length 2; 1 is accepted');
    expect(() => barChart({ a: Number.POSITIVE_INFINITY })).toThrow("barChart: the record has Infinity at place 0");
    expect(() => barChart({})).toThrow("barChart: the record is empty");
  });
});
