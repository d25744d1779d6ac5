import type { TopLevelSpec } from "vega-lite";
import { nameAxis } from "./axis";
import { chart } from "./chart";
import { finite, type Numbers, names, sameLength } from "./numbers";
import { type Colours, mostSeries, seriesLegend, seriesScale } from "./series";
import type { ChartOptions, VegaLiteSpec } from "./spec";

/** One bar per name, or one bar in every category per series. */
export type Bars = Readonly<Record<string, number>> | Readonly<Record<string, Numbers>>;

export interface BarChartOptions extends ChartOptions {
  /** The categories' names, in the order of the numbers; required with series. */
  readonly categories?: readonly string[];
  /** Bars to the right, for long names; x and y keep naming the horizontal and the vertical axis. */
  readonly horizontal?: boolean;
  /** The smallest and largest value shown; bars start at 0, so it should hold 0. */
  readonly domain?: readonly [smallest: number, largest: number];
  /** Writes each value at its bar in this d3 format, e.g. ".3f". */
  readonly labels?: string;
  readonly colours?: Colours;
}

interface Row {
  readonly category: string;
  readonly value: number;
  readonly series: string;
}

const isSeries = (bars: Bars): bars is Readonly<Record<string, Numbers>> =>
  Object.values(bars).some((value) => typeof value !== "number");

function rowsOf(bars: Bars, { categories, colours = "categories" }: BarChartOptions): readonly Row[] {
  if (!isSeries(bars)) {
    const found = Object.keys(bars);
    const values = finite("barChart", "the record", Object.values(bars));
    return values.map((value, i) => ({ category: found[i]!, value, series: "" }));
  }
  if (categories === undefined) throw new RangeError("barChart: series need `categories`, the names of their bars");
  return names("barChart", bars, mostSeries(colours)).flatMap((series) => {
    const values = finite("barChart", `series "${series}"`, bars[series]!);
    sameLength("barChart", `series "${series}"`, values.length, categories.length);
    return values.map((value, i) => ({ category: categories[i]!, value, series }));
  });
}

const bySeries = { field: "series", type: "nominal", sort: null } as const;

/** From 0 to round numbers, with room for the labels beyond the largest. */
function valueScale(rows: readonly Row[], { domain, labels, horizontal = false }: BarChartOptions) {
  if (domain !== undefined) return { domain: [...domain], nice: false };
  const largest = Math.max(...rows.map((row) => row.value));
  return labels !== undefined && largest > 0 ? { domainMax: largest * (horizontal ? 1.12 : 1.06) } : {};
}

/** The bars, coloured by series. */
function barLayer(series: readonly string[], options: BarChartOptions) {
  const { colours = "categories", width = 600, horizontal = false, domain, labels: format = ".4~g", x, y } = options;
  const [category, value] = horizontal ? [y, x] : [x, y];
  return {
    mark: { type: "bar" as const, clip: domain !== undefined },
    encoding: {
      color: { ...bySeries, scale: seriesScale(series, colours), legend: seriesLegend(series, width) },
      tooltip: [
        ...(series.length > 1 ? [{ ...bySeries, title: "series" }] : []),
        { field: "category", type: "nominal" as const, title: category ?? "category" },
        { field: "value", type: "quantitative" as const, title: value ?? "value", format },
      ],
    },
  };
}

/** Each bar's value as text, above or right of its end. */
const textLayer = (format: string, horizontal: boolean) => ({
  mark: {
    type: "text" as const,
    ...(horizontal
      ? { align: "left" as const, baseline: "middle" as const, dx: 4 }
      : { align: "center" as const, baseline: "bottom" as const, dy: -3 }),
  },
  encoding: { text: { field: "value", type: "quantitative" as const, format } },
});

/**
 * Bars in the given order, grouped by series within each category.
 * @param bars `{ name: value }`, or `{ series: values }` with `categories`. Names that are whole numbers come in
 * ascending order, as in any JavaScript record.
 * @throws RangeError if a value is not finite, or the lengths of values and categories differ
 */
export function barChart(bars: Bars, options: BarChartOptions = {}): VegaLiteSpec {
  const { width = 600, horizontal = false, labels } = options;
  const rows = rowsOf(bars, options);
  const series = [...new Set(rows.map((row) => row.series))];
  const categories = [...new Set(rows.map((row) => row.category))];
  const [along, across, offset] = horizontal ? (["y", "x", "yOffset"] as const) : (["x", "y", "xOffset"] as const);
  const pixels = horizontal ? Number.POSITIVE_INFINITY : (0.9 * width) / categories.length;
  return chart(options, {
    data: { values: [...rows] },
    encoding: {
      [along]: {
        field: "category",
        ...nameAxis(options[along], categories, pixels),
        scale: { domain: [...categories], paddingInner: 0.2 },
      },
      [across]: {
        field: "value",
        type: "quantitative",
        title: options[across] ?? null,
        scale: valueScale(rows, options),
        axis: labels === undefined ? {} : { grid: false },
      },
      ...(series.length > 1 ? { [offset]: { ...bySeries, scale: { domain: [...series] } } } : {}),
    },
    layer: [barLayer(series, options), ...(labels === undefined ? [] : [textLayer(labels, horizontal)])],
  } satisfies Partial<TopLevelSpec>);
}
