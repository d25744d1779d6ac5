import { describe, expect, it } from "vitest";
import { heatmap } from "../../lib/plotting/heatmap";
import { heatmapCells } from "../../lib/plotting/heatmap-cells";
import { drawn } from "./drawn";

describe("heatmap", () => {
  const confusion = [
    [90, 10],
    [4, 96],
  ];

  it("draws one cell per value, first row on top, with names, titles and values", async () => {
    const options = {
      rows: ["cat", "dog"],
      columns: ["is cat", "is dog"],
      x: "said",
      y: "is",
      colour: "images",
      labels: "d",
    };
    const chart = await drawn(heatmap(confusion, options));
    expect(chart.marks("rect mark")).toHaveLength(4);
    expect(chart.texts).toEqual(expect.arrayContaining(["90", "10", "4", "96", "said", "is", "images"]));
    expect(chart.texts.filter((text) => options.rows.includes(text))).toEqual(["cat", "dog"]);
    expect(chart.texts.filter((text) => options.columns.includes(text))).toEqual(["is cat", "is dog"]);
    expect(chart.scale("y").domain).toEqual(["cat", "dog"]);
  });

  it("keeps more than ten rows in their order, not in the order of their names", async () => {
    const chart = await drawn(heatmap(Array.from({ length: 12 }, (_, i) => [i])));
    expect(chart.scale("y").domain).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`));
  });

  it("writes black on light cells and white on dark ones", async () => {
    const chart = await drawn(heatmap([[0, 1]], { labels: ".0f" }));
    const inks = chart.elements
      .filter(({ tag, text }) => tag === "text" && (text === "0" || text === "1"))
      .map(({ attributes }) => attributes.fill);
    expect(inks).toEqual(expect.arrayContaining(["#ffffff", "#000000"]));
    expect(heatmapCells([[0, 1]], {}).cells.map(({ ink }) => ink)).toEqual(["white", "black"]);
  });

  it("is symmetric about a middle value", async () => {
    const chart = await drawn(heatmap([[-0.2, 1]], { middle: 0 }));
    expect(chart.scale("color").domain).toEqual([-1, 1]);
  });

  it("draws a matrix of one value, and of all the same values", async () => {
    expect((await drawn(heatmap([[7]]))).marks("rect mark")).toHaveLength(1);
    expect((await drawn(heatmap([[0, 0]], { middle: 0 }))).marks("rect mark")).toHaveLength(2);
  });

  it("rejects what is no matrix", () => {
    expect(() => heatmap([])).toThrow("heatmap: the matrix has no rows");
    expect(() => heatmap([[1, 2], [3]])).toThrow("heatmap: row 1 has length 1; 2 is accepted");
    expect(() => heatmap([[1]], { rows: ["a", "b"] })).toThrow("heatmap: rows has length 2; 1 is accepted");
    expect(() => heatmap([[-1]], { scale: "sqrt" })).toThrow('scale "sqrt" accepts values from 0');
    expect(() => heatmap([[Number.NaN]])).toThrow("heatmap: row 0 has NaN at place 0");
  });
});
