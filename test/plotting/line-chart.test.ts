import { describe, expect, it } from "vitest";
import { lineChart } from "../../lib/plotting/line-chart";
import { drawn } from "./drawn";

const losses = { student: [0.5, 0.3, 0.2], teacher: [0.4, 0.2, 0.1] };

describe("lineChart", () => {
  it("draws one line per series, a mark per value, and a legend in their order", async () => {
    const chart = await drawn(lineChart(losses, { title: "Loss", x: "epoch", y: "loss (nats)" }));
    expect(chart.marks("line mark")).toHaveLength(2);
    expect(chart.marks("point")).toHaveLength(6);
    expect(chart.texts).toEqual(expect.arrayContaining(["Loss", "epoch", "loss (nats)"]));
    expect(chart.texts.filter((text) => text in losses)).toEqual(["student", "teacher"]);
  });

  it("counts from 1, with ticks at whole numbers only", async () => {
    const chart = await drawn(lineChart(losses, { x: "epoch" }));
    expect(chart.texts.slice(0, 3)).toEqual(["1", "2", "3"]);
  });

  it("puts values at their own places, and says both in the marks", async () => {
    const chart = await drawn(
      lineChart({ a: { x: [1, 10, 100], y: [3, 2, 1] } }, { x: "T", y: "size", xScale: "log" }),
    );
    expect(chart.marks("point").map(({ attributes }) => attributes["aria-label"])).toEqual([
      "T: 1; size: 3; series: a",
      "T: 10; size: 2; series: a",
      "T: 100; size: 1; series: a",
    ]);
  });

  it("places equal ratios equally far apart on a log scale", async () => {
    const chart = await drawn(lineChart({ a: { x: [1, 10, 100], y: [1, 1, 1] } }, { xScale: "log" }));
    const [one, ten, hundred] = chart
      .marks("point")
      .map(({ attributes }) => Number(/\(([\d.]+)/.exec(attributes.transform!)![1]));
    expect(ten! - one!).toBeCloseTo(hundred! - ten!, 6);
  });

  it("shows exactly the domain that is asked for", async () => {
    const chart = await drawn(lineChart(losses, { xDomain: [0, 4], yDomain: [0, 0.7] }));
    expect(chart.scale("x").domain).toEqual([0, 4]);
    expect(chart.scale("y").domain).toEqual([0, 0.7]);
  });

  it("has neither legend nor dashes for a single series, and no marks on a long line", async () => {
    const chart = await drawn(lineChart({ only: Float32Array.from({ length: 100 }, (_, i) => i) }));
    expect(chart.texts).not.toContain("only");
    expect(chart.marks("point")).toHaveLength(0);
  });

  it("accepts names and titles with dots, brackets and quotes", async () => {
    const chart = await drawn(lineChart({ "a.b[0]": [1, 2], 'say "c"': [2, 1], "d\\e": [1, 1] }, { title: "x[1].y" }));
    expect(chart.texts).toEqual(expect.arrayContaining(["a.b[0]", 'say "c"', "d\\e", "x[1].y"]));
  });

  it("fills exactly the size that is asked for, also with a legend of two rows", async () => {
    const names = [
      "a rather long name of a series",
      "another long name of a series",
      "a third and longest name of a series",
    ];
    const chart = await drawn(
      lineChart(Object.fromEntries(names.map((name) => [name, [1, 2]])), { title: "Title", width: 600 }),
    );
    expect(chart.svg).toMatch(/^<svg[^>]* width="600" height="320"/);
    const title = chart.elements.find(({ text }) => text === "Title")!;
    expect(title).toBeDefined();
  });

  it("rejects what cannot be drawn, and says what and where", () => {
    expect(() => lineChart({})).toThrow("lineChart: 0 series were given; from 1 to 8 are accepted");
    expect(() => lineChart({ loss: [1, Number.NaN] })).toThrow('lineChart: series "loss" has NaN at place 1');
    expect(() => lineChart({ loss: [] })).toThrow('series "loss" is empty');
    expect(() => lineChart({ loss: [1, 0] }, { yScale: "log" })).toThrow("positive finite numbers");
    expect(() => lineChart({ loss: { x: [1], y: [1, 2] } })).toThrow('series "loss", x has length 1; 2 is accepted');
    expect(() => lineChart(losses, { yDomain: [1, 0] })).toThrow("lineChart: domain [1,0]");
  });
});
