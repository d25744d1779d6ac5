import type { TopLevelSpec } from "vega-lite";
import { quantitativeAxis, type ScaleOptions } from "./axis";
import { chart } from "./chart";
import { finite, type Numbers, names, sameLength } from "./numbers";
import { dashes } from "./palette";
import { type Colours, mostSeries, seriesLegend, seriesScale } from "./series";
import type { ChartOptions, VegaLiteSpec } from "./spec";

/** Values at 1, 2, 3 …, as epochs count, or at places of their own. */
export type Line = Numbers | { readonly x: Numbers; readonly y: Numbers };

export interface LineChartOptions extends ChartOptions {
  readonly xScale?: ScaleOptions["scale"];
  readonly yScale?: ScaleOptions["scale"];
  readonly xDomain?: ScaleOptions["domain"];
  readonly yDomain?: ScaleOptions["domain"];
  /** A mark at every value; default: where a line has at most 30. */
  readonly points?: boolean;
  readonly colours?: Colours;
}

interface Row {
  readonly x: number;
  readonly y: number;
  readonly series: string;
}

function rowsOf(series: string, line: Line, { xScale, yScale }: LineChartOptions): readonly Row[] {
  const own = "y" in line ? line : { x: Array.from(line, (_, i) => i + 1), y: line };
  const y = finite("lineChart", `series "${series}"`, own.y, { positive: yScale === "log" });
  const x = finite("lineChart", `series "${series}", x`, own.x, { positive: xScale === "log" });
  sameLength("lineChart", `series "${series}", x`, x.length, y.length);
  return y.map((value, i) => ({ x: x[i]!, y: Number(value.toPrecision(7)), series })); // float32 has no more digits
}

/** Colour, and dashes where the series are not steps of an order: noisy dashed lines are hard to read. */
function seriesChannels(series: readonly string[], { colours = "categories", width = 600 }: LineChartOptions) {
  const entries = seriesLegend(series, width);
  const legend = entries && { ...entries, symbolType: "stroke", symbolSize: 400 };
  const bySeries = { field: "series", type: "nominal" as const, sort: null, legend };
  const range = series.map((_, i) => [...dashes[i % dashes.length]!]);
  return {
    color: { ...bySeries, scale: seriesScale(series, colours) },
    ...(colours === "steps" ? {} : { strokeDash: { ...bySeries, scale: { domain: [...series], range } } }),
  };
}

/**
 * Lines through numbers, one per series, told apart by colour and dash.
 * @param series by name; on a log scale all values must be above 0
 * @throws RangeError if there are no series, more than 8 (16 with colours "steps"), or a value is not finite
 */
export function lineChart(series: Readonly<Record<string, Line>>, options: LineChartOptions = {}): VegaLiteSpec {
  const { xScale, yScale, xDomain, yDomain, x = "x", y = "y" } = options;
  const known = names("lineChart", series, mostSeries(options.colours ?? "categories"));
  const rows = known.flatMap((name) => rowsOf(name, series[name]!, options));
  const { points = rows.length <= 30 * known.length } = options;
  const column = (side: "x" | "y") => rows.map((row) => row[side]);
  const axes = {
    x: quantitativeAxis("lineChart", options.x, column("x"), { scale: xScale, domain: xDomain }),
    y: quantitativeAxis("lineChart", options.y, column("y"), { scale: yScale, domain: yDomain, vertical: true }),
  };
  const clip = xDomain !== undefined || yDomain !== undefined;
  return chart(options, {
    data: { values: [...rows] },
    mark: { type: "line", clip, strokeWidth: 2, point: points ? { size: 36, filled: true } : false },
    encoding: {
      x: { field: "x", ...axes.x },
      y: { field: "y", ...axes.y },
      ...seriesChannels(known, options),
      tooltip: [
        { field: "series", type: "nominal", title: "series" },
        { field: "x", type: "quantitative", title: x },
        { field: "y", type: "quantitative", title: y, format: ".4~g" },
      ],
    },
  } satisfies Partial<TopLevelSpec>);
}
