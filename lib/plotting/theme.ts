import type { Config } from "vega-lite";

/** Mid grey: contrast 4.4 on white and 4.3 on #111111, so that one stored picture serves light and dark pages. */
const ink = "#787878";
const hairline = "#80808040";

/** The look of all charts: transparent ground, one grey for every text and line, text of at least 12 pixels. */
export const theme = {
  background: "transparent",
  font: "sans-serif",
  view: { stroke: null },
  title: { anchor: "start", color: ink, fontSize: 15, fontWeight: "bold", offset: 12 },
  axis: {
    labelColor: ink,
    labelFontSize: 12,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: "normal",
    titlePadding: 8,
    gridColor: hairline,
    domainColor: ink,
    tickColor: ink,
    labelPadding: 5,
  },
  legend: {
    orient: "top",
    labelColor: ink,
    labelFontSize: 12,
    labelLimit: 400,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: "normal",
    symbolSize: 120,
    symbolStrokeWidth: 2,
  },
  text: { color: ink, fontSize: 12 },
} as const satisfies Config;
