import type { TopLevelSpec } from "vega-lite";
import { nameAxis } from "./axis";
import { chart } from "./chart";
import { type CellOptions, heatmapCells } from "./heatmap-cells";
import type { Numbers } from "./numbers";
import type { ChartOptions, VegaLiteSpec } from "./spec";

export interface HeatmapOptions extends ChartOptions, CellOptions {
  /** What a colour means, with its unit: the legend's title. */
  readonly colour?: string;
  /** Writes each value in its cell in this d3 format, e.g. ".2f". */
  readonly labels?: string;
}

type Cells = ReturnType<typeof heatmapCells>;

const rectangles = ({ cells, domain, stops }: Cells, { scale = "linear", labels, x, y, colour }: HeatmapOptions) => ({
  // An accessible label per cell would make a picture of a thousand cells five times as large.
  mark: { type: "rect" as const, aria: cells.length <= 200 },
  encoding: {
    color: {
      field: "value",
      type: "quantitative" as const,
      scale: {
        type: scale,
        domain: [...domain],
        range: [...stops],
        interpolate: "rgb" as const,
        clamp: true,
        zero: false,
      },
      legend: { orient: "right" as const, title: colour ?? null, gradientLength: 240 },
    },
    tooltip: [
      { field: "row", type: "nominal" as const, title: y ?? "row" },
      { field: "column", type: "nominal" as const, title: x ?? "column" },
      { field: "value", type: "quantitative" as const, title: colour ?? "value", format: labels ?? ".4~g" },
    ],
  },
});

const texts = (format: string) => ({
  mark: { type: "text" as const },
  encoding: {
    text: { field: "value", type: "quantitative" as const, format },
    color: { condition: { test: "datum.ink === 'white'", value: "#ffffff" }, value: "#000000" },
  },
});

/**
 * A matrix as coloured cells, first row on top; light is large, or blue to red about `middle`.
 * @param matrix [rows, columns]
 * @throws RangeError if the rows differ in length, names do not fit, or a value is not finite
 */
export function heatmap(matrix: readonly Numbers[], options: HeatmapOptions = {}): VegaLiteSpec {
  const { labels, x, y, width = 600, height = 400 } = options;
  const found = heatmapCells(matrix, options);
  const { cells, rows, columns } = found;
  return chart({ ...options, height }, {
    data: { values: labels === undefined ? cells.map(({ ink: _, ...cell }) => cell) : cells },
    encoding: {
      x: { field: "column", ...nameAxis(x, columns, (0.8 * width) / columns.length), scale: { domain: [...columns] } },
      y: { field: "row", ...nameAxis(y, rows, Number.POSITIVE_INFINITY), scale: { domain: [...rows] } },
    },
    layer: labels === undefined ? [rectangles(found, options)] : [rectangles(found, options), texts(labels)],
  } satisfies Partial<TopLevelSpec>);
}
