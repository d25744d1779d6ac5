import type { TopLevelSpec } from "vega-lite";
import { quantitativeAxis, type ScaleOptions } from "./axis";
import { chart } from "./chart";
import { finite, names } from "./numbers";
import { type Colours, mostSeries, seriesLegend, seriesScale } from "./series";
import type { ChartOptions, VegaLiteSpec } from "./spec";

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Written beside the point. */
  readonly label?: string;
}

export interface ScatterOptions extends ChartOptions {
  readonly xScale?: ScaleOptions["scale"];
  readonly yScale?: ScaleOptions["scale"];
  readonly xDomain?: ScaleOptions["domain"];
  readonly yDomain?: ScaleOptions["domain"];
  readonly colours?: Colours;
}

const shapes = [
  "circle",
  "square",
  "triangle-up",
  "diamond",
  "cross",
  "triangle-down",
  "triangle-right",
  "triangle-left",
];

function rowsOf(series: string, points: readonly Point[], labelled: boolean, { xScale, yScale }: ScatterOptions) {
  const column = (side: "x" | "y", scale: ScaleOptions["scale"]) =>
    finite(
      "scatter",
      `series "${series}", ${side}`,
      points.map((point) => point[side]),
      { positive: scale === "log" },
    );
  const [x, y] = [column("x", xScale), column("y", yScale)];
  return points.map(({ label }, i) => ({ x: x[i]!, y: y[i]!, series, ...(labelled ? { label: label ?? "" } : {}) }));
}

const pointLayer = (series: readonly string[], labelled: boolean, options: ScatterOptions) => {
  const { colours = "categories", width = 600, x = "x", y = "y" } = options;
  const bySeries = { field: "series", type: "nominal" as const, sort: null, legend: seriesLegend(series, width) };
  const range = series.map((_, i) => shapes[i % shapes.length]!);
  return {
    mark: { type: "point" as const, filled: true, size: 70, opacity: 0.85, clip: true },
    encoding: {
      color: { ...bySeries, scale: seriesScale(series, colours) },
      shape: { ...bySeries, scale: { domain: [...series], range } },
      tooltip: [
        ...(labelled ? [{ field: "label", type: "nominal" as const, title: "name" }] : []),
        { field: "series", type: "nominal" as const, title: "series" },
        { field: "x", type: "quantitative" as const, title: x, format: ".4~g" },
        { field: "y", type: "quantitative" as const, title: y, format: ".4~g" },
      ],
    },
  };
};

const labelLayer = {
  mark: { type: "text" as const, align: "left" as const, baseline: "middle" as const, dx: 8 },
  encoding: { text: { field: "label", type: "nominal" as const } },
};

/**
 * Points, told apart by colour and shape, with their labels beside them.
 * @param series points by the name of their series
 * @throws RangeError if there are no series, more than 8 (16 with colours "steps"), or a number is not finite
 */
export function scatter(
  series: Readonly<Record<string, readonly Point[]>>,
  options: ScatterOptions = {},
): VegaLiteSpec {
  const { xScale, yScale, xDomain, yDomain } = options;
  const known = names("scatter", series, mostSeries(options.colours ?? "categories"));
  const labelled = known.some((name) => series[name]!.some(({ label }) => label !== undefined));
  const rows = known.flatMap((name) => rowsOf(name, series[name]!, labelled, options));
  const column = (side: "x" | "y") => rows.map((row) => row[side]);
  const axes = {
    x: quantitativeAxis("scatter", options.x, column("x"), { scale: xScale, domain: xDomain }),
    y: quantitativeAxis("scatter", options.y, column("y"), { scale: yScale, domain: yDomain, vertical: true }),
  };
  const points = pointLayer(known, labelled, options);
  return chart(options, {
    data: { values: rows },
    encoding: { x: { field: "x", ...axes.x }, y: { field: "y", ...axes.y } },
    layer: labelled ? [points, labelLayer] : [points],
  } satisfies Partial<TopLevelSpec>);
}
