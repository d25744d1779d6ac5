import { describe, expect, it } from "vitest";
import { barChart } from "../../lib/plotting/bar-chart";
import { chartText } from "../../lib/plotting/chart-text";
import { heatmap } from "../../lib/plotting/heatmap";
import { imageGrid } from "../../lib/plotting/image-grid";
import { lineChart } from "../../lib/plotting/line-chart";
import { scatter } from "../../lib/plotting/scatter";

const lines = (text: string): readonly string[] => text.split("\n");

describe("chartText", () => {
  it("puts series side by side", () => {
    const text = chartText(
      lineChart({ student: [0.5, 0.3], teacher: [0.4, 0.2] }, { title: "Loss", x: "epoch", y: "nats" }),
    );
    expect(lines(text)).toEqual([
      "Loss",
      "epoch  student  teacher",
      "─────  ───────  ───────",
      "    1      0.5      0.4",
      "    2      0.3      0.2",
    ]);
  });

  it("leaves out the middle of a long series", () => {
    const text = lines(chartText(lineChart({ a: Array.from({ length: 100 }, (_, i) => i) }, { x: "step" })));
    expect(text).toHaveLength(2 + 13);
    expect(text[8]).toMatch(/…/);
    expect(text.at(-1)).toMatch(/100 +99$/);
  });

  it("keeps the order of bars, horizontal ones too", () => {
    for (const horizontal of [false, true]) {
      const text = chartText(
        barChart({ b: 2, a: 1 }, { horizontal, [horizontal ? "y" : "x"]: "name", [horizontal ? "x" : "y"]: "size" }),
      );
      expect(lines(text)).toEqual(["name  size", "────  ────", "b        2", "a        1"]);
    }
  });

  it("writes a matrix as a matrix", () => {
    expect(
      lines(
        chartText(
          heatmap(
            [
              [1, 2],
              [3, 4],
            ],
            { rows: ["r", "s"], columns: ["c", "d"], y: "is" },
          ),
        ),
      ),
    ).toEqual(["is  c  d", "──  ─  ─", "r   1  2", "s   3  4"]);
  });

  it("lists points with their names", () => {
    const text = chartText(
      scatter({ a: [{ x: 1, y: 2, label: "p" }], b: [{ x: 1, y: 3, label: "q" }] }, { x: "size", y: "errors" }),
    );
    expect(lines(text).slice(2)).toEqual(["p     a          1       2", "q     b          1       3"]);
  });

  it("tells how many images there are, and their captions", () => {
    const images = { pixels: new Uint8Array(8), shape: [2, 2, 1] as const };
    expect(lines(chartText(imageGrid(images, { title: "Two", captions: ["a\nb", "c"] })))).toEqual([
      "Two",
      "2 images of 2 × 2 pixels",
      "a, b · c",
    ]);
  });

  it("reads a specification of one's own", () => {
    const spec = {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      data: { values: [{ a: 1, b: "x" }] },
      mark: "bar",
    };
    expect(lines(chartText(spec))).toEqual(["a  b", "─  ─", "1  x"]);
    expect(chartText({ $schema: spec.$schema, data: { url: "data.csv" } })).toBe("a chart");
  });
});
