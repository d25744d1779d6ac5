import { categoryColours, stepColours } from "./palette";

/** How the series' colours relate: unlike each other, or steps of an order such as temperatures. */
export type Colours = "categories" | "steps";

/** The most series that a chart can tell apart. */
export const mostSeries = (colours: Colours): number => (colours === "steps" ? 16 : categoryColours.length);

/** The colour scale of named series, in their order. */
export const seriesScale = (names: readonly string[], colours: Colours) => ({
  domain: [...names],
  range: [...(colours === "steps" ? stepColours(names.length) : categoryColours.slice(0, names.length))],
});

/** A legend above the chart, in as many columns as the width holds; none for a single series. */
export function seriesLegend(names: readonly string[], width: number) {
  if (names.length === 1) return null;
  const entry = 45 + 7 * Math.max(...names.map((name) => name.length)); // pixels
  return { title: null, columns: Math.max(1, Math.min(names.length, Math.floor(width / entry))) };
}
